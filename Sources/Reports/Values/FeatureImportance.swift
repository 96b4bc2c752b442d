/// How much a feature matters to the model.
package struct FeatureImportance: Sendable, Equatable {
  /// The feature's name.
  package let feature: String
  /// By how much the accuracy (of numbers R2) falls when the feature's values are exchanged between held-out rows.
  package let importance: Double
  /// The standard deviation of that between exchanges.
  package let spread: Double
  /// The feature's share in what the model learned: a second opinion.
  package let share: Double

  /// A feature's importance.
  package init(feature: String, importance: Double, spread: Double, share: Double) {
    self.feature = feature
    self.importance = importance
    self.spread = spread
    self.share = share
  }
}
