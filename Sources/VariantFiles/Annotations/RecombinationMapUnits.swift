import Groundwork
import Haplotypes

extension RateMap {
  /// What the mean of a map of crossovers says of its unit: nil if 0.01 to 1000 cM/Mb, which all organisms lie within; else in words
  /// what it seems to be and what to do.
  package var unitProblem: String? { unitProblem(factors: 1...1) }

  /// The same of rates that are multiplied with a number of `factors`; nil if one of them makes rates of organisms of it.
  package func unitProblem(factors: ClosedRange<Double>) -> String? {
    let mean = 1e8 * meanRate
    let rates = mean * factors.lowerBound...mean * factors.upperBound
    guard meanRate > 0, !(0.01...1000).overlaps(rates) else { return nil }
    let found = "the mean of the map is \(Self.text(mean)) cM/Mb, outside 0.01 to 1,000"
    if (0.01...1000).contains(mean * 1e8) {
      return found + ": its rates seem to be per base and generation; multiply them by 1e8"
    }
    if (0.01...1000).contains(mean * 1e6) {
      return found + ": its distances seem to be crossovers in another unit, such as M/Mb or cM/b; give cM/Mb or cM"
    }
    if (0.01...1000).contains(mean * 100) {
      return found + ": its distances seem to be in Morgan; multiply them by 100"
    }
    return found + ": check that rates are in cM/Mb, distances in cM and positions in base pairs"
  }

  private static func text(_ value: Double) -> String { "\(Float(value))" }
}
