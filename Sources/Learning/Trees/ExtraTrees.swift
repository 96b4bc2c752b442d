/// Extremely randomised trees: every node tries a few random columns, each at one random threshold, and keeps the best
/// split (Geurts et al. 2006, doi:10.1007/s10994-006-6226-1).
///
/// See `ForestLearner` for what all forests share.
public struct ExtraTrees: ForestLearner {
  /// What fitting yields.
  public typealias Fitted = ForestModel

  /// The name in study files and models.
  public static let id = "extra_trees"
  /// The name in reports.
  public static let title = "Extremely randomised trees"
  /// The DOI of the method.
  public static let doi = "10.1007/s10994-006-6226-1"
  /// The version of what is learned.
  public static let version = 2
  /// One threshold of a column is tried.
  package static let triesAllThresholds = false

  /// The number of trees; at least 1.
  public var trees = 500
  /// How many columns a node tries.
  public var maxFeatures = MaxFeatures.squareRoot
  /// Rows a node needs to be split; at least 2.
  public var minSplit = 2
  /// Rows each side of a split must have, counted as often as they were drawn; at least 1.
  public var minLeaf = 1
  /// How deep a tree may grow; nil for as deep as it goes.
  public var maxDepth: Int?
  /// True if each tree grows from a sample of the rows drawn with replacement.
  public var bootstrap = false
  /// What makes a split of classes good.
  public var criterion = SplitCriterion.gini
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// What is done to features first.
  public var preprocess = Preprocessing.none

  /// Extra-Trees with the default hyper-parameters.
  public init() {}
}
