import FeatureTables

/// How much the rows of a class count in learning.
public enum ClassWeights: Sendable, Equatable {
  /// Every row counts 1.
  case none
  /// Classes count alike: a row of class c counts rows / (classes with rows x rows of c).
  case balanced
  /// A row counts the number given for its class, which must be positive; 1 where none is given.
  case given([String: Double])

  /// Throws if a weight is out of range; `learner` is named then.
  func check(_ learner: String) throws(LearningError) {
    guard case .given(let weights) = self else { return }
    for (name, weight) in weights.sorted(by: { $0.key < $1.key }) where !(weight > 0 && weight < 1e9) {
      throw .invalidParameter(
        name: "\(learner).class_weights.\(name)", value: "\(weight)", expected: "a number above 0 and below 1e9")
    }
  }

  /// The weight of each class of `table`, in class order; a weight for an unknown class is an error that names `learner`.
  func values(_ table: FeatureTable, learner: String) throws(LearningError) -> [Double] {
    switch self {
    case .none: return [Double](repeating: 1, count: table.classes.count)
    case .given(let weights):
      for name in weights.keys.sorted() where !table.classes.contains(name) {
        throw .invalidParameter(
          name: "\(learner).class_weights", value: name,
          expected: "classes of " + table.classes.joined(separator: ", "))
      }
      return table.classes.map { weights[$0] ?? 1 }
    case .balanced:
      var counts = [Int](repeating: 0, count: table.classes.count)
      for label in table.labels { counts[Int(label)] += 1 }
      let present = Double(counts.count { $0 > 0 })
      return counts.map { $0 == 0 ? 1 : Double(table.rowCount) / (present * Double($0)) }
    }
  }
}

extension ClassWeights: Codable {
  /// Reads "none", "balanced" or a number for each class.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let weights = try? container.decode([String: Double].self) {
      self = .given(weights)
      return
    }
    switch try? container.decode(String.self) {
    case "none": self = .none
    case "balanced": self = .balanced
    case let other:
      throw LearningError.invalidParameter(
        name: "class_weights", value: other ?? "something else",
        expected: "'none', 'balanced' or a number for each class: {hard: 2, soft: 1}")
    }
  }

  /// Writes "none", "balanced" or a number for each class.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encode("none")
    case .balanced: try container.encode("balanced")
    case .given(let weights): try container.encode(weights)
    }
  }
}
