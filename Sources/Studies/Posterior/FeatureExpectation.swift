import FeatureTables
import Learning

/// What replicates' features are expected to be, given their parameters, and how they scatter.
struct FeatureExpectation {
  private let table: FeatureTable
  /// The columns that vary.
  private let columns: [Int]
  private let means: [Double]
  private let spreads: [Double]
  /// Rows x columns, standardised.
  private let expected: [Double]
  /// The standard deviation of each column about its expectation.
  private let scatter: [Double]
  /// The lower Cholesky factor of the covariance of what is left.
  private let factor: [Double]

  /// The share of its diagonal in the covariance, so that it can be inverted.
  private static let shrinkage = 0.1

  init?(_ table: FeatureTable, _ targets: [TargetVariable]) {
    let rows = table.rowCount
    var design: [[Double]] = [[Double](repeating: 1, count: rows)]
    let truths = targets.compactMap { target in
      table.rows.truth(target.name).map { Self.standardised($0.map(target.scale.transformed)).values }
    }
    guard truths.count == targets.count else { return nil }
    design += truths
    for one in truths.indices {
      for other in 0...one { design.append(zip(truths[one], truths[other]).map { $0 * $1 }) }
    }
    guard rows > 4 * design.count else { return nil }
    var (columns, means, spreads, values) = ([Int](), [Double](), [Double](), [[Double]]())
    for column in 0..<table.columnCount {
      let own = Self.standardised((0..<rows).map { table.values[$0 * table.columnCount + column] })
      if own.spread <= 1e-12 * max(1, abs(own.mean)) { continue }
      columns.append(column)
      means.append(own.mean)
      spreads.append(own.spread)
      values.append(own.values)
    }
    guard !columns.isEmpty, let fitted = LeastSquaresFit(design)?.fitted(values) else { return nil }
    var scatter: [Double] = []
    for (own, fit) in zip(values, fitted) {
      let squares = zip(own, fit).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      scatter.append(max((squares / Double(rows - design.count)).squareRoot(), 1e-9))
    }
    let width = columns.count
    var covariance = [Double](repeating: 0, count: width * width)
    for one in 0..<width {
      for other in 0...one {
        var sum = 0.0
        for row in 0..<rows {
          sum += (values[one][row] - fitted[one][row]) * (values[other][row] - fitted[other][row])
        }
        let value = sum / Double(rows) / (scatter[one] * scatter[other])
        covariance[one * width + other] = one == other ? value + 1e-6 : (1 - Self.shrinkage) * value
        covariance[other * width + one] = covariance[one * width + other]
      }
    }
    guard let factor = SmallMatrix.cholesky(covariance, order: width) else { return nil }
    (self.table, self.columns, self.means, self.spreads) = (table, columns, means, spreads)
    (self.scatter, self.factor) = (scatter, factor)
    expected = (0..<rows).flatMap { row in fitted.map { $0[row] } }
  }

  private static func standardised(_ values: [Double]) -> (values: [Double], mean: Double, spread: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let spread = (squares / Double(values.count)).squareRoot()
    return (values.map { spread > 0 ? ($0 - mean) / spread : 0 }, mean, spread)
  }

  /// `features`, in coordinates in which scatter is one unit in every direction.
  func whitened(_ features: [Double]) -> [Double] {
    let own = columns.indices.map { (features[columns[$0]] - means[$0]) / spreads[$0] / scatter[$0] }
    return SmallMatrix.forward(factor, own)
  }

  /// What is expected of training row `row`, in these coordinates.
  func whitened(expected row: Int) -> [Double] {
    SmallMatrix.forward(factor, columns.indices.map { expected[row * columns.count + $0] / scatter[$0] })
  }

  /// How far each of `features` lies from what is expected of training row `row`, the furthest first.
  func deviations(_ features: [Double], from row: Int) -> [GoodnessOfFit.Feature] {
    columns.indices.map { place in
      let centre = expected[row * columns.count + place]
      let own = (features[columns[place]] - means[place]) / spreads[place]
      return GoodnessOfFit.Feature(
        name: table.schema.columns[columns[place]].name, observed: features[columns[place]],
        expected: means[place] + spreads[place] * centre, deviation: (own - centre) / scatter[place])
    }.sorted { abs($0.deviation) > abs($1.deviation) }
  }
}
