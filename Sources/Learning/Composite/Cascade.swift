import FeatureTables

/// A cascade of classifiers of two groups of classes each, as hierarchical boosting has it (Pybus et al. 2015,
/// doi:10.1093/bioinformatics/btv493): the first tells two groups apart, and so on within each, down to single classes.
///
/// The probability of a class is the product of those along its way; where the authors leave a window unresolved below a
/// threshold of one step, here the probabilities of the classes behind it are low (`scan.call_threshold`).
public struct Cascade: CompositeLearner {
  /// The name in study files and models.
  public static let id = "cascade"
  /// The name in reports.
  public static let title = "Cascade of classifiers"
  /// The DOI of the method.
  public static let doi = "10.1093/bioinformatics/btv493"
  /// The version of what is learned.
  public static let version = 1

  /// The tree of classes, "((a, b), (c, (d, e)))"; empty: each class against those after it.
  public var order = ""
  /// What tells two groups apart.
  package var base: any Learner = ComponentwiseBoosting()

  /// What is done to features first, before what the learners that it is made of do.
  public var preprocess = Preprocessing.none

  /// A cascade of componentwise boosting, each class against those after it.
  public init() {}

  package func contrasts(_ names: [String]) throws(LearningError) -> (
    contrasts: [ClassContrast], rule: CompositeModel.Rule
  ) {
    if order.isEmpty {
      let last = names.count - 1
      return ((0..<max(0, last)).map { ClassContrast(first: [$0], second: Array($0 + 1...last)) }, .tree)
    }
    var reader = ClassTreeReader(order, names)
    return (try reader.contrasts(), .tree)
  }
}

extension Cascade {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case order
    case base = "learner"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&order, .order)
    if let named = try container.decodeIfPresent(NamedLearner.self, forKey: .base) { base = named.learner }
    try container.read(word: &preprocess, .preprocess)
  }

  /// Writes all hyper-parameters.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(order, forKey: .order)
    try container.encode(NamedLearner(base), forKey: .base)
    try container.encode(preprocess, forKey: .preprocess)
  }
}

/// Reads a tree of classes, "((a, b), (c, (d, e)))".
private struct ClassTreeReader {
  private let text: String
  private let names: [String]
  private var rest: Substring
  private var found: [ClassContrast] = []

  init(_ text: String, _ names: [String]) {
    self.text = text
    self.names = names
    rest = text[...]
  }

  /// The pairs of groups, those at the root first.
  mutating func contrasts() throws(LearningError) -> [ClassContrast] {
    let all = try group()
    guard rest.allSatisfy(\.isWhitespace), all.count == names.count, Set(all).count == all.count else { throw wrong }
    return found
  }

  private var wrong: LearningError {
    .invalidParameter(
      name: "order", value: "'\(text)'",
      expected: "a tree of pairs with each class once, such as ((a, b), (c, d)), of " + names.joined(separator: ", "))
  }

  /// The classes of the group that begins here.
  private mutating func group() throws(LearningError) -> [Int] {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.first == "(" else {
      let name = rest.prefix { !"(),".contains($0) && !$0.isWhitespace }
      rest = rest.dropFirst(name.count)
      guard let index = names.firstIndex(of: String(name)) else { throw wrong }
      return [index]
    }
    let place = found.count
    found.append(ClassContrast(first: [], second: []))
    try take("(")
    let first = try group()
    try take(",")
    let second = try group()
    try take(")")
    found[place] = ClassContrast(first: first, second: second)
    return first + second
  }

  private mutating func take(_ mark: Character) throws(LearningError) {
    rest = rest.drop(while: \.isWhitespace)
    guard rest.first == mark else { throw wrong }
    rest = rest.dropFirst()
  }
}
