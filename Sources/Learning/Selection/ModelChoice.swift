import FeatureTables

/// What a search tried and chose.
public struct ModelChoice: Codable, Sendable, Equatable {
  /// What was asked for.
  public let search: ModelSearch
  /// The combination of the greatest mean score; that mean, being the greatest of many, is too good.
  public let best: ModelSelection.Cell
  /// All combinations, in the order of the space.
  public let cells: [ModelSelection.Cell]
}
