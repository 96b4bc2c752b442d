/// A learner with its name, as files hold it: {"id": "extra_trees", "parameters": {...}}.
@propertyWrapper
public struct LearnerSpecification: Codable, Sendable {
  /// The learner.
  public var wrappedValue: any Learner

  /// The specification of the learner `wrappedValue`.
  public init(wrappedValue: any Learner) { self.wrappedValue = wrappedValue }

  private enum CodingKeys: String, CodingKey {
    case id
    case parameters
  }

  /// Reads the name and then the hyper-parameters of the learner of that name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let known = try LearnerRegistry.learner(container.decode(String.self, forKey: .id))
    wrappedValue = try type(of: known).init(from: container.superDecoder(forKey: .parameters))
  }

  /// Writes the name and the hyper-parameters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type(of: wrappedValue).id, forKey: .id)
    try wrappedValue.encode(to: container.superEncoder(forKey: .parameters))
  }
}
