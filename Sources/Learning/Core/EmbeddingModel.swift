import FeatureTables

/// A model that makes numbers of its own of a row before it answers, of things that the row's features do not say.
public protocol EmbeddingModel: Model {
  /// How many numbers it makes of a row; 0 where features say all that it reads.
  var embeddingWidth: Int { get }

  /// What it makes of each row of `table`: rows x ``embeddingWidth``, row-major, the same for any number of threads.
  ///
  /// Throws as predicting does.
  func embedding(of table: FeatureTable, threads: Int) throws(LearningError) -> [Double]
}

extension CalibratedModel: EmbeddingModel where Base: EmbeddingModel {
  /// That of the model before correction.
  public var embeddingWidth: Int { base.embeddingWidth }

  /// That of the model before correction.
  public func embedding(of table: FeatureTable, threads: Int) throws(LearningError) -> [Double] {
    try base.embedding(of: table, threads: threads)
  }
}
