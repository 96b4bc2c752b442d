/// The features of one window.
public struct FeatureRow: Sendable, Equatable {
  /// The features as learners see them: each statistic normalised across the subwindows.
  public var values: [Double]
  /// The statistics themselves, in the same order: all subwindows of the first statistic, then of the second ...
  public var raw: [Double]
  /// Segregating accessible sites of each subwindow.
  public var segregatingSites: [Int]
  /// Accessible bases of each subwindow.
  public var accessibleBases: [Double]

  /// A row from its parts.
  public init(values: [Double], raw: [Double], segregatingSites: [Int], accessibleBases: [Double]) {
    self.values = values
    self.raw = raw
    self.segregatingSites = segregatingSites
    self.accessibleBases = accessibleBases
  }
}
