/// A piecewise-constant rate per base per generation along a stretch of a sequence: crossovers (``RecombinationMap``) or
/// mutations (``MutationMap``).
///
/// Coordinates are base pairs, 0-based. The mass of a stretch is the integral of the rate over it, which is the expected
/// number of events per generation: for crossovers, Morgans. A uniform rate is the map of one piece.
public struct RateMap: Sendable, Equatable {
  /// Where pieces begin, in base pairs, strictly ascending, and last where the map ends.
  public let breakpoints: [Double]
  /// The rate of each piece, per base per generation; one fewer than breakpoints.
  public let rates: [Double]
  /// The mass from the start to each breakpoint.
  private let masses: [Double]

  /// The map whose piece k has rate `rates[k]` between `breakpoints[k]` and `breakpoints[k + 1]`.
  ///
  /// - Throws: ``RateMapError`` unless there is a piece, breakpoints are finite, 0 or more and ascend, and rates lie
  ///   between 0 and 1.
  public init(breakpoints: [Double], rates: [Double]) throws(RateMapError) {
    try self.init(breakpoints: breakpoints, values: rates) { $0 >= 0 && $0 < 1 }
  }

  /// The map of `values` that `isAllowed` says are in their range.
  init(breakpoints: [Double], values rates: [Double], isAllowed: (Double) -> Bool) throws(RateMapError) {
    guard !rates.isEmpty && breakpoints.count == rates.count + 1 else {
      throw .counts(breakpoints: breakpoints.count, rates: rates.count)
    }
    guard breakpoints[0] >= 0 && breakpoints[0].isFinite else { throw .position(breakpoints[0], after: nil) }
    var masses = [0.0]
    masses.reserveCapacity(breakpoints.count)
    for piece in rates.indices {
      let (left, right) = (breakpoints[piece], breakpoints[piece + 1])
      guard right > left && right.isFinite else { throw .position(right, after: left) }
      guard isAllowed(rates[piece]) else { throw .rate(rates[piece], at: left) }
      masses.append(masses[piece] + (right - left) * rates[piece])
    }
    self.breakpoints = breakpoints
    self.rates = rates
    self.masses = masses
  }

  /// The map of one `rate` per base per generation between `start` and `end` base pairs.
  ///
  /// - Throws: ``RateMapError`` as ``init(breakpoints:rates:)`` does.
  public init(uniform rate: Double, from start: Double = 0, to end: Double) throws(RateMapError) {
    try self.init(breakpoints: [start, end], rates: [rate])
  }

  /// The first base pair of the map.
  public var start: Double { breakpoints[0] }

  /// Where the map ends, in base pairs.
  public var end: Double { breakpoints[breakpoints.count - 1] }

  /// Events per generation over the whole map.
  public var totalMass: Double { masses[masses.count - 1] }

  /// Events per base per generation, averaged over the map.
  public var meanRate: Double { totalMass / (end - start) }

  /// The rate at `position` base pairs; 0 outside the map.
  public func rate(at position: Double) -> Double {
    guard position >= start && position < end else { return 0 }
    return rates[Self.lastIndex(in: breakpoints, notAbove: position)]
  }

  /// Events per generation between the start of the map and `position`; outside the map nothing is added.
  public func mass(to position: Double) -> Double {
    if position <= start { return 0 }
    if position >= end { return totalMass }
    let piece = Self.lastIndex(in: breakpoints, notAbove: position)
    return masses[piece] + (position - breakpoints[piece]) * rates[piece]
  }

  /// The first position up to which the mass is `mass`: the inverse of ``mass(to:)``, at the left end of stretches of
  /// rate 0. Masses outside 0...``totalMass`` give the ends of the map.
  public func position(atMass mass: Double) -> Double {
    if mass <= 0 { return start }
    if mass > totalMass { return end }
    var low = 0
    var high = rates.count - 1
    while low < high {
      let middle = (low + high) / 2
      if masses[middle + 1] < mass { low = middle + 1 } else { high = middle }
    }
    return min(breakpoints[low] + (mass - masses[low]) / rates[low], breakpoints[low + 1])
  }

  /// The map between `left` and `right` base pairs with `left` as its new 0; `outside` is the rate where this map says
  /// nothing.
  ///
  /// - Throws: ``RateMapError`` unless 0 <= `left` < `right` and `outside` is a rate.
  public func window(from left: Double, to right: Double, outside: Double = 0) throws(RateMapError) -> RateMap {
    let (points, values) = try pieces(from: left, to: right, outside: outside)
    return try RateMap(breakpoints: points, rates: values)
  }

  /// Breakpoints and values between `left` and `right`, with `left` as the new 0.
  func pieces(
    from left: Double, to right: Double, outside: Double
  ) throws(RateMapError) -> (breakpoints: [Double], values: [Double]) {
    guard left >= 0 && right > left else { throw .position(right, after: left) }
    var points = [left]
    var values: [Double] = []
    func extend(to position: Double, _ rate: Double) {
      let limit = min(position, right)
      guard limit > points[points.count - 1] else { return }
      points.append(limit)
      values.append(rate)
    }
    extend(to: start, outside)
    for piece in rates.indices { extend(to: breakpoints[piece + 1], rates[piece]) }
    extend(to: right, outside)
    return (points.map { $0 - left }, values)
  }

  /// The map of the same shape whose mean rate is `mean`, per base per generation.
  ///
  /// - Throws: ``RateMapError`` if a rate would leave 0 to 1; a map of rate 0 has no shape and is refused.
  public func scaled(toMean mean: Double) throws(RateMapError) -> RateMap {
    guard totalMass > 0 else { throw .rate(0, at: start) }
    let factor = mean / meanRate
    return try RateMap(breakpoints: breakpoints, rates: rates.map { $0 * factor })
  }

  /// The last index whose value is not above `value`, of ascending `values` that begin at or below it.
  private static func lastIndex(in values: [Double], notAbove value: Double) -> Int {
    var low = 0
    var high = values.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if values[middle] <= value { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

/// Crossovers per base per generation along a sequence.
public typealias RecombinationMap = RateMap

/// Mutations per base per generation along a sequence.
public typealias MutationMap = RateMap
