/// The minimum of a smooth function of a few numbers, without derivatives (Nelder & Mead 1965, doi:10.1093/comjnl/7.4.308).
package enum SimplexSearch {
  /// The point near `start` where `function` is least, and its value; `step` is the size of the first simplex.
  package static func minimum(
    from start: [Double], step: Double, iterations: Int = 600, _ function: ([Double]) -> Double
  ) -> (point: [Double], value: Double) {
    var corners = [(point: start, value: function(start))]
    for axis in start.indices {
      var point = start
      point[axis] += step
      corners.append((point, function(point)))
    }
    for _ in 0..<iterations {
      corners.sort { $0.value < $1.value }
      let (best, worst) = (corners[0], corners[corners.count - 1])
      if worst.value - best.value <= 1e-9 * (1 + abs(best.value)) { break }
      let others = corners.dropLast()
      let centre = start.indices.map { axis in others.reduce(0) { $0 + $1.point[axis] } / Double(others.count) }
      func along(_ factor: Double) -> (point: [Double], value: Double) {
        let point = start.indices.map { centre[$0] + factor * (worst.point[$0] - centre[$0]) }
        return (point, function(point))
      }
      let reflected = along(-1)
      let next: (point: [Double], value: Double)
      if reflected.value < best.value {
        let expanded = along(-2)
        next = expanded.value < reflected.value ? expanded : reflected
      } else if reflected.value < corners[corners.count - 2].value {
        next = reflected
      } else {
        next = along(reflected.value < worst.value ? -0.5 : 0.5)
      }
      if next.value < worst.value {
        corners[corners.count - 1] = next
        continue
      }
      for index in 1..<corners.count {
        let point = start.indices.map { best.point[$0] + (corners[index].point[$0] - best.point[$0]) / 2 }
        corners[index] = (point, function(point))
      }
    }
    return corners.min { $0.value < $1.value } ?? (start, function(start))
  }
}
