import Groundwork

/// Whether the simulations as a whole resemble the data.
package struct CheckValues: Sendable {
  /// A readable number of windows, simulated against observed.
  package struct Summary: Sendable {
    /// What it is.
    package let name: String
    /// The 5 %, 50 % and 95 % quantiles.
    package let simulated, observed: [Double]
    /// Observed less simulated median, in spreads of simulated windows.
    package let distance: Double
    /// The same in standard errors.
    package let standardErrors: Double
    /// True if that is worth a word.
    package let isOff: Bool

    /// A number; each list has three quantiles.
    package init(
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
  package struct Point: Sendable, Equatable {
    /// Its place.
    package let x, y: Double

    /// A window at a place.
    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// The verdict in a few words.
  package var verdict: String
  /// True if it is worth a look.
  package var isAlarming: Bool
  /// Why.
  package var reasons: [String] = []
  /// What was compared, and how.
  package var notes: [String] = []
  /// The readable numbers.
  package var summaries: [Summary] = []
  /// Statistics by how much they give the data away.
  package var telltales: [LabelledValue] = []
  /// The share of the variance that each of the two axes holds; empty if there are none.
  package var axisShares: [Double] = []
  /// Simulated windows on the axes.
  package var simulated: [Point] = []
  /// Observed ones.
  package var observed: [Point] = []

  /// A check with nothing but its verdict.
  package init(verdict: String, isAlarming: Bool) {
    self.verdict = verdict
    self.isAlarming = isAlarming
  }
}
