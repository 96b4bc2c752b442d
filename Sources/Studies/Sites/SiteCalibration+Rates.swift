import Groundwork
import Learning

extension SiteCalibration {
  /// How many of `sorted` are below `value`.
  package static func countBelow(_ value: Double, _ sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Peaks at least as high as `score` that `megabases` of a neutral genome are expected to have; one more than were seen in the
  /// simulations, since the next one could have been.
  package func falsePeaks(_ score: Double, megabases: Double) -> Double {
    Double(null.count - Self.countBelow(score, null) + 1) / max(nullMegabases, 1e-9) * megabases
  }

  /// What calling peaks from a height on is expected to come to.
  package struct Expectation: Sendable, Equatable {
    /// The least height.
    package let score: Double
    /// The share of sweeps that have a peak as high.
    package let power: Double
    /// The share of sweeps whose interval of ``extentLevel`` about such a peak holds the site.
    package let placed: Double
    /// Per megabase of the genome: peaks where no sweep is, and further peaks near sweeps.
    package let falseRate, besideRate: Double
    /// The F1 of calls by their intervals, at the stated rarity.
    package let f1: Double
    /// The share of calls that are not near a sweep, at the stated rarity.
    package let falseShare: Double
  }

  /// The level of the intervals that are the extents of regions.
  package static let extent = 1

  /// What calling all peaks at least as high as `score` is expected to come to.
  package func expectation(_ score: Double) -> Expectation {
    let isFound = sweeps.map { $0.score >= score }
    let power = zip(weights, isFound).reduce(0.0) { $0 + ($1.1 ? $1.0 : 0) }
    let placed = sweeps.indices.reduce(0.0) { sum, index in
      sum + (isFound[index] && sweeps[index].missing <= masses[Self.extent] ? weights[index] : 0)
    }
    let falseRate = falsePeaks(score, megabases: 1)
    let besideRate = rarity * beside.reduce(0.0) { $0 + ($1.score >= score ? $1.weight : 0) }
    let called = falseRate + besideRate + rarity * power
    return Expectation(
      score: score, power: power, placed: placed, falseRate: falseRate, besideRate: besideRate,
      f1: 2 * rarity * placed / max(called + rarity, 1e-12), falseShare: called > 0 ? falseRate / called : 0)
  }

  /// The height from which on calls have the greatest expected F1.
  package var bestThreshold: Double {
    let candidates = Set(sweeps.map(\.score).filter { $0 >= 0 }).sorted()
    var best = (f1: -1.0, score: 1.0)
    for score in candidates {
      let f1 = expectation(score).f1
      if f1 >= best.f1 { best = (f1, score) }
    }
    return best.score
  }
}
