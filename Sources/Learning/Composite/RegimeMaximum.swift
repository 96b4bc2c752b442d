/// A classifier for each regime, and the largest of their answers, as SFselect has it (Ronen et al. 2013,
/// doi:10.1534/genetics.113.152587): the first class against each of the others, sweeps before and after fixation, by itself.
///
/// The probability of not being of the first class is the largest that any classifier gives; it is divided among the other classes
/// in proportion to theirs.
public struct RegimeMaximum: CompositeLearner {
  /// The name in study files and models.
  public static let id = "regime_maximum"
  /// The name in reports.
  public static let title = "Largest answer of a classifier for each regime"
  /// The DOI of the method.
  public static let doi = "10.1534/genetics.113.152587"
  /// The version of what is learned.
  public static let version = 1

  /// What tells the first class from another.
  package var base: any Learner = SupportVectorMachine()

  /// What is done to features first, before what the learners that it is made of do.
  public var preprocess = Preprocessing.none

  /// Support vector machines with their defaults.
  public init() {}

  package func contrasts(_ names: [String]) throws(LearningError) -> (
    contrasts: [ClassContrast], rule: CompositeModel.Rule
  ) {
    (names.indices.dropFirst().map { ClassContrast(first: [0], second: [$0]) }, .maximum)
  }
}

extension RegimeMaximum {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case base = "learner"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let named = try container.decodeIfPresent(NamedLearner.self, forKey: .base) { base = named.learner }
    try container.read(word: &preprocess, .preprocess)
  }

  /// Writes all hyper-parameters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(NamedLearner(base), forKey: .base)
    try container.encode(preprocess, forKey: .preprocess)
  }
}
