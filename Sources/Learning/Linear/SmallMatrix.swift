import Groundwork

/// Linear algebra of small dense matrices, row after row; sums in a fixed order.
package enum SmallMatrix {
  /// The lower Cholesky factor of the symmetric `matrix` of `order`; nil if it is not positive definite.
  package static func cholesky(_ matrix: [Double], order: Int) -> [Double]? {
    var factor = matrix
    for i in 0..<order {
      for j in 0...i {
        var sum = factor[i * order + j]
        for k in 0..<j { sum -= factor[i * order + k] * factor[j * order + k] }
        if i == j {
          guard sum > 0 else { return nil }
          factor[i * order + i] = sum.squareRoot()
        } else {
          factor[i * order + j] = sum / factor[j * order + j]
        }
      }
      for j in i + 1..<max(i + 1, order) { factor[i * order + j] = 0 }
    }
    return factor
  }

  /// x of L x = `right`, for the lower `factor` L.
  package static func forward(_ factor: [Double], _ right: [Double]) -> [Double] {
    let order = right.count
    var x = right
    for i in 0..<order {
      for k in 0..<i { x[i] -= factor[i * order + k] * x[k] }
      x[i] /= factor[i * order + i]
    }
    return x
  }

  /// x of L^T x = `right`, for the lower `factor` L.
  package static func backward(_ factor: [Double], _ right: [Double]) -> [Double] {
    let order = right.count
    var x = right
    for i in (0..<order).reversed() {
      for k in i + 1..<max(i + 1, order) { x[i] -= factor[k * order + i] * x[k] }
      x[i] /= factor[i * order + i]
    }
    return x
  }

  /// The eigenvalues of the symmetric `matrix` of `order`, descending, and their unit vectors, vector after vector (Jacobi's
  /// rotations).
  package static func eigen(_ matrix: [Double], order: Int) -> (values: [Double], vectors: [[Double]]) {
    var a = matrix
    var v = (0..<order * order).map { $0 / order == $0 % order ? 1.0 : 0.0 }
    for _ in 0..<100 {
      var off = 0.0
      for i in 0..<order { for j in 0..<i { off += a[i * order + j] * a[i * order + j] } }
      let scale = (0..<order).reduce(0.0) { $0 + a[$1 * order + $1] * a[$1 * order + $1] }
      if off <= 1e-30 * scale { break }
      for p in 0..<order {
        for q in p + 1..<max(p + 1, order) where a[p * order + q] != 0 {
          let theta = (a[q * order + q] - a[p * order + p]) / (2 * a[p * order + q])
          let t = (theta >= 0 ? 1 : -1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          for k in 0..<order {
            let (left, right) = (a[k * order + p], a[k * order + q])
            a[k * order + p] = c * left - s * right
            a[k * order + q] = s * left + c * right
          }
          for k in 0..<order {
            let (left, right) = (a[p * order + k], a[q * order + k])
            a[p * order + k] = c * left - s * right
            a[q * order + k] = s * left + c * right
          }
          for k in 0..<order {
            let (left, right) = (v[k * order + p], v[k * order + q])
            v[k * order + p] = c * left - s * right
            v[k * order + q] = s * left + c * right
          }
        }
      }
    }
    let ranked = (0..<order).sorted { (a[$0 * order + $0], $1) > (a[$1 * order + $1], $0) }
    return (
      ranked.map { a[$0 * order + $0] }, ranked.map { column in (0..<order).map { v[$0 * order + column] } }
    )
  }
}
