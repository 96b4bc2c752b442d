import FeatureTables

/// The second moments of preprocessed features and of standardised targets, about their means: all that least squares need.
struct CentredMoments {
  let rowCount: Int
  let columns: Int
  /// The means of the columns.
  let means: [Double]
  /// Columns x columns: the sums over rows of products of two columns.
  let products: [Double]
  /// Targets x columns: the sums over rows of products of a target and a column.
  let withTargets: [Double]

  /// The moments of the rows of `table`, with `targets` (rows x `width`), whose means are 0.
  init(_ table: FeatureTable, targets: [Double], width: Int) {
    let (rows, columns) = (table.rowCount, table.columnCount)
    let means = ColumnMoments(table).means
    var products = [Double](repeating: 0, count: columns * columns)
    var withTargets = [Double](repeating: 0, count: width * columns)
    var centred = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { centred[column] = table.values[row * columns + column] - means[column] }
      products.withUnsafeMutableBufferPointer { products in
        centred.withUnsafeBufferPointer { centred in
          for i in 0..<columns {
            let (value, own) = (centred[i], i &* columns)
            for j in 0...i { products[own &+ j] += value * centred[j] }
          }
        }
      }
      for target in 0..<width {
        let value = targets[row * width + target]
        for column in 0..<columns { withTargets[target * columns + column] += value * centred[column] }
      }
    }
    for i in 0..<columns { for j in 0..<i { products[j * columns + i] = products[i * columns + j] } }
    self.rowCount = rows
    self.columns = columns
    self.means = means
    self.products = products
    self.withTargets = withTargets
  }

  /// The sums of products of target `index` and the columns.
  func withTarget(_ index: Int) -> [Double] { Array(withTargets[index * columns..<(index + 1) * columns]) }
}
