/// Numbers that were predicted of held-out simulations beside what is true of them.
package struct NumberAccuracy: Sendable, Equatable {
  /// The number's name.
  package let name: String
  /// Its unit; "" for none.
  package let unit: String
  /// Pairs of what is true and what was predicted.
  package let points: [Point]
  /// Whether it was learned on a logarithmic scale, and is shown on one.
  package let isLogarithmic: Bool

  /// What is true of a simulation and what was predicted of it.
  package struct Point: Sendable, Equatable {
    /// The truth.
    package let truth: Double
    /// The prediction.
    package let predicted: Double

    /// A pair.
    package init(truth: Double, predicted: Double) {
      self.truth = truth
      self.predicted = predicted
    }
  }

  /// Predictions of `name`.
  package init(name: String, unit: String = "", points: [Point], isLogarithmic: Bool = false) {
    self.name = name
    self.unit = unit
    self.points = points
    self.isLogarithmic = isLogarithmic
  }
}
