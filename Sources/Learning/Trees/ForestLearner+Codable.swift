extension MaxFeatures: Codable {
  /// Reads "sqrt", "third", "all" or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .count(count)
      return
    }
    let word = try container.decode(String.self)
    switch word {
    case "sqrt": self = .squareRoot
    case "third": self = .third
    case "all": self = .all
    default:
      throw LearningError.invalidParameter(
        name: "max_features", value: word, expected: "'sqrt', 'third', 'all' or a number of at least 1")
    }
  }

  /// Writes "sqrt", "third", "all" or a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .squareRoot: try container.encode("sqrt")
    case .third: try container.encode("third")
    case .all: try container.encode("all")
    case .count(let count): try container.encode(count)
    }
  }
}

/// The hyper-parameters of forests under the names of the study file.
private enum ForestKeys: String, CodingKey, CaseIterable {
  case trees
  case maxFeatures = "max_features"
  case minSplit = "min_split"
  case minLeaf = "min_leaf"
  case maxDepth = "max_depth"
  case bootstrap
  case criterion
  case classWeights = "class_weights"
  case preprocess
}

extension ForestLearner {
  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { ForestKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: ForestKeys.self)
    self.init()
    trees = try container.decodeIfPresent(Int.self, forKey: .trees) ?? trees
    maxFeatures = try container.decodeIfPresent(MaxFeatures.self, forKey: .maxFeatures) ?? maxFeatures
    minSplit = try container.decodeIfPresent(Int.self, forKey: .minSplit) ?? minSplit
    minLeaf = try container.decodeIfPresent(Int.self, forKey: .minLeaf) ?? minLeaf
    maxDepth = try container.decodeIfPresent(Int.self, forKey: .maxDepth)
    bootstrap = try container.decodeIfPresent(Bool.self, forKey: .bootstrap) ?? bootstrap
    criterion = try container.decodeIfPresent(SplitCriterion.self, forKey: .criterion) ?? criterion
    classWeights = try container.decodeIfPresent(ClassWeights.self, forKey: .classWeights) ?? classWeights
    try container.read(word: &preprocess, .preprocess)
  }

  /// Writes every hyper-parameter; `max_depth`, `class_weights` and `preprocess` only if there are any.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: ForestKeys.self)
    try container.encode(trees, forKey: .trees)
    try container.encode(maxFeatures, forKey: .maxFeatures)
    try container.encode(minSplit, forKey: .minSplit)
    try container.encode(minLeaf, forKey: .minLeaf)
    try container.encodeIfPresent(maxDepth, forKey: .maxDepth)
    try container.encode(bootstrap, forKey: .bootstrap)
    try container.encode(criterion, forKey: .criterion)
    if classWeights != .none { try container.encode(classWeights, forKey: .classWeights) }
    if preprocess != .none { try container.encode(preprocess, forKey: .preprocess) }
  }
}
