/// What can be wrong with a map of rates.
public enum RateMapError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Not one breakpoint more than rates, or no rate at all.
  case counts(breakpoints: Int, rates: Int)
  /// A breakpoint that is negative, not finite, or not behind the one before it.
  case position(Double, after: Double?)
  /// A rate outside 0 to 1 (or, where a shape is needed, a map of rate 0).
  case rate(Double, at: Double)
  /// A relative size that is not above 0 and at most 1.
  case effectiveSize(Double, at: Double)

  /// One line: what was found, what was expected.
  public var description: String {
    switch self {
    case .counts(let breakpoints, let rates):
      return
        "a map of rates: found \(breakpoints) breakpoints and \(rates) rates, expected one breakpoint more than rates"
    case .position(let position, let before):
      let bound = before.map { "a position above \($0)" } ?? "a position of 0 or more"
      return "a map of rates: found position \(position), expected \(bound)"
    case .rate(let rate, let position):
      return
        "a map of rates: found rate \(rate) at \(position), expected 0 to 1 per base per generation, not 0 everywhere"
    case .effectiveSize(let size, let position):
      return "a map of background selection: found B = \(size) at \(position), expected above 0, at most 1"
    }
  }
}
