import FeatureTables
import Groundwork

/// How much worse a model predicts when the values of one column are exchanged between rows (Breiman 2001,
/// doi:10.1023/A:1010933404324).
public struct PermutationImportance: Sendable, Equatable {
  /// The column.
  public let column: String
  /// The mean over permutations of the fall of the accuracy; of numbers that of R2, averaged over targets.
  public let mean: Double
  /// The standard deviation over permutations (divisor: their number).
  public let spread: Double

  /// The importances of all columns of `table`, whose rows the model should not have seen, in column order.
  ///
  /// Column c is put into the order of the stream (`seed`, c), `repeats` times. The result does not depend on `threads`.
  /// Throws as predicting does, and if the table is empty or lacks what the model predicts.
  public static func all(
    of model: any Model, _ table: FeatureTable, repeats: Int = 5, seed: UInt64, threads: Int
  ) throws(LearningError) -> [PermutationImportance] {
    guard repeats >= 1 else {
      throw .invalidParameter(name: "repeats", value: "\(repeats)", expected: "at least 1")
    }
    try model.task.check(table)
    let score = SelectionScore.usual(for: model.task)
    let whole = try score.value(of: model, table, threads: threads)
    var result: [PermutationImportance] = []
    for (index, column) in table.schema.columns.enumerated() {
      var stream = RandomStream(seed: seed, replicate: UInt64(index), purpose: .resampling)
      var values = (0..<table.rowCount).map { table.values[$0 * table.columnCount + index] }
      var falls: [Double] = []
      for _ in 0..<repeats {
        stream.shuffle(&values)
        let exchanged = table.replacing(column: index, with: values)
        falls.append(whole - (try score.value(of: model, exchanged, threads: threads)))
      }
      let mean = falls.reduce(0, +) / Double(repeats)
      let variance = falls.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(repeats)
      result.append(PermutationImportance(column: column.name, mean: mean, spread: variance.squareRoot()))
    }
    return result
  }
}
