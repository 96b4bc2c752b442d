import FeatureTables

/// Classes that answer one question together: "sweep" for hard and soft.
public struct ClassGroup: Codable, Sendable, Equatable {
  /// The group's name.
  public let name: String
  /// Its classes.
  public let classes: [String]

  /// The group `name` of `classes`.
  public init(name: String, classes: [String]) {
    self.name = name
    self.classes = classes
  }
}
