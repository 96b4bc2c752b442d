import FeatureTables

/// How the rows of a labelled table vary within their classes.
struct WithinClasses {
  /// Rows of each class.
  let counts: [Int]
  /// Classes x columns.
  let means: [Double]
  /// The means of all rows.
  let grandMeans: [Double]
  /// Columns x columns: mean products of differences from the means of the rows' classes (divisor: rows - classes with rows).
  let covariance: [Double]
  /// The roots of the covariance's diagonal; 0 where rounding alone varies.
  let deviations: [Double]

  init(_ table: FeatureTable) {
    let (columns, classes) = (table.columnCount, max(1, table.classes.count))
    var counts = [Int](repeating: 0, count: classes)
    var means = [Double](repeating: 0, count: classes * columns)
    var grandMeans = [Double](repeating: 0, count: columns)
    for row in 0..<table.rowCount {
      let label = Int(table.labels[row])
      counts[label] += 1
      for column in 0..<columns { means[label * columns + column] += table.values[row * columns + column] }
    }
    for label in 0..<classes {
      for column in 0..<columns {
        grandMeans[column] += means[label * columns + column] / Double(table.rowCount)
        if counts[label] > 0 { means[label * columns + column] /= Double(counts[label]) }
      }
    }
    let differences = (0..<table.rowCount).flatMap { row in
      (0..<columns).map { table.values[row * columns + $0] - means[Int(table.labels[row]) * columns + $0] }
    }
    let rows = table.replacing(schema: table.schema, values: differences)
    let moments = CentredMoments(rows, targets: [], width: 0)
    let divisor = Double(max(1, table.rowCount - counts.count { $0 > 0 }))
    let covariance = moments.products.map { $0 / divisor }
    self.counts = counts
    self.means = means
    self.grandMeans = grandMeans
    self.covariance = covariance
    deviations = (0..<columns).map { column in
      let deviation = covariance[column * columns + column].squareRoot()
      return deviation > 1e-12 * abs(grandMeans[column]) ? deviation : 0
    }
  }
}
