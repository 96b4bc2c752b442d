import FeatureTables

/// What a learner has learned; it exists only fitted, and owns everything that it needs to predict.
public protocol Model: Sendable {
  /// The columns it was made for.
  var schema: FeatureSchema { get }
  /// What it predicts.
  var task: PredictionTask { get }
  /// The share of each column in what was learned, adding up to 1 (all 0 if nothing could be learned).
  var importances: [Double] { get }

  /// What the parts of the model say about training rows that they did not see; nil if there are no such parts.
  var outOfBag: OutOfBag? { get }

  /// What the model says of each row of `table`, the same for any number of threads: the probabilities of the classes, or
  /// the numbers with their quantiles at `levels` (ascending, each in 0...1; there may be none), which classes have no use for.
  ///
  /// Throws if the table's schema is not the model's, naming every difference, or a feature is not finite.
  func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer

  /// Adds the arrays that make up the model to `container`.
  func addParts(to container: inout ArrayContainer)

  /// The model whose arrays are in `container`, which was read from `path`; broken arrays are refused.
  init(schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String)
    throws(LearningError)
}

extension Model {
  /// Most models are of one piece that saw all rows.
  public var outOfBag: OutOfBag? { nil }
}
