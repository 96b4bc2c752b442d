/// Every learner, by name.
public enum LearnerRegistry {
  /// The learners with their default hyper-parameters.
  public static let all: [any Learner] = [ExtraTrees()]

  /// The learner `id` with its default hyper-parameters; an unknown one is an error that lists the choices.
  public static func learner(_ id: String) throws(LearningError) -> any Learner {
    guard let found = all.first(where: { type(of: $0).id == id }) else {
      throw .unknownLearner(id, known: all.map { type(of: $0).id })
    }
    return found
  }
}

/// A learner with its name, as files hold it: {"id": "extra_trees", "parameters": {...}}.
public struct LearnerSpecification: Codable, Sendable {
  /// The learner.
  public var learner: any Learner

  /// The specification of `learner`.
  public init(_ learner: any Learner) { self.learner = learner }

  private enum CodingKeys: String, CodingKey {
    case id
    case parameters
  }

  /// Reads the name and then the hyper-parameters of the learner of that name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let known = try LearnerRegistry.learner(container.decode(String.self, forKey: .id))
    learner = try type(of: known).init(from: container.superDecoder(forKey: .parameters))
  }

  /// Writes the name and the hyper-parameters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(type(of: learner).id, forKey: .id)
    try learner.encode(to: container.superEncoder(forKey: .parameters))
  }
}
