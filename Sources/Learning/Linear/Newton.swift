/// Minima of smooth convex functions of a few numbers by Newton's method.
enum Newton {
  /// The slope and, row after row, the matrix of second derivatives of a function at a place.
  struct Derivatives {
    var slope: [Double]
    var curvature: [Double]
  }

  /// The place where `value` is least, from `start` on; `derivatives` are those of `value`, and its matrix is positive definite.
  ///
  /// A step that does not lower the function is halved. It ends where a step gains less than 1e-14 of the value, after 100
  /// steps, or where rounding hides any descent.
  static func minimum(
    from start: [Double], value: ([Double]) -> Double, derivatives: ([Double]) -> Derivatives
  ) -> [Double] {
    var place = start
    var current = value(place)
    for _ in 0..<100 {
      let local = derivatives(place)
      guard let factor = SmallMatrix.cholesky(local.curvature, order: place.count) else { break }
      let step = SmallMatrix.backward(factor, SmallMatrix.forward(factor, local.slope))
      var scale = 1.0
      var next = place
      var lowered = current
      while scale > 1e-10 {
        next = zip(place, step).map { $0 - scale * $1 }
        lowered = value(next)
        if lowered <= current { break }
        scale /= 2
      }
      let gain = current - lowered
      if !(gain >= 0) { break }
      (place, current) = (next, lowered)
      if gain <= 1e-14 * (1 + abs(current)) { break }
    }
    return place
  }
}
