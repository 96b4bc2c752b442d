import FeatureTables

/// A model of classes that says how probable its call is, apart from the shares of votes.
public protocol PosteriorModel: Model {
  /// True if it does: not every fit leaves something to tell that from.
  var hasPosterior: Bool { get }

  /// The class called for each row of `table` and its posterior probability.
  ///
  /// Throws as predicting does, and if there is nothing to tell it from.
  func posterior(_ table: FeatureTable, threads: Int) throws(LearningError) -> [PosteriorCall]
}
