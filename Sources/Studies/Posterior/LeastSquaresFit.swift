import Learning

/// Least squares of many columns on one design.
struct LeastSquaresFit {
  private let design: [[Double]]
  private let factor: [Double]

  init?(_ design: [[Double]]) {
    let order = design.count
    var products = [Double](repeating: 0, count: order * order)
    for one in 0..<order {
      for other in 0..<order {
        products[one * order + other] = zip(design[one], design[other]).reduce(0.0) { $0 + $1.0 * $1.1 }
      }
      products[one * order + one] *= 1 + 1e-9
    }
    guard let factor = SmallMatrix.cholesky(products, order: order) else { return nil }
    self.design = design
    self.factor = factor
  }

  /// What is fitted to each of `columns`.
  func fitted(_ columns: [[Double]]) -> [[Double]] {
    columns.map { column in
      let right = design.map { own in zip(own, column).reduce(0.0) { $0 + $1.0 * $1.1 } }
      let weights = SmallMatrix.backward(factor, SmallMatrix.forward(factor, right))
      return column.indices.map { row in design.indices.reduce(0.0) { $0 + weights[$1] * design[$1][row] } }
    }
  }
}
