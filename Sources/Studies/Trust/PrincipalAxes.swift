import FeatureTables

/// The two axes along which simulated and observed windows together lie furthest apart (principal components of standardised
/// features).
package struct PrincipalAxes: Sendable {
  /// A window on the axes.
  package struct Point: Sendable, Equatable {
    /// In spreads of the simulated windows.
    package let x, y: Double
  }

  /// Simulated and observed windows, at most ``limit`` of each.
  package let simulated, observed: [Point]
  /// The shares of the variance that the axes hold.
  package let shares: [Double]

  /// Windows of each kind that are looked at, evenly spaced.
  static let limit = 500

  /// The axes of rows of the same columns; nil without rows of both kinds. Features are standardised by mean and standard deviation
  /// of the simulated rows, further than 10 of which is drawn in to 10; constant ones are left out.
  package init?(simulated: FeatureTable, observed: FeatureTable) {
    guard simulated.rowCount > 1, observed.rowCount > 0, simulated.columnCount > 0 else { return nil }
    let width = simulated.columnCount
    let own = Self.thinned(simulated)
    let other = Self.thinned(observed)
    var rows = [Double](repeating: 0, count: (own.count + other.count) * width)
    for column in 0..<width {
      let values = own.map { simulated.values[$0 * width + column] }
      let mean = values.reduce(0, +) / Double(values.count)
      let deviation = (values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
      guard deviation > 0 else { continue }
      let all = values + other.map { observed.values[$0 * width + column] }
      for (row, value) in all.enumerated() {
        rows[row * width + column] = min(max((value - mean) / deviation, -10), 10)
      }
    }
    let count = own.count + other.count
    for column in 0..<width {
      let mean = (0..<count).reduce(0.0) { $0 + rows[$1 * width + column] } / Double(count)
      for row in 0..<count { rows[row * width + column] -= mean }
    }
    let total = rows.reduce(0.0) { $0 + $1 * $1 }
    guard total > 0 else { return nil }
    var axes: [[Double]] = []
    var places: [[Double]] = []
    for number in 0..<2 {
      let axis = Self.axis(rows, width: width, besides: axes, start: number)
      axes.append(axis)
      places.append(Self.product(rows, axis))
    }
    shares = places.map { $0.reduce(0.0) { $0 + $1 * $1 } / total }
    let spreads = places.map { place in
      max(
        (place.prefix(own.count).reduce(0.0) { $0 + $1 * $1 } / Double(own.count)).squareRoot(), .leastNormalMagnitude)
    }
    let points = (0..<count).map { Point(x: places[0][$0] / spreads[0], y: places[1][$0] / spreads[1]) }
    self.simulated = Array(points.prefix(own.count))
    self.observed = Array(points.suffix(other.count))
  }

  private static func thinned(_ table: FeatureTable) -> [Int] {
    let count = min(limit, table.rowCount)
    return (0..<count).map { $0 * table.rowCount / count }
  }

  /// The unit vector v, orthogonal to `others`, that makes |rows v| greatest: rows^T rows applied again and again.
  private static func axis(_ rows: [Double], width: Int, besides others: [[Double]], start: Int) -> [Double] {
    // Any start that is not orthogonal to the axis serves; this one favours no column.
    var axis = (0..<width).map { 1 + 0.5 * Double(($0 * 7 + start * 3) % 11) }
    for _ in 0..<200 {
      let places = product(rows, axis)
      var next = [Double](repeating: 0, count: width)
      for (row, place) in places.enumerated() {
        for column in 0..<width { next[column] += place * rows[row * width + column] }
      }
      for other in others {
        let along = zip(next, other).reduce(0.0) { $0 + $1.0 * $1.1 }
        for column in 0..<width { next[column] -= along * other[column] }
      }
      let length = next.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { break }
      let before = axis
      axis = next.map { $0 / length }
      let moved = zip(axis, before).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      if moved < 1e-20 { break }
    }
    return axis
  }

  private static func product(_ rows: [Double], _ axis: [Double]) -> [Double] {
    let width = axis.count
    return (0..<rows.count / width).map { row in
      (0..<width).reduce(0.0) { $0 + rows[row * width + $1] * axis[$1] }
    }
  }
}
