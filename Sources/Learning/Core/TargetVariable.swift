/// A number to predict: a column of the truth of a table.
public struct TargetVariable: Codable, Sendable, Equatable {
  /// The name of the truth column.
  public let name: String
  /// The scale on which it is learned.
  public let scale: TargetScale

  /// The truth column `name`, learned on `scale`.
  public init(_ name: String, scale: TargetScale = .linear) {
    self.name = name
    self.scale = scale
  }
}
