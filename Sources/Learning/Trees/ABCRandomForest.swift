import FeatureTables
import Groundwork

/// Approximate Bayesian computation by random forests: choice between models (Pudlo et al. 2016,
/// doi:10.1093/bioinformatics/btv684) and their parameters (Raynal et al. 2019, doi:10.1093/bioinformatics/bty867).
///
/// To choose, the linear discriminant axes of the training rows stand beside the features. The probabilities are the shares of
/// trees; ``ABCForestModel/posterior(_:threads:)`` says how probable the model called is, by a second forest that predicts the
/// out-of-bag error. Parameters are learned as by ``RandomForest``, with quantiles; there are no axes then.
///
/// The axes are those of all rows given, so the out-of-bag error is a little too good; rows kept from the learner tell the truth.
public struct ABCRandomForest: Learner {
  /// The name in study files and models.
  public static let id = "abc_random_forest"
  /// The name in reports.
  public static let title = "ABC random forest"
  /// The DOI of the method.
  public static let doi = "10.1093/bioinformatics/btv684"
  /// The version of what is learned.
  public static let version = 2

  /// The number of trees of each forest; at least 1.
  public var trees = 500
  /// How many columns a node tries; of the forest of errors a third.
  public var maxFeatures = MaxFeatures.squareRoot
  /// Rows each side of a split must have, counted as often as they were drawn; at least 1. Of the forest of errors 5.
  public var minLeaf = 1
  /// True if the discriminant axes stand beside the features.
  public var lda = true
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// What is done to features first.
  public var preprocess = Preprocessing.none

  /// A learner with the default hyper-parameters.
  public init() {}

  private var forest: RandomForest {
    var forest = RandomForest()
    (forest.trees, forest.maxFeatures, forest.minLeaf) = (trees, maxFeatures, minLeaf)
    forest.classWeights = classWeights
    return forest
  }

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    do {
      try forest.check()
    } catch .invalidParameter(let name, let value, let expected) {
      throw .invalidParameter(
        name: name.replacing(RandomForest.id + ".", with: Self.id + "."), value: value, expected: expected)
    }
  }

  /// Grows the forests; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> ABCForestModel {
    try check()
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let axes =
      lda && task.isClassification ? try LinearDiscriminants(rows) : LinearDiscriminants(weights: [], offsets: [])
    let extended = ABCForestModel.extended(rows, axes)
    let grown = try forest.fit(extended, to: task, seed: seed, threads: threads, progress: progress)
    return ABCForestModel(
      schema: table.schema, preprocessor: preprocessor, axes: axes, forest: grown,
      errors: task.isClassification ? try errorForest(extended, grown, seed: seed, threads: threads) : nil,
      deviations: ColumnMoments(rows).deviations)
  }

  /// The forest that predicts whether `grown` is wrong about a row that it has not seen; nil if there is no such row.
  private func errorForest(
    _ table: FeatureTable, _ grown: ForestModel, seed: UInt64, threads: Int
  ) throws(LearningError) -> ForestModel? {
    guard let outOfBag = grown.outOfBag else { return nil }
    let width = table.classes.count
    var errors = FeatureTable(schema: table.schema, classes: table.classes, truthNames: [ABCForestModel.error])
    for row in 0..<table.rowCount where !outOfBag.predictions[row * width].isNaN {
      let votes = Array(outOfBag.predictions[row * width..<(row + 1) * width])
      let called = PredictionTable(classes: table.classes, probabilities: votes).calledClass(row: 0)
      errors.append(
        table.row(row), label: Int(table.labels[row]), replicate: table.replicates[row],
        truth: [called == Int(table.labels[row]) ? 0 : 1])
    }
    if errors.rowCount == 0 { return nil }
    var forest = RandomForest()
    (forest.trees, forest.maxFeatures, forest.minLeaf) = (trees, .third, 5)
    // Other trees than those of the first forest.
    return try forest.fit(
      errors, to: ABCForestModel.errorTask, seed: DerivedSeed.errors(seed), threads: threads, progress: nil)
  }
}

extension ABCRandomForest {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case trees
    case maxFeatures = "max_features"
    case minLeaf = "min_leaf"
    case lda
    case classWeights = "class_weights"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&trees, .trees)
    try container.read(&maxFeatures, .maxFeatures)
    try container.read(&minLeaf, .minLeaf)
    try container.read(&lda, .lda)
    try container.read(&classWeights, .classWeights)
    try container.read(word: &preprocess, .preprocess)
  }
}
