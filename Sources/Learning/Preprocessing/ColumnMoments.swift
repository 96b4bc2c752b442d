import FeatureTables

/// The means and standard deviations (divisor: rows) of the columns of a table.
struct ColumnMoments {
  let means: [Double]
  /// 0 where all values are equal.
  let deviations: [Double]

  init(_ table: FeatureTable) {
    let (rows, columns) = (table.rowCount, table.columnCount)
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += table.values[row * columns + column] }
    }
    means = sums.map { $0 / Double(rows) }
    var squares = [Double](repeating: 0, count: columns)
    var isVaried = [Bool](repeating: false, count: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = table.values[row * columns + column]
        let difference = value - means[column]
        squares[column] += difference * difference
        if value != table.values[column] { isVaried[column] = true }
      }
    }
    deviations = squares.indices.map { isVaried[$0] ? (squares[$0] / Double(rows)).squareRoot() : 0 }
  }
}
