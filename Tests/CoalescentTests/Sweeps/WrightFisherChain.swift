import Groundwork
import TestSupport

/// The Wright-Fisher chain of an allele's copies under selection and any sizes, summed over all its paths: no chance and no
/// diffusion, and nothing of the simulator.
///
/// New copies arise at a rate proportional to N(t); the allele is selected from its origin, or from the moment that it stands at
/// `initialFrequency`, any generation being as likely. Only paths count that are fixed at generation 0, and not before.
struct WrightFisherChain {
  /// Diploid individuals by generations ago.
  let size: (Int) -> Double
  /// Fitnesses are 1, exp(2hs) and exp(2s).
  let selection: Double
  /// The dominance h.
  var dominance = 0.5
  /// 0: selected from the origin on.
  let initialFrequency: Double
  /// The first generation, looking forwards.
  let oldest: Int

  /// What is expected of the paths.
  struct Expected {
    /// Generations ago when the allele arose.
    var origin = 0.0
    /// Their variance.
    var originVariance = 0.0
    /// Generations ago when a selected allele last had the initial frequency or less.
    var onset = 0.0
    /// Generations at frequencies below a tenth.
    var rare = 0.0
  }

  /// Chromosomes at generation `t`.
  private func chromosomes(_ t: Int) -> Int { 2 * Int(size(t).rounded()) }

  /// Calls `body` with each pair of copies that has a probability worth counting, from generation `t` to the next.
  private func forEachTransition(
    from t: Int, selection: Double, _ logFactorials: [Double], _ body: (Int, Int, Double) -> Void
  ) {
    let parents = chromosomes(t)
    let n = chromosomes(t - 1)
    let (one, two) = (expOf(2 * dominance * selection), expOf(2 * selection))
    for i in 1..<parents {
      let x = Double(i) / Double(parents)
      let (y, selected) = (1 - x, x * x * two + x * (1 - x) * one)
      let p = selected / (selected + x * y * one + y * y)
      let odds = p / (1 - p)
      let mode = min(n, Int(Double(n + 1) * p))
      let peak = expOf(
        logFactorials[n] - logFactorials[mode] - logFactorials[n - mode] + Double(mode) * PortableMath.log(p)
          + Double(n - mode) * PortableMath.log(1 - p))
      var probability = peak
      var j = mode
      while j <= n && probability > 1e-10 {
        body(i, j, probability)
        probability *= odds * Double(n - j) / Double(j + 1)
        j += 1
      }
      j = mode
      probability = peak
      while j > 0 {
        probability *= Double(j) / (odds * Double(n - j + 1))
        j -= 1
        if probability < 1e-10 { break }
        body(i, j, probability)
      }
    }
  }

  /// log k! for k up to the largest number of chromosomes.
  private func logFactorials() -> [Double] {
    let largest = (0...oldest).reduce(0) { max($0, chromosomes($1)) }
    var result = [0.0]
    for k in 1...largest { result.append(result[k - 1] + PortableMath.log(Double(k))) }
    return result
  }

  /// Of alleles that stand at the initial frequency in the oldest generation and are selected from then on: the probability
  /// not to be lost, and the mean frequency at generation 0 with lost ones as 0.
  func fromTheOldestOn() -> (survival: Double, frequency: Double) {
    let logFactorials = logFactorials()
    var counts = [Double](repeating: 0, count: logFactorials.count)
    counts[lowest(oldest)] = 1
    var fixed = 0.0
    for t in stride(from: oldest, through: 1, by: -1) {
      var next = [Double](repeating: 0, count: counts.count)
      forEachTransition(from: t, selection: selection, logFactorials) { i, j, probability in
        next[j] += counts[i] * probability
      }
      fixed += next[chromosomes(t - 1)]
      next[0] = 0
      next[chromosomes(t - 1)] = 0
      counts = next
    }
    let mean = counts.indices.reduce(0) { $0 + Double($1) * counts[$1] } / Double(chromosomes(0))
    return (fixed + counts.reduce(0, +), fixed + mean)
  }

  /// Sums over all paths.
  func expected() -> Expected {
    let logFactorials = logFactorials()
    let largest = logFactorials.count - 1
    let isSoft = initialFrequency > 0
    // Forwards: expected alleles by copies at each generation, and their summed times of origin.
    var alleles = [[Double]](repeating: [], count: oldest + 1)
    var origins = alleles
    var counts = [Double](repeating: 0, count: largest + 1)
    var times = counts
    for t in stride(from: oldest, through: 1, by: -1) {
      counts[1] += size(t)
      times[1] += size(t) * Double(t)
      alleles[t] = counts
      origins[t] = times
      var nextCounts = [Double](repeating: 0, count: largest + 1)
      var nextTimes = nextCounts
      forEachTransition(from: t, selection: isSoft ? 0 : selection, logFactorials) { i, j, probability in
        nextCounts[j] += counts[i] * probability
        nextTimes[j] += times[i] * probability
      }
      for end in [0, chromosomes(t - 1)] {
        nextCounts[end] = 0
        nextTimes[end] = 0
      }
      counts = nextCounts
      times = nextTimes
    }
    // Backwards: the probability to be fixed at generation 0, and that without meeting the initial frequency again.
    var fixes = [Double](repeating: 0, count: largest + 1)
    fixes[chromosomes(0)] = 1
    var leaves = fixes
    var exits = [[Double]](repeating: [], count: oldest + 1)
    var sum = 0.0
    var found = Expected()
    for t in 1...oldest {
      let low = isSoft ? lowest(t - 1) : 0
      var before = [Double](repeating: 0, count: largest + 1)
      var beforeLeaving = before
      forEachTransition(from: t, selection: selection, logFactorials) { i, j, probability in
        before[i] += fixes[j] * probability
        if j > low { beforeLeaving[i] += leaves[j] * probability }
      }
      fixes = before
      leaves = beforeLeaving
      exits[t] = leaves
      if isSoft {
        let weight = Double(chromosomes(t)) * fixes[lowest(t)]
        sum += weight * alleles[t][lowest(t)]
        found.origin += weight * origins[t][lowest(t)]
      } else {
        let weight = size(t) * fixes[1]
        sum += weight
        found.origin += weight * Double(t)
        found.originVariance += weight * Double(t * t)
        for i in 1..<chromosomes(t) / 10 { found.rare += alleles[t][i] * fixes[i] }
      }
    }
    if isSoft {
      found.onset = lastStays(alleles, exits, logFactorials) / sum
    }
    let origin = found.origin / sum
    return Expected(
      origin: origin, originVariance: found.originVariance / sum - origin * origin, onset: found.onset,
      rare: found.rare / sum)
  }

  /// Copies at the initial frequency.
  private func lowest(_ t: Int) -> Int { Int((initialFrequency * Double(chromosomes(t))).rounded()) }

  /// The summed times at which selected alleles last have no more copies than the initial frequency says.
  private func lastStays(_ alleles: [[Double]], _ exits: [[Double]], _ logFactorials: [Double]) -> Double {
    var sum = 0.0
    var counts = [Double](repeating: 0, count: alleles[1].count)
    for t in stride(from: oldest, through: 1, by: -1) {
      counts[lowest(t)] += Double(chromosomes(t)) * alleles[t][lowest(t)]
      for i in 1...lowest(t) { sum += Double(t) * counts[i] * exits[t][i] }
      var next = [Double](repeating: 0, count: counts.count)
      forEachTransition(from: t, selection: selection, logFactorials) { i, j, probability in
        next[j] += counts[i] * probability
      }
      for end in [0, chromosomes(t - 1)] { next[end] = 0 }
      counts = next
    }
    return sum
  }
}
