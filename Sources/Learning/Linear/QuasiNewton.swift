/// Minima of functions of many numbers by L-BFGS (Liu & Nocedal 1989, doi:10.1007/BF01589116), with a penalty on magnitudes as
/// in OWL-QN (Andrew & Gao 2007, doi:10.1145/1273496.1273501).
enum QuasiNewton {
  /// The place where a function is least from `start` on: `function`, which is smooth, convex and fills in its slope, plus the sum of
  /// the magnitudes of the numbers times `penalties` (none: all 0; else one a number, 0 or more).
  ///
  /// It ends where no slope is greater than `tolerance`, after `steps` steps, or where rounding hides any descent.
  static func minimum(
    from start: [Double], tolerance: Double, steps: Int, penalties: [Double] = [],
    function: ([Double], inout [Double]) -> Double
  ) -> [Double] {
    let penalties = penalties.isEmpty ? [Double](repeating: 0, count: start.count) : penalties
    func penalised(_ value: Double, _ x: [Double]) -> Double {
      var sum = value
      for index in x.indices where penalties[index] > 0 { sum += penalties[index] * abs(x[index]) }
      return sum
    }
    var x = start
    var slope = [Double](repeating: 0, count: x.count)
    var value = penalised(function(x, &slope), x)
    var memory = Memory()
    for _ in 0..<steps {
      let steepest = pseudoSlope(x, slope, penalties)
      if steepest.allSatisfy({ abs($0) <= tolerance }) { break }
      var direction = memory.scaled(steepest)
      // A number with a penalty moves downhill or not at all.
      for index in direction.indices where penalties[index] > 0 && direction[index] * steepest[index] <= 0 {
        direction[index] = 0
      }
      guard dot(direction, steepest) > 0 else { break }
      // The first step is short: nothing is known of the curvature yet.
      var size = memory.isEmpty ? min(1, 1 / dot(steepest, steepest).squareRoot()) : 1
      var next = x
      var nextSlope = slope
      var nextValue = value
      var isLess = false
      for _ in 0..<60 {
        for index in x.indices {
          next[index] = x[index] - size * direction[index]
          // It stops at 0, where the slope of its penalty changes.
          let side = x[index] == 0 ? -steepest[index] : x[index]
          if penalties[index] > 0 && next[index] * side < 0 { next[index] = 0 }
        }
        nextValue = penalised(function(next, &nextSlope), next)
        var change = 0.0
        for index in x.indices { change += steepest[index] * (next[index] - x[index]) }
        if nextValue <= value + 1e-4 * change {
          isLess = true
          break
        }
        size /= 2
      }
      guard isLess else { break }
      memory.keep(move: zip(next, x).map { $0 - $1 }, turn: zip(nextSlope, slope).map { $0 - $1 })
      (x, slope, value) = (next, nextSlope, nextValue)
    }
    return x
  }

  /// The least slope of the penalised function at `x`, either side of 0 being possible there.
  private static func pseudoSlope(_ x: [Double], _ slope: [Double], _ penalties: [Double]) -> [Double] {
    var result = slope
    for index in x.indices where penalties[index] > 0 {
      let (below, above) = (slope[index] - penalties[index], slope[index] + penalties[index])
      result[index] = x[index] > 0 || (x[index] == 0 && above < 0) ? above : x[index] < 0 || below > 0 ? below : 0
    }
    return result
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  /// What the last steps tell of the curvature.
  private struct Memory {
    private var steps: [(move: [Double], turn: [Double], scale: Double)] = []

    var isEmpty: Bool { steps.isEmpty }

    mutating func keep(move: [Double], turn: [Double]) {
      let curvature = dot(move, turn)
      if curvature > 1e-300 { steps.append((move, turn, 1 / curvature)) }
      if steps.count > 12 { steps.removeFirst() }
    }

    /// About the inverse of the curvature times `slope`.
    func scaled(_ slope: [Double]) -> [Double] {
      var direction = slope
      var shares: [Double] = []
      for past in steps.reversed() {
        let share = past.scale * dot(past.move, direction)
        shares.append(share)
        for index in direction.indices { direction[index] -= share * past.turn[index] }
      }
      if let last = steps.last {
        let factor = 1 / (last.scale * dot(last.turn, last.turn))
        for index in direction.indices { direction[index] *= factor }
      }
      for (past, share) in zip(steps, shares.reversed()) {
        let correction = share - past.scale * dot(past.turn, direction)
        for index in direction.indices { direction[index] += correction * past.move[index] }
      }
      return direction
    }
  }
}
