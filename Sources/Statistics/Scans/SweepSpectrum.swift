import Groundwork

/// The chances of allele counts at a variable site, for a sample of one size, without a sweep and at any distance from
/// one that has just ended (Nielsen et al. 2005, doi:10.1101/gr.4252305).
///
/// At distance d each of n lineages escapes the sweep with probability e = 1 - exp(-alpha d), independently, so that
/// k ~ Bin(n, e) do; those that do not have one ancestor. If k < n, k + 1 lineages are drawn from the background, of
/// which j carry the derived allele with the chance p(j, k + 1) of the background in a sample of that size, and the
/// swept one is one of these with probability j / (k + 1):
///
///     p*(b) = P(n) p(b, n) + sum over k < n of
///             P(k) [p(b + 1 - n + k, k + 1) (b + 1 - n + k) / (k + 1) + p(b, k + 1) (k + 1 - b) / (k + 1)]
///
/// given that the site is variable: divided by 1 - p*(0) - p*(n). A folded spectrum adds p*(b) and p*(n - b).
///
/// Logarithms are tabulated over log(alpha d), ``stepsPerUnit`` to a unit of it, and interpolated by cubics through
/// four neighbours; they differ from the formula by less than 2e-4 of a log-likelihood unit a site. Beyond
/// ``farthest`` a site says nothing about the sweep; nearer than ``nearest`` counts as there.
package struct SweepSpectrum: Sendable {
  /// alpha d beyond which all lineages escape, as far as the likelihood goes.
  package static let farthest = 12.0
  /// The smallest alpha d that is told from 0.
  package static let nearest = 1e-4
  static let stepsPerUnit = 24.0
  private static let first = PortableMath.log(nearest)
  private static let steps = Int(((PortableMath.log(farthest) - first) * stepsPerUnit).rounded(.up)) + 3

  let sampleSize: Int
  let isFolded: Bool
  /// log p* - log p by count and step: the gain of a site that lies so far from a sweep.
  private var gains: [Double]

  /// The spectra for `background`, the chances of 0 ... n derived alleles of which the first and last are 0; of `counts` only, the
  /// derived alleles (the rarer ones' if folded) of the sites that will be asked for (nil: of all).
  package init(background: [Double], isFolded: Bool, counts: Set<Int>? = nil) {
    let size = background.count - 1
    sampleSize = size
    self.isFolded = isFolded
    let samples = Self.subsamples(background)
    let varying = Self.varying(samples)
    let neutral = Self.logarithms(background, isFolded)
    let wanted = (1..<max(1, size)).filter { count in
      neutral[count] > -.infinity
        && (counts.map { $0.contains(count) || (isFolded && $0.contains(size - count)) } ?? true)
    }
    gains = [Double](repeating: 0, count: (sampleSize + 1) * Self.steps)
    for step in 0..<Self.steps {
      let distance = PortableMath.exp(Self.first + Double(step - 1) / Self.stepsPerUnit)
      let swept = Self.logSpectrum(samples, varying, distance: distance, isFolded: isFolded, counts: wanted)
      for count in wanted {
        gains[count * Self.steps + step] = swept[count] - neutral[count]
      }
    }
  }

  /// log p* - log p of a site with `count` derived alleles (the rarer ones if folded) at `distance` = alpha d.
  @inline(__always)
  func gain(_ count: Int, logDistance: Double, _ table: UnsafePointer<Double>) -> Double {
    let place = max(0, logDistance - Self.first) * Self.stepsPerUnit + 1
    let step = Int(place)
    let t = place - Double(step)
    let row = table + count * Self.steps + step - 1
    let (a, b, c, d) = (row[0], row[1], row[2], row[3])
    // The cubic through four equidistant points (Lagrange).
    let (u, v, w) = (t + 1, t - 1, t - 2)
    return b * u * v * w / 2 - c * u * t * w / 2 + d * u * t * v / 6 - a * t * v * w / 6
  }

  /// The gain of one site, for tests and single values.
  package func gain(_ count: Int, distance: Double) -> Double {
    if distance >= Self.farthest { return 0 }
    return gains.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { return 0 }
      return gain(count, logDistance: PortableMath.log(max(distance, Self.nearest)), base)
    }
  }

  /// Calls `body` with the table of gains.
  func withTable<Result>(_ body: (UnsafePointer<Double>) -> Result) -> Result {
    gains.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { preconditionFailure("a spectrum has gains") }
      return body(base)
    }
  }

  // MARK: The formula

  /// p(j, m) for m = 0 ... n: the background in samples without replacement.
  package static func subsamples(_ background: [Double]) -> [[Double]] {
    var result = [background]
    for size in stride(from: background.count - 2, through: 0, by: -1) {
      let larger = result[result.count - 1]
      result.append(
        (0...size).map { count in
          (larger[count] * Double(size + 1 - count) + larger[count + 1] * Double(count + 1)) / Double(size + 1)
        })
    }
    return result.reversed()
  }

  /// log p* of 0 ... n, given a variable site; that of the rarer allele if folded.
  package static func logSpectrum(_ samples: [[Double]], distance: Double, isFolded: Bool) -> [Double] {
    logSpectrum(
      samples, varying(samples), distance: distance, isFolded: isFolded, counts: Array(0..<samples.count))
  }

  /// The chance that a site varies in a sample without replacement of m = 0 ... n of the background.
  private static func varying(_ samples: [[Double]]) -> [Double] {
    samples.map { $0.count < 3 ? 0 : $0[1..<$0.count - 1].reduce(0, +) }
  }

  /// log p* of each of `counts`, given a variable site, of which the chances in samples are `varying`.
  private static func logSpectrum(
    _ samples: [[Double]], _ varying: [Double], distance: Double, isFolded: Bool, counts: [Int]
  ) -> [Double] {
    let n = samples.count - 1
    let stays = PortableMath.exp(-distance)
    let escapes = 1 - stays
    let odds = escapes / stays
    let (logEscapes, logStays) = (PortableMath.log(escapes), -distance)
    var logBinomial = [0.0]
    for k in 0..<n { logBinomial.append(logBinomial[k] + PortableMath.log(Double(n - k) / Double(k + 1))) }
    let mode = min(n, Int(Double(n + 1) * escapes))
    func logChance(_ k: Int) -> Double { logBinomial[k] + Double(k) * logEscapes + Double(n - k) * logStays }
    var logs = [Double](repeating: -.infinity, count: n + 1)
    var wanted = [Bool](repeating: false, count: n + 1)
    for count in counts + [0, n] {
      wanted[count] = true
      if isFolded { wanted[n - count] = true }
    }
    for count in 0...n where wanted[count] {
      // Fewer escapes cannot make this count. Chances of k are relative to the likeliest k, so that none underflows.
      let fewest = min(count, n - count)
      let reference = max(mode, fewest)
      var sum = Self.term(samples, count, reference)
      var chance = 1.0
      for k in stride(from: reference, to: n, by: 1) {
        chance *= odds * Double(n - k) / Double(k + 1)
        sum += chance * Self.term(samples, count, k + 1)
      }
      chance = 1
      for k in stride(from: reference, to: fewest, by: -1) {
        chance *= Double(k) / (odds * Double(n - k + 1))
        sum += chance * Self.term(samples, count, k - 1)
      }
      if sum > 0 { logs[count] = logChance(reference) + PortableMath.log(sum) }
    }
    let fixed = (logs[0] > -700 ? PortableMath.exp(logs[0]) : 0) + (logs[n] > -700 ? PortableMath.exp(logs[n]) : 0)
    // Near the sweep hardly a site varies and the rest of 1 is lost to rounding: then the chances are added up, over how many
    // lineages escape. It varies if the lineages that are drawn from the background do.
    var variable = 1 - fixed
    if variable < 1e-3 {
      variable = (1...n).reduce(0) { sum, k in
        let chance = logChance(k)
        return sum + (chance > -700 ? PortableMath.exp(chance) * varying[min(k + 1, n)] : 0)
      }
    }
    let logVariable = PortableMath.log(variable)
    var result = logs.map { $0 - logVariable }
    if isFolded { result = folded(result) }
    return result
  }

  /// The chance of `count` derived alleles if `k` lineages escape.
  private static func term(_ samples: [[Double]], _ count: Int, _ k: Int) -> Double {
    let n = samples.count - 1
    if k == n { return samples[n][count] }
    let lineages = samples[k + 1]
    let derivedSwept = count + 1 - n + k
    var sum = 0.0
    if derivedSwept > 0 { sum += lineages[derivedSwept] * Double(derivedSwept) }
    if count <= k { sum += lineages[count] * Double(k + 1 - count) }
    return sum / Double(k + 1)
  }

  private static func logarithms(_ chances: [Double], _ isFolded: Bool) -> [Double] {
    let logs = chances.map { $0 > 0 ? PortableMath.log($0) : -.infinity }
    return isFolded ? folded(logs) : logs
  }

  /// Logarithms of p(b) + p(n - b) in both places, of p(n / 2) alone in the middle.
  private static func folded(_ logs: [Double]) -> [Double] {
    logs.indices.map { index in
      let (a, b) = (logs[index], logs[logs.count - 1 - index])
      let (high, low) = (max(a, b), min(a, b))
      if index == logs.count - 1 - index || low == -.infinity || high - low > 700 { return high }
      return high + PortableMath.log(1 + PortableMath.exp(low - high))
    }
  }
}
