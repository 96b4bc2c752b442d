import FeatureTables
import Groundwork
import Learning
import StudyFiles

/// Rows that a model is asked about, beside a sample of those that it learned from.
///
/// A distance of single rows (``NoveltyScore``) sees those that lie far out. Rows that are as near, but from another distribution, such as
/// those of another population, are seen by a forest that tries to tell the two apart.
package struct OtherRows: Sendable {
  /// How well they can be told apart.
  package let test: TwoSampleTest

  /// Above this the lower bound of the area under the ROC curve says that the rows are not like those learned from.
  private static let differs = 0.6

  /// The test of `rows` beside the sample that `model` keeps; nil if it keeps none, or if rows are too few. Missing values are filled with
  /// the median that the column had in training.
  package init?(_ model: ModelFile, _ rows: FeatureTable, threads: Int) throws(StudyError) {
    guard let sample = model.sample, rows.columnCount > 0 else { return nil }
    let own = rows.selecting(TrainingSample.places(rows.rowCount))
    let medians = model.featureRanges.map(\.median)
    func filled(_ table: FeatureTable) -> FeatureTable {
      FeatureTable(
        schema: model.model.schema,
        rows: table.values.enumerated().map {
          // A forest learns in single precision, in which the sample is kept.
          let value = Double(Float($1))
          return value.isNaN && medians.indices.contains($0 % table.columnCount)
            ? medians[$0 % table.columnCount] : value
        })
    }
    let test = try TwoSampleTest(
      simulated: filled(sample.table(model.model.schema)), observed: filled(own), places: nil,
      independent: Double(own.rowCount), seed: 1, threads: threads)
    guard let test else { return nil }
    self.test = test
  }

  /// What a user should know; nil if the rows cannot be told from those learned from.
  package var note: String? {
    guard test.interval.lowerBound > Self.differs else { return nil }
    let names = test.telltales.prefix(3).filter { $0.fall > 0.01 }.map(\.statistic)
    return
      "a forest tells these rows from those that the model learned from (area under the ROC curve \(test.area.fixed(2)), 95 % interval "
      + "\(test.interval.lowerBound.fixed(2)) to \(test.interval.upperBound.fixed(2)); 0.5: it cannot)"
      + (names.isEmpty ? "" : ", most by \(names.joined(separator: ", "))")
      + ": another mix of classes does that, and so does another population, history or filter, for which the model was not made"
  }
}
