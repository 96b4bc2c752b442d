import Groundwork
import Learning
import StudyFiles
import Training

/// What the peaks of a scan for sites are worth, by simulated chromosomes that the model has not seen.
package struct SiteCalibration: Sendable {
  /// A sweep of a held-out chromosome.
  package struct Sweep: Sendable {
    /// The row of the training table.
    package let row: Int
    /// Its class.
    package let label: Int
    /// The height of the highest peak near its site; below 0 if there is none.
    package let score: Double
    /// Base pairs from that peak to the site.
    package let error: Double
    /// The evidence that an interval about the peak must hold to hold the site (``SiteProfile/missingMass(_:site:reach:sharpness:)``).
    package let missing: Double
    /// The class that the peak is called.
    package let called: Int
  }

  /// Shares of sweeps whose interval should hold the site.
  package static let levels = [0.5, 0.8, 0.95]

  /// The heights of the peaks of neutral chromosomes, ascending.
  package let null: [Double]
  /// Megabases of neutral chromosomes that were scored.
  package let nullMegabases: Double
  /// Points of neutral chromosomes that were scored.
  package let nullPoints: Int
  /// The sweeps.
  package let sweeps: [Sweep]
  /// The share of each sweep in the genome's: sweeps of rarer classes count less; they add up to 1.
  package let weights: [Double]
  /// The heights of further peaks near sweeps, with the weights of their sweeps.
  package let beside: [(score: Double, weight: Double)]
  /// Sweeps per megabase of the genome, as stated.
  package let rarity: Double
  /// Base pairs between peaks at least.
  package let separation: Double
  /// Base pairs on either side of a peak within which its site is looked for, and a peak is that of a sweep.
  package let reach: Double
  /// The power of the odds that evidence is.
  package let sharpness: Double
  /// The evidence that the interval of each of ``levels`` holds, of peaks that would be called.
  package let masses: [Double]

  /// Sharpnesses that are tried.
  private static let sharpnesses = [0.5, 1.0, 1.5, 2, 3]
  /// Sweeps that intervals are calibrated by at least: the highest, if fewer would be called.
  private static let fewestSweeps = 100

  /// A sweep of a held-out chromosome and the highest peak near its site.
  private struct Found {
    let chromosome: HeldOutSites.Chromosome
    let site: Double
    let peak: Int?

    var score: Double { peak.map { chromosome.profile.scores[$0] } ?? -1 }
  }

  /// The calibration of `study` by `heldOut`.
  package init(_ study: Study, _ heldOut: HeldOutSites) throws(StudyError) {
    let (reach, separation) = (Self.reach(study), Self.separation(study))
    let wanted = SoughtClasses(study).places
    let neutral = heldOut.chromosomes.filter { $0.site == nil }
    let found = heldOut.chromosomes.compactMap { chromosome -> Found? in
      guard let site = chromosome.site, wanted.contains(chromosome.label) else { return nil }
      let profile = chromosome.profile
      return Found(
        chromosome: chromosome, site: site,
        peak: profile.peaks(separation: separation).first { abs(profile.middles[$0] - site) <= reach })
    }
    let shares = try ExpectedGenome(study).shares
    weights = Self.weights(found.map(\.chromosome.label), shares)
    rarity = wanted.reduce(0) { $0 + shares[$1] } / study.scan.positionsPerSweep * 1e6
    nullPoints = neutral.reduce(0) { $0 + $1.profile.scores.count }
    nullMegabases = Double(nullPoints) * Double(study.windows.subwindowLength) / 1e6
    (self.reach, self.separation) = (reach, separation)
    let heights = neutral.flatMap { one in one.profile.peaks(separation: separation).map { one.profile.scores[$0] } }
    let used = Self.calibrating(found, heights.sorted(), rarity * nullMegabases)
    let (sharpness, masses) = Self.intervals(used.map { found[$0] }, reach)
    (self.sharpness, self.masses) = (sharpness, masses)
    func standing(_ one: HeldOutSites.Chromosome) -> [Int] {
      one.profile.standing(
        separation: separation, mass: masses[Self.extent], reach: reach, sharpness: sharpness)
    }
    null = neutral.flatMap { one in standing(one).map { one.profile.scores[$0] } }.sorted()
    beside = zip(found, weights).flatMap { one, weight in
      let profile = one.chromosome.profile
      return standing(one.chromosome).filter { $0 != one.peak && abs(profile.middles[$0] - one.site) <= reach }
        .map { (profile.scores[$0], weight) }
    }
    sweeps = found.map { one in
      let profile = one.chromosome.profile
      return Sweep(
        row: one.chromosome.row, label: one.chromosome.label, score: one.score,
        error: one.peak.map { abs(profile.middles[$0] - one.site) } ?? .infinity,
        missing: one.peak.map { profile.missingMass($0, site: one.site, reach: reach, sharpness: sharpness) }
          ?? .infinity,
        called: one.peak.map { wanted[Self.kind(one.chromosome.kinds, $0, wanted.count)] } ?? one.chromosome.label)
    }
  }

  /// The weight of each sweep, of the classes `labels`, where the genome has classes in `shares`.
  private static func weights(_ labels: [Int], _ shares: [Double]) -> [Double] {
    let raw = labels.map { label in shares[label] / Double(labels.count { $0 == label }) }
    let total = raw.reduce(0, +)
    return raw.map { total > 0 ? $0 / total : 1 / Double(raw.count) }
  }

  /// The sharpness whose intervals of the middle level are shortest for the sweeps `found`, and the evidence of each level with it.
  private static func intervals(_ found: [Found], _ reach: Double) -> (sharpness: Double, masses: [Double]) {
    var best = (sharpness: 1.0, masses: levels.map { _ in 1.0 })
    var least = Double.infinity
    for sharpness in sharpnesses {
      let missing = found.map { one in
        one.peak.map { one.chromosome.profile.missingMass($0, site: one.site, reach: reach, sharpness: sharpness) }
          ?? .infinity
      }
      let masses = levels.map { min(quantile(missing, $0), 1) }
      let width = found.reduce(0.0) { sum, one in
        guard let peak = one.peak else { return sum }
        let own = one.chromosome.profile.interval(peak, mass: masses[extent], reach: reach, sharpness: sharpness)
        return sum + own.end - own.start
      }
      if width < least { (least, best) = (width, (sharpness, masses)) }
    }
    return best
  }

  /// Within what distance of a peak a site is looked for: the reach of the rings.
  static func reach(_ study: Study) -> Double { Double(SiteReach.stretches * study.windows.subwindowLength) }

  /// How far apart peaks are: a sweep that is found has one.
  static func separation(_ study: Study) -> Double { Double(SiteReach.separation * study.scan.within) }

  /// The place of the class that is most probable at `point`, given a sweep.
  static func kind(_ kinds: [Double], _ point: Int, _ count: Int) -> Int {
    guard count > 0 else { return 0 }
    let own = kinds[point * count..<(point + 1) * count]
    return own.indices.max { own[$0] < own[$1] }.map { $0 - own.startIndex } ?? 0
  }

  /// The sweeps that intervals are calibrated by: those so high that no more than one call in two would be false, and
  /// ``fewestSweeps`` at least. `null` are neutral peaks, ascending, and `sweeps` as many as so much of a genome has.
  private static func calibrating(_ found: [Found], _ null: [Double], _ sweeps: Double) -> [Int] {
    let order = found.indices.filter { found[$0].peak != nil }.sorted { found[$0].score > found[$1].score }
    let high = order.indices.last { place in
      let power = Double(place + 1) / Double(found.count)
      return Double(null.count - countBelow(found[order[place]].score, null)) <= sweeps * power
    }
    return Array(order.prefix(max(fewestSweeps, (high ?? -1) + 1)))
  }

  /// The value that a further one of the kind of `values` does not exceed with the probability `level`, at least (split conformal
  /// prediction: Lei et al. 2018, doi:10.1080/01621459.2017.1307116).
  package static func quantile(_ values: [Double], _ level: Double) -> Double {
    let place = Int((Double(values.count + 1) * level).rounded(.up)) - 1
    return place < values.count ? values.sorted()[max(0, place)] : .infinity
  }
}
