import FeatureTables
import Groundwork

/// How much worse a model predicts when the values of one column are exchanged between rows (Breiman 2001,
/// doi:10.1023/A:1010933404324).
public struct PermutationImportance: Codable, Sendable, Equatable {
  /// The column.
  public let column: String
  /// The mean over permutations of the fall of the accuracy; of numbers that of R2, averaged over targets.
  public let mean: Double
  /// The standard deviation over permutations (divisor: their number).
  public let spread: Double

  /// The importances of `columns` (nil: of all) of `table`, whose rows the model should not have seen, in column order.
  ///
  /// Column c is put into the order of the stream (`seed`, c), `repeats` times. The result does not depend on `threads`.
  /// Throws as predicting does, and if the table is empty or lacks what the model predicts.
  public static func all(
    of model: any Model, _ table: FeatureTable, columns: [Int]? = nil, repeats: Int = 5, seed: UInt64, threads: Int
  ) throws(LearningError) -> [PermutationImportance] {
    guard repeats >= 1 else {
      throw .invalidParameter(name: "repeats", value: "\(repeats)", expected: "at least 1")
    }
    try model.task.check(table)
    let score = SelectionScore.usual(for: model.task)
    let whole = try score.value(of: model, table, threads: threads)
    var result: [PermutationImportance] = []
    for index in columns?.sorted() ?? Array(table.schema.columns.indices) {
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
      result.append(
        PermutationImportance(column: table.schema.columns[index].name, mean: mean, spread: variance.squareRoot()))
    }
    return result
  }
}

extension PermutationImportance {
  /// What the report of a model costs at most: so many columns, exchanges of each, and rows; with a forest of 500 trees some
  /// seconds.
  package static let reportedColumns = 25
  static let reportedRepeats = 5
  static let reportedRows = 500

  /// The importances of the ``reportedColumns`` columns that are foremost by ``Model/importances``, the greatest mean first
  /// (of equal ones in column order), on at most 500 rows, evenly taken, of `table`.
  package static func foremost(
    of model: any Model, _ table: FeatureTable, seed: UInt64, threads: Int
  ) throws(LearningError) -> [PermutationImportance] {
    let shares = model.importances
    let columns = shares.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }.prefix(reportedColumns)
    let count = min(table.rowCount, reportedRows)
    let rows = table.selecting((0..<count).map { $0 * table.rowCount / count })
    let found = try all(
      of: model, rows, columns: Array(columns), repeats: reportedRepeats, seed: seed, threads: threads)
    return found.enumerated().sorted { ($1.element.mean, $0.offset) < ($0.element.mean, $1.offset) }.map(\.element)
  }
}
