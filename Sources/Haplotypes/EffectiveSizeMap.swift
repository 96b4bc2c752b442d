/// Background selection along a sequence as a map of B: the effective size there over the one without selection at linked
/// sites, above 0 and at most 1 (Charlesworth, Morgan & Charlesworth 1993; McVicker et al. 2009,
/// doi:10.1371/journal.pgen.1000471).
///
/// Coordinates are base pairs, 0-based. B is constant within each piece.
public struct EffectiveSizeMap: Sendable, Equatable {
  /// The same pieces, whose mass is the integral of B.
  public let map: RateMap

  /// The map whose piece k has B = `values[k]` between `breakpoints[k]` and `breakpoints[k + 1]`.
  ///
  /// - Throws: ``RateMapError`` unless there is a piece, breakpoints are finite, 0 or more and ascend, and values are
  ///   above 0 and at most 1.
  public init(breakpoints: [Double], values: [Double]) throws(RateMapError) {
    for piece in values.indices where !(values[piece] > 0 && values[piece] <= 1) {
      throw .effectiveSize(values[piece], at: piece < breakpoints.count ? breakpoints[piece] : 0)
    }
    map = try RateMap(breakpoints: breakpoints, values: values) { _ in true }
  }

  /// The map of one B between `start` and `end` base pairs.
  ///
  /// - Throws: ``RateMapError`` as ``init(breakpoints:values:)`` does.
  public init(uniform value: Double, from start: Double = 0, to end: Double) throws(RateMapError) {
    try self.init(breakpoints: [start, end], values: [value])
  }

  /// Where pieces begin, in base pairs, ascending, and last where the map ends.
  public var breakpoints: [Double] { map.breakpoints }

  /// B of each piece; one fewer than breakpoints.
  public var values: [Double] { map.rates }

  /// The lowest B.
  public var smallest: Double { values.reduce(1) { min($0, $1) } }

  /// The mean of B over the map.
  public var mean: Double { map.meanRate }

  /// The map between `left` and `right` base pairs with `left` as its new 0; B is `outside` where this map says nothing.
  ///
  /// - Throws: ``RateMapError`` unless 0 <= `left` < `right` and `outside` is above 0 and at most 1.
  public func window(from left: Double, to right: Double, outside: Double = 1) throws(RateMapError) -> EffectiveSizeMap
  {
    let (points, values) = try map.pieces(from: left, to: right, outside: outside)
    return try EffectiveSizeMap(breakpoints: points, values: values)
  }
}
