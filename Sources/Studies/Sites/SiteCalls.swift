import Groundwork
import Haplotypes
import StudyFiles
import Training

/// The peaks of a genome, by height, and which of them are called.
public struct SiteCalls: Sendable {
  /// The peaks, by contig and position.
  public let peaks: [SitePeak]
  /// The least height that is called; nil if none is.
  public let threshold: Double?
  /// Megabases that were scored.
  public let megabases: Double
  /// False ones that are expected among the called; 0 if none is called.
  public let expectedFalse: Double
  /// Peaks of middling height, by how many are expected in so much of a neutral genome.
  public let background: [(expected: Double, observed: Int)]
  /// The highest points' q, ascending by height: what ``q(_:)`` looks up.
  private let steps: [(score: Double, q: Double)]

  /// Shares of the neutral peaks that are higher, at which the genome's are counted.
  private static let backgroundShares = [0.5, 0.2, 0.1, 0.05]

  /// One contig: its points, their stretches and the kinds of each (``HeldOutSites/Chromosome/kinds``).
  package struct Contig: Sendable {
    let profile: SiteProfile
    let name: String
    let end: Int
    let kinds: [Double]

    package init(profile: SiteProfile, name: String, end: Int, kinds: [Double]) {
      (self.profile, self.name, self.end, self.kinds) = (profile, name, end, kinds)
    }
  }

  /// The peaks of `contigs`, judged by `calibration`, called as `study` says.
  package init(_ study: Study, _ contigs: [Contig], _ calibration: SiteCalibration) {
    let names = SoughtClasses(study).places.map { study.classNames[$0] }
    var found: [(contig: Int, point: Int, score: Double)] = []
    for (index, contig) in contigs.enumerated() {
      found += contig.profile.standing(
        separation: calibration.separation, mass: calibration.masses[SiteCalibration.extent], reach: calibration.reach,
        sharpness: calibration.sharpness
      ).map { (index, $0, contig.profile.scores[$0]) }
    }
    let points = contigs.reduce(0) { $0 + $1.profile.scores.count }
    let megabases = Double(points) * Double(study.windows.subwindowLength) / 1e6
    self.megabases = megabases
    let order = found.indices.sorted { found[$0].score > found[$1].score }
    let scores = order.map { found[$0].score }
    let q = Self.qValues(scores) { calibration.falsePeaks($0, megabases: megabases) }
    steps = zip(scores, q).reversed().map { ($0, $1) }
    let least = Self.threshold(study, scores, q, calibration)
    threshold = least
    let called = Self.called(study, scores, least)
    expectedFalse = least.map { calibration.falsePeaks($0, megabases: megabases) } ?? 0
    background = Self.backgroundShares.map { share in
      let level = calibration.null.isEmpty ? 1 : calibration.null[Int((1 - share) * Double(calibration.null.count - 1))]
      return (
        Double(calibration.null.count { $0 >= level }) / max(calibration.nullMegabases, 1e-9) * megabases,
        scores.count { $0 >= level }
      )
    }
    let all = contigs.flatMap(\.profile.scores).sorted()
    let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    peaks = found.indices.sorted { (found[$0].contig, found[$0].point) < (found[$1].contig, found[$1].point) }
      .map { index in
        let (contig, point, score) = (contigs[found[index].contig], found[index].point, found[index].score)
        let half = contig.profile.step / 2
        func interval(_ start: Double, _ end: Double) -> Interval {
          Interval(contig: contig.name, start: max(0, Int(start)), end: min(contig.end, Int(end)))
        }
        let kind = SiteCalibration.kind(contig.kinds, point, names.count)
        let middle = contig.profile.middles[point]
        return SitePeak(
          peak: interval(middle - half, middle + half), score: score,
          intervals: calibration.masses.map { mass in
            let own = contig.profile.interval(
              point, mass: mass, reach: calibration.reach, sharpness: calibration.sharpness)
            return interval(own.start, own.end)
          }, kind: names[kind], kindProbability: contig.kinds[point * names.count + kind], q: q[ranks[index] ?? 0],
          expectedFalse: calibration.falsePeaks(score, megabases: megabases),
          genomeShare: Double(all.count - SiteCalibration.countBelow(score, all)) / Double(max(1, all.count)),
          isCalled: (ranks[index] ?? 0) < called)
      }
  }

  /// The estimated share of false calls if all peaks as high as `score` are called; 1 below the lowest.
  package func q(_ score: Double) -> Double {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].score <= score { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : steps[low - 1].q
  }

  /// The least of expected false peaks / peaks over all thresholds that call a peak, at most 1; `scores` descend.
  private static func qValues(_ scores: [Double], _ expectedFalse: (Double) -> Double) -> [Double] {
    var result = scores
    var least = 1.0
    for place in scores.indices.reversed() {
      let count = (scores.lastIndex(of: scores[place]) ?? place) + 1
      least = min(least, expectedFalse(scores[place]) / Double(count))
      result[place] = least
    }
    return result
  }

  /// How many of the peaks with `scores`, which descend, are called: those from `least` on, of peaks of one height no more than asked for.
  private static func called(_ study: Study, _ scores: [Double], _ least: Double?) -> Int {
    if case .top(let count) = study.scan.objective { return min(count, scores.count) }
    return least.map { least in scores.count { $0 >= least } } ?? 0
  }

  /// The least height that the objective of `study` calls, of peaks with `scores`, which descend, and their `q`.
  private static func threshold(
    _ study: Study, _ scores: [Double], _ q: [Double], _ calibration: SiteCalibration
  ) -> Double? {
    switch study.scan.objective {
    case .fdr(let level): return q.lastIndex { $0 <= level }.map { scores[$0] }
    case .f1: return scores.last { $0 >= calibration.bestThreshold }
    case .top(let count): return scores.prefix(count).last
    case .all: return scores.last { $0 >= study.scan.callThreshold }
    }
  }
}
