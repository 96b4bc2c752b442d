import Coalescent
import Demography
import Groundwork
import Haplotypes
import StudyFiles

/// The recombination rate at which linkage disequilibrium between common sites decays over distance as it does in the data.
///
/// Under a history of sizes the expected r2 of two sites depends on their distance in Morgans alone. It is simulated once under the
/// fitted history, and read at each distance of the data: each gives a rate. Those of the longest distances at which there still is
/// linkage are averaged, since the map between distant sites is closest to its mean: between near ones lie the cold stretches that
/// hotspots leave, and their rates come out too low. Nothing but the rate is left to explain r2, so structure and selection count as
/// its lack: the answer is the middle of a wide prior.
struct LinkageMatch: Sendable {
  /// Crossovers per base and generation.
  let rate: Double
  /// By how much the rates of shorter distances fall below: well above 1 where there are hotspots.
  let unevenness: Double
  /// The distances that it rests on, in bases.
  let distances: ClosedRange<Double>
  /// Nil; or which side of ``rate`` the truth lies on, as all distances have more linkage than any rate explains, or less.
  let bound: Bound?

  enum Bound: Sendable {
    /// The rate is lower than it is given.
    case below
    /// It is higher.
    case above
  }

  private static let replicates = 120
  /// r2 of more haplotypes than these has hardly less noise.
  private static let largestSample = 1000
  /// 4Nr of a simulated stretch, by the N of two haplotypes, which sets how far the decay is known.
  private static let length = 480.0
  /// Standard errors by which r2 must lie above that of sites far apart to tell a rate.
  private static let certain = 2.0
  /// Stretches as long as a distance that the data should hold for it to be used.
  private static let fewestStretches = 10.0
  /// The share of the fall of r2 from near to far sites that is read: its ends are flat.
  private static let (top, bottom) = (0.85, 0.025)

  /// The match of `decay`, that of the data with distances in bases, under the history `epochs`; `haplotypes` of individuals of
  /// two if not `isPhased`; `bases` are those of the data. Nil if no two bins have pairs.
  init?(
    _ decay: LinkageDecay, bases: Double, epochs: [DemographicModel.Epoch], haplotypes: Int, isPhased: Bool,
    seed: UInt64, threads: Int
  ) throws(StudyError) {
    guard decay.bins.count >= 2, let nearest = decay.bins.first, let furthest = decay.bins.last else { return nil }
    let expected = try Self.expected(epochs, haplotypes: haplotypes, isPhased: isPhased, seed: seed, threads: threads)
    // r2 falls with distance; what rises is noise.
    var curve: [(log: Double, r2: Double)] = []
    for bin in expected.bins { curve.append((bin.logDistance, min(bin.r2, curve.last?.r2 ?? bin.r2))) }
    guard let high = curve.first?.r2, let low = curve.last?.r2, high > low else { return nil }
    let background = Self.background(decay, low: low, high: high)
    var rates: [(logRate: Double, logDistance: Double, weight: Double)] = []
    for bin in decay.bins {
      let r2 = bin.r2 - background
      let share = (r2 - low) / (high - low)
      guard share < Self.top, share > Self.bottom, r2 - low > max(Self.certain * bin.error, background),
        let place = curve.indices.dropFirst().first(where: { curve[$0].r2 <= r2 })
      else { continue }
      let (before, behind) = (curve[place - 1], curve[place])
      let part = before.r2 > behind.r2 ? (before.r2 - r2) / (before.r2 - behind.r2) : 0.5
      let logMorgans = before.log + part * (behind.log - before.log)
      rates.append((logMorgans - bin.logDistance, bin.logDistance, bin.pairs))
    }
    let e = PortableMath.exp
    // Pairs so far apart that the data hold few such stretches side by side are few histories, and a sweep may be one of them.
    let longest = PortableMath.log(bases / Self.fewestStretches)
    if rates.contains(where: { $0.logDistance <= longest }) { rates.removeAll { $0.logDistance > longest } }
    guard let last = rates.last, let first = rates.first else {
      // Everywhere as linked as sites next to each other, or nowhere linked at all.
      let isLow = furthest.r2 - low > Self.bottom * (high - low)
      let at = isLow ? furthest.logDistance : nearest.logDistance
      let reached = curve.first { ($0.r2 - low) < (isLow ? Self.top : Self.bottom) * (high - low) }?.log ?? curve[0].log
      (rate, unevenness, bound) = (e(reached - at), 1, isLow ? .below : .above)
      distances = e(nearest.logDistance)...e(furthest.logDistance)
      return
    }
    // Distances within a factor of four of the longest.
    let long = rates.filter { $0.logDistance > last.logDistance - PortableMath.log(4) }
    let weight = long.reduce(0) { $0 + $1.weight }
    let mean = long.reduce(0) { $0 + $1.weight * $1.logRate } / weight
    rate = e(mean)
    let near = rates.filter { $0.logDistance < first.logDistance + PortableMath.log(4) }
    let nearMean = near.reduce(0) { $0 + $1.logRate } / Double(near.count)
    unevenness = max(1, e(mean - nearMean))
    distances = e(long[0].logDistance)...e(last.logDistance)
    bound = nil
  }

