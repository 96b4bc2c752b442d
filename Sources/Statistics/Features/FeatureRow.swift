import FeatureTables

/// The features of one window.
public struct FeatureRow: Sendable, Equatable {
  /// The features as learners see them: each column normalised across the parts of the window.
  public var values: [Double]
  /// The statistics themselves, in the same order: all parts of the first column, then of the second ...
  public var raw: [Double]
  /// True where the part of the window lacked what the statistic needs (pairs, sites, accessible bases): its page says
  /// when, and which number stands in `raw`.
  public var insufficient: [Bool]
  /// True where populations that the statistic is of have no calls that could be compared, though there are records; empty if nowhere.
  public var uncompared: [Bool] = []
  /// Segregating accessible sites of each part.
  public var segregatingSites: [Int]
  /// Accessible bases of each part.
  public var accessibleBases: [Double]
  /// The alignment of the window, where the calculator makes one.
  public var alignment: AlignmentTable.Row?

  /// A row from its parts.
  public init(
    values: [Double], raw: [Double], insufficient: [Bool], segregatingSites: [Int], accessibleBases: [Double]
  ) {
    self.values = values
    self.raw = raw
    self.insufficient = insufficient
    self.segregatingSites = segregatingSites
    self.accessibleBases = accessibleBases
  }
}
