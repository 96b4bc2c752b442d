import Groundwork

/// Checks of hyper-parameters that name the learner and the key of the study file.
struct ParameterLimits {
  private let learner: String

  init<L: Learner>(_ learner: L.Type) { self.learner = L.id }

  /// Throws unless `holds`.
  func require(
    _ holds: Bool, _ name: String, _ value: some Any, _ expected: String = "a number above 0 and below 1"
  ) throws(LearningError) {
    if !holds { throw .invalidParameter(name: "\(learner).\(name)", value: "\(value)", expected: expected) }
  }

  /// The largest number of trees, rounds, steps and the like: far more than anybody needs, and no more than memory holds.
  static let most = 1_000_000

  /// Throws unless `value` is at least `least` and at most ``most``.
  func require(_ value: Int, _ name: String, atLeast least: Int) throws(LearningError) {
    try require(
      (least...Self.most).contains(value), name, value, "a whole number from \(least) to \(Self.most.grouped)")
  }

  /// Throws unless `value` is 0 or a number of folds.
  func requireFolds(_ value: Int, _ name: String) throws(LearningError) {
    try require(value == 0 || (2...1000).contains(value), name, value, "0 for none, or at least 2")
  }
}

extension KeyedDecodingContainer {
  /// Replaces `value` by what stands at `key`, if anything does.
  func read<Value: Decodable>(_ value: inout Value, _ key: Key) throws {
    if let found = try decodeIfPresent(Value.self, forKey: key) { value = found }
  }

  /// Replaces `value` by the case that the word at `key` names, if there is one; an unknown word is an error that names
  /// the nearest.
  func read<Value: RawRepresentable<String> & CaseIterable>(word value: inout Value, _ key: Key) throws {
    guard let word = try decodeIfPresent(String.self, forKey: key) else { return }
    guard let found = Value(rawValue: word) else {
      let known = Value.allCases.map(\.rawValue)
      let hint = nearestSpelling(of: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
      throw LearningError.invalidParameter(
        name: key.stringValue, value: "'\(word)'" + hint, expected: "one of " + known.joined(separator: ", "))
    }
    value = found
  }
}
