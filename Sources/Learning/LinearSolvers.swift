import Groundwork

/// Linear algebra of small dense matrices, row after row; sums in a fixed order.
enum SmallMatrix {
  /// The lower Cholesky factor of the symmetric `matrix` of `order`; nil if it is not positive definite.
  static func cholesky(_ matrix: [Double], order: Int) -> [Double]? {
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
  static func forward(_ factor: [Double], _ right: [Double]) -> [Double] {
    let order = right.count
    var x = right
    for i in 0..<order {
      for k in 0..<i { x[i] -= factor[i * order + k] * x[k] }
      x[i] /= factor[i * order + i]
    }
    return x
  }

  /// x of L^T x = `right`, for the lower `factor` L.
  static func backward(_ factor: [Double], _ right: [Double]) -> [Double] {
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
  static func eigen(_ matrix: [Double], order: Int) -> (values: [Double], vectors: [[Double]]) {
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

/// Minima of smooth functions of many numbers by L-BFGS (Liu & Nocedal 1989, doi:10.1007/BF01589116).
enum QuasiNewton {
  /// The place where `function`, which is convex, is least, from `start` on; `function` fills in the slope. It ends where
  /// no slope is greater than `tolerance`, or after `steps` steps.
  static func minimum(
    from start: [Double], tolerance: Double, steps: Int, function: ([Double], inout [Double]) -> Double
  ) -> [Double] {
    func dot(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for index in a.indices { sum += a[index] * b[index] }
      return sum
    }
    var x = start
    var slope = [Double](repeating: 0, count: x.count)
    var value = function(x, &slope)
    var memory: [(move: [Double], turn: [Double], scale: Double)] = []
    for _ in 0..<steps {
      if slope.allSatisfy({ abs($0) <= tolerance }) { break }
      var direction = slope
      var shares: [Double] = []
      for past in memory.reversed() {
        let share = past.scale * dot(past.move, direction)
        shares.append(share)
        for index in direction.indices { direction[index] -= share * past.turn[index] }
      }
      if let last = memory.last {
        let factor = 1 / (last.scale * dot(last.turn, last.turn))
        for index in direction.indices { direction[index] *= factor }
      }
      for (past, share) in zip(memory, shares.reversed()) {
        let correction = share - past.scale * dot(past.turn, direction)
        for index in direction.indices { direction[index] += correction * past.move[index] }
      }
      let descent = -dot(direction, slope)
      guard descent < 0 else { break }
      // The first step is short: nothing is known of the curvature yet.
      var size = memory.isEmpty ? min(1, 1 / dot(slope, slope).squareRoot()) : 1
      var next = x
      var nextSlope = slope
      var nextValue = value
      var isLess = false
      for _ in 0..<60 {
        for index in x.indices { next[index] = x[index] - size * direction[index] }
        nextValue = function(next, &nextSlope)
        if nextValue <= value + 1e-4 * size * descent {
          isLess = true
          break
        }
        size /= 2
      }
      guard isLess else { break }
      let move = zip(next, x).map { $0 - $1 }
      let turn = zip(nextSlope, slope).map { $0 - $1 }
      let curvature = dot(move, turn)
      if curvature > 1e-300 { memory.append((move, turn, 1 / curvature)) }
      if memory.count > 12 { memory.removeFirst() }
      (x, slope, value) = (next, nextSlope, nextValue)
    }
    return x
  }
}
