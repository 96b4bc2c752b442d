/// A posterior, as plain values of a page.
public struct PosteriorValues: Sendable {
  /// A target.
  public struct Marginal: Sendable {
    /// Its name.
    public let name: String
    /// True if it is drawn on a logarithmic axis.
    public let isLogarithmic: Bool
    /// Values under the prior, and draws from the posterior.
    public let prior: [Double], posterior: [Double]
    /// The interval that is marked, and the median.
    public let low: Double, median: Double, high: Double

    /// A target from its parts.
    public init(
      name: String, isLogarithmic: Bool, prior: [Double], posterior: [Double], low: Double, median: Double, high: Double
    ) {
      self.name = name
      self.isLogarithmic = isLogarithmic
      self.prior = prior
      self.posterior = posterior
      self.low = low
      self.median = median
      self.high = high
    }
  }

  /// The targets; draws of one place in each belong together.
  public var marginals: [Marginal]
  /// The estimates as a table.
  public var estimates: ReportTable?
  /// Whether the model can make such data, in sentences; and true where it cannot.
  public var fit: [String]
  /// True if no model fits.
  public var isRefuted: Bool
  /// How the rounds narrowed the priors.
  public var rounds: ReportTable?
  /// Whether intervals of held-out replicates hold the truth.
  public var coverage: ReportTable?
  /// Features of the data beside those of replicates from the posterior.
  public var predicted: ReportTable?

  /// A posterior from its parts.
  public init(marginals: [Marginal], fit: [String], isRefuted: Bool) {
    self.marginals = marginals
    self.fit = fit
    self.isRefuted = isRefuted
  }
}
