extension ExtraTrees.MaxFeatures: Codable {
  /// Reads "sqrt", "all" or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let count = try? container.decode(Int.self) {
      self = .count(count)
      return
    }
    let word = try container.decode(String.self)
    switch word {
    case "sqrt": self = .squareRoot
    case "all": self = .all
    default:
      throw LearningError.invalidParameter(
        name: "max_features", value: word, expected: "'sqrt', 'all' or a number of at least 1")
    }
  }

  /// Writes "sqrt", "all" or a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .squareRoot: try container.encode("sqrt")
    case .all: try container.encode("all")
    case .count(let count): try container.encode(count)
    }
  }
}

extension ExtraTrees {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case trees
    case maxFeatures = "max_features"
    case minSplit = "min_split"
    case minLeaf = "min_leaf"
    case maxDepth = "max_depth"
    case bootstrap
    case criterion
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init()
    trees = try container.decodeIfPresent(Int.self, forKey: .trees) ?? trees
    maxFeatures = try container.decodeIfPresent(MaxFeatures.self, forKey: .maxFeatures) ?? maxFeatures
    minSplit = try container.decodeIfPresent(Int.self, forKey: .minSplit) ?? minSplit
    minLeaf = try container.decodeIfPresent(Int.self, forKey: .minLeaf) ?? minLeaf
    maxDepth = try container.decodeIfPresent(Int.self, forKey: .maxDepth)
    bootstrap = try container.decodeIfPresent(Bool.self, forKey: .bootstrap) ?? bootstrap
    criterion = try container.decodeIfPresent(Criterion.self, forKey: .criterion) ?? criterion
  }

  /// Writes every hyper-parameter; `max_depth` only if there is one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(trees, forKey: .trees)
    try container.encode(maxFeatures, forKey: .maxFeatures)
    try container.encode(minSplit, forKey: .minSplit)
    try container.encode(minLeaf, forKey: .minLeaf)
    try container.encodeIfPresent(maxDepth, forKey: .maxDepth)
    try container.encode(bootstrap, forKey: .bootstrap)
    try container.encode(criterion, forKey: .criterion)
  }
}
