import Groundwork

/// Whether the simulations as a whole resemble the data.
public struct CheckValues: Sendable {
  /// A readable number of windows, simulated against observed.
  public struct Summary: Sendable {
    /// What it is.
    public let name: String
    /// The 5 %, 50 % and 95 % quantiles.
    public let simulated, observed: [Double]
    /// Observed less simulated median, in spreads of simulated windows.
    public let distance: Double
    /// The same in standard errors.
    public let standardErrors: Double
    /// True if that is worth a word.
    public let isOff: Bool

    /// A number; each list has three quantiles.
    public init(
      name: String, simulated: [Double], observed: [Double], distance: Double, standardErrors: Double, isOff: Bool
    ) {
      precondition(simulated.count == 3 && observed.count == 3, "\(name) needs three quantiles of each kind")
      self.name = name
      self.simulated = simulated
      self.observed = observed
      self.distance = distance
      self.standardErrors = standardErrors
      self.isOff = isOff
    }
  }

  /// A window on two axes.
  public struct Point: Sendable, Equatable {
    /// Its place.
    public let x, y: Double

    /// A window at a place.
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The verdict in a few words.
  public var verdict: String
  /// True if it is worth a look.
  public var isAlarming: Bool
  /// Why.
  public var reasons: [String] = []
  /// What was compared, and how.
  public var notes: [String] = []
  /// The readable numbers.
  public var summaries: [Summary] = []
  /// Statistics by how much they give the data away.
  public var telltales: [LabelledValue] = []
  /// The share of the variance that each of the two axes holds; empty if there are none.
  public var axisShares: [Double] = []
  /// Simulated windows on the axes.
  public var simulated: [Point] = []
  /// Observed ones.
  public var observed: [Point] = []

  /// A check with nothing but its verdict.
  public init(verdict: String, isAlarming: Bool) {
    self.verdict = verdict
    self.isAlarming = isAlarming
  }
}
