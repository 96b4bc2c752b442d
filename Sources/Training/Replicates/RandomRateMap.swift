import Groundwork
import Haplotypes
import StudyFiles

/// Maps of crossovers whose rate varies along the sequence at random: hotspots, and cold and warm stretches.
///
/// The logarithm of the local rate is the sum of three independent normal fields, each constant over segments with exponential lengths, of
/// 5, 50 and 500 kb on average, which have a half, a third and a sixth of the variance; the mean over the sequence is the rate that was
/// drawn. A standard deviation of 1.7 is like the maps of people: four crossovers in five happen in a fifth of the sequence, and the rates
/// of half megabases differ by a factor of two either way.
enum RandomRateMap {
  /// Mean lengths of segments, in base pairs, and their shares of the variance.
  private static let segments = [(length: 5e3, share: 1.0 / 2), (50e3, 1.0 / 3), (500e3, 1.0 / 6)]

  /// A map of `length` base pairs with the mean `rate` and the standard deviation `variation` of the logarithm of the rate.
  static func draw(
    length: Int, rate: Double, variation: Double, _ stream: inout RandomStream
  ) throws(StudyError) -> RateMap {
    let end = Double(length)
    var fields: [(ends: [Double], values: [Double])] = []
    for (mean, share) in segments {
      let deviation = variation * share.squareRoot()
      var (ends, values) = ([Double](), [Double]())
      var place = 0.0
      repeat {
        place += mean * stream.exponential()
        ends.append(min(place, end))
        values.append(deviation * stream.normal())
      } while place < end
      fields.append((ends, values))
    }
    let breakpoints = [0] + Set(fields.flatMap(\.ends)).sorted()
    var pieces = fields.map { _ in 0 }
    let rates = zip(breakpoints, breakpoints.dropFirst()).map { left, _ in
      var sum = 0.0
      for (field, own) in fields.enumerated() {
        while own.ends[pieces[field]] <= left { pieces[field] += 1 }
        sum += own.values[pieces[field]]
      }
      return PortableMath.exp(sum)
    }
    // Rates near 1 are no rates: the mean is set before the map is made.
    let mean = zip(zip(breakpoints, breakpoints.dropFirst()), rates).reduce(0.0) { $0 + ($1.0.1 - $1.0.0) * $1.1 } / end
    return try attempt { try RateMap(breakpoints: breakpoints, rates: rates.map { min($0 * rate / mean, 0.4) }) }
  }
}
