/// A posterior, as plain values of a page.
package struct PosteriorValues: Sendable {
  /// A target.
  package struct Marginal: Sendable {
    /// Its name.
    package let name: String
    /// True if it is drawn on a logarithmic axis.
    package let isLogarithmic: Bool
    /// Values under the prior, and draws from the posterior.
    package let prior: [Double], posterior: [Double]
    /// The interval that is marked, and the median.
    package let low: Double, median: Double, high: Double

    /// A target from its parts.
    package init(
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
  package var marginals: [Marginal]
  /// The estimates as a table.
  package var estimates: ReportTable?
  /// Whether the model can make such data, in sentences; and true where it cannot.
  package var fit: [String]
  /// True if no model fits.
  package var isRefuted: Bool
  /// How the rounds narrowed the priors.
  package var rounds: ReportTable?
  /// Whether intervals of held-out replicates hold the truth.
  package var coverage: ReportTable?
  /// Features of the data beside those of replicates from the posterior.
  package var predicted: ReportTable?

  /// A posterior from its parts.
  package init(marginals: [Marginal], fit: [String], isRefuted: Bool) {
    self.marginals = marginals
    self.fit = fit
    self.isRefuted = isRefuted
  }
}
