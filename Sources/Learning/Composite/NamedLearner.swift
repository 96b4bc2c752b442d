/// A learner by its name, as study files write it: `{support_vector_machine: {kernel: linear}}`.
struct NamedLearner: Codable {
  let learner: any Learner

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(_ learner: any Learner) { self.learner = learner }

  /// Reads the one name, and then the hyper-parameters of the learner of that name.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    guard let name = container.allKeys.first, container.allKeys.count == 1 else {
      throw LearningError.invalidParameter(
        name: "learner", value: "\(container.allKeys.count) learners", expected: "one: {componentwise_boosting: {}}")
    }
    let known = try LearnerRegistry.learner(name.stringValue)
    guard !(known is any CompositeLearner) else {
      throw LearningError.invalidParameter(
        name: "learner", value: name.stringValue, expected: "a learner that is not made of others")
    }
    learner = try type(of: known).init(from: container.superDecoder(forKey: name))
  }

  /// Writes the name and the hyper-parameters.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    try learner.encode(to: container.superEncoder(forKey: Name(stringValue: type(of: learner).id)))
  }
}
