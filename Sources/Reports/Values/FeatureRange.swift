/// A feature in the simulations and in the data.
package struct FeatureRange: Sendable, Equatable {
  /// The feature's name.
  package let name: String
  /// The statistic: the name without its subwindow.
  package let statistic: String
  /// The subwindow; nil for a feature of the whole window.
  package let subwindow: Int?
  /// The feature in the training simulations.
  package let simulated: FeatureQuantiles
  /// The feature in the observed windows.
  package let observed: FeatureQuantiles
  /// The share of observed windows outside the simulated 1-99 % range, in [0, 1].
  package let shareOutside: Double

  /// A feature; names that end in `_win3` are taken apart into statistic and subwindow.
  package init(name: String, simulated: FeatureQuantiles, observed: FeatureQuantiles, shareOutside: Double) {
    self.name = name
    self.simulated = simulated
    self.observed = observed
    self.shareOutside = shareOutside
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, last.hasPrefix("win"), let index = Int(last.dropFirst(3)) {
      statistic = parts.dropLast().joined(separator: "_")
      subwindow = index
    } else {
      statistic = name
      subwindow = nil
    }
  }
}