  /// r2 that no distance takes away, beyond that of samples of a well mixed population (`low`; `high`: that of near sites): of
  /// relatives, structure, haplotypes counted twice. 0 unless r2 has ceased to fall, as it would not by then.
  private static func background(_ decay: LinkageDecay, low: Double, high: Double) -> Double {
    guard let last = decay.bins.last?.logDistance else { return 0 }
    func excess(_ range: ClosedRange<Double>) -> Double? {
      let own = decay.bins.filter { range.contains(PortableMath.exp(last - $0.logDistance)) }
      return own.isEmpty ? nil : own.reduce(0) { $0 + $1.r2 } / Double(own.count) - low
    }
    guard let far = excess(0...3), let before = excess(3...12), far > 0, far > before / 2, far < (high - low) / 2 else {
      return 0
    }
    return far
  }

  /// r2 over distances in Morgans under `epochs`.
  private static func expected(
    _ epochs: [DemographicModel.Epoch], haplotypes: Int, isPhased: Bool, seed: UInt64, threads: Int
  ) throws(StudyError) -> LinkageDecay {
    let demography = try attempt { try DemographicModel(epochs: epochs) }
    let haplotypes = min(haplotypes, largestSample) / 2 * 2
    // Of two haplotypes, whose branches are 4N long.
    let size = ExpectedSpectrum(sampleSize: 2).branchLengths(epochs)[0] / 4
    let sequence = 1e6
    let rate = length / (4 * size * sequence)
    var model = CoalescentModel(
      haplotypeCount: haplotypes, sequenceLength: sequence, demography: demography, mutationRate: rate,
      recombinationRate: rate)
    model.sitePlacement = .continuous
    let (made, fixed) = ((0..<threads).map { _ in CoalescentSimulator() }, model)
    let width = sequence / length
    let places: [Result<[LinkageDecay.Place], StudyError>] = parallelMap(count: replicates, workers: made) {
      simulator, index in
      do throws(StudyError) {
        let result = try attempt {
          try simulator.simulate(fixed, seed: seed, replicate: UInt64(index))
        }
        var matrix = result.matrix
        if !isPhased {
          matrix = HaplotypeMatrix(
            haplotypeCount: haplotypes, positions: matrix.positions, words: matrix.words,
            ploidies: [UInt8](repeating: 2, count: haplotypes / 2), isPhased: false)
        }
        var own: [LinkageDecay.Place] = []
        for share in [0, 0.25, 0.5] {
          own.append(
            try LinkageDecay.place(
              at: share * sequence, width: 2 * width, end: sequence, scale: rate, isPhased: isPhased
            ) { start, end throws(StudyError) in matrix.stretch(from: start, to: end) })
        }
        return .success(own)
      } catch { return .failure(error) }
    }
    var all: [LinkageDecay.Place] = []
    for place in places { all += try place.get() }
    return LinkageDecay(all)
  }
}

extension HaplotypeMatrix {
  /// The sites with `start` <= position < `end`.
  fileprivate func stretch(from start: Double, to end: Double) -> HaplotypeMatrix {
    let own = sites(from: start, to: end)
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: Array(positions[own]),
      words: Array(words[own.lowerBound * wordsPerSite..<own.upperBound * wordsPerSite]), ploidies: ploidies,
      isPhased: isPhased, isPolarised: isPolarised)
  }
}
