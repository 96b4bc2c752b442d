import Groundwork
import Haplotypes

/// The composite likelihood ratio of a recent complete sweep at points along a chromosome, from allele frequencies alone
/// (Nielsen et al. 2005, doi:10.1101/gr.4252305, the second test there, on which SweepFinder rests).
///
/// At a point x, CLR(x) = 2 max over alpha of the sum over sites of log p*(b; alpha |position - x|) - log p(b), where p is
/// the spectrum of the background and p* the one beside a sweep. alpha is (r / s) ln(2N) for a sweep of advantage s, so
/// small values are strong sweeps. Does not need phase. Without ancestral states the spectrum is folded.
///
/// Missing data: the background is made of sites called in every haplotype; a site with missing calls is compared in a
/// sample of its own size, to which background and sweep are brought by sampling without replacement. Where no site is
/// complete there is no value. Monomorphic sites are left out, and sites whose count a given background has never seen say
/// nothing. A point with no site within reach has the value 0.
public struct SweepLikelihood: Sendable {
  /// A point's result.
  public struct Value: Sendable, Equatable {
    /// Where, in bases.
    public let position: Double
    /// Twice the logarithm of the likelihood ratio, 0 or more.
    public let clr: Double
    /// The alpha of the highest likelihood, per base; 0 if none is better than no sweep.
    public let alpha: Double
  }

  private struct Site: Sendable {
    var position: Double
    var count: Int
    var spectrum: Int
  }

  private let sites: [Site]
  private let spectra: [SweepSpectrum]
  private let alphas: [Double]
  /// How far apart the first values of alpha are; the last are 2 % apart.
  private static let coarse = 1.4

  /// The likelihood for the sites of `matrix` against their own spectrum, or against `background`: numbers or
  /// proportions of sites with 1 ... n - 1 derived alleles (the rarer ones' 1 ... n / 2 if not polarised), say of a
  /// whole genome. Sites farther from a point than `reach` bases never count.
  public init(_ matrix: HaplotypeMatrix, background: [Double]? = nil, reach: Double = 500_000) {
    precondition(reach > 0, "the reach of a sweep is above 0 bases, got \(reach)")
    let rows = ScanRows(matrix)
    let isFolded = !matrix.isPolarised
    let counts = background ?? Self.background(rows, isFolded)
    let samples = Self.spectrum(counts, rows.haplotypeCount, isFolded).map { SweepSpectrum.subsamples($0) }
    self.init(rows, isFolded: isFolded, reach: reach) { called, counts in
      samples.flatMap { Self.variable($0[called]) }.map {
        SweepSpectrum(background: $0, isFolded: isFolded, counts: counts)
      }
    }
  }

  /// The likelihood for the sites of `rows` by the spectra for each number of called alleles and the counts that sites with so
  /// many have; a site without is left out.
  init(
    _ rows: ScanRows, isFolded: Bool, reach: Double,
    spectrum: (_ called: Int, _ counts: Set<Int>) -> SweepSpectrum?
  ) {
    var sites: [Site] = []
    var spectra: [SweepSpectrum] = []
    var index: [Int: Int] = [:]
    var counts: [Int: Set<Int>] = [:]
    for site in 0..<rows.siteCount {
      let (derived, called) = (Int(rows.derived[site]), Int(rows.called[site]))
      counts[called, default: []].insert(isFolded ? min(derived, called - derived) : derived)
    }
    for site in 0..<rows.siteCount {
      let (derived, called) = (Int(rows.derived[site]), Int(rows.called[site]))
      guard derived > 0 && derived < called else { continue }
      if index[called] == nil {
        guard let own = spectrum(called, counts[called] ?? []) else { continue }
        index[called] = spectra.count
        spectra.append(own)
      }
      let count = isFolded ? min(derived, called - derived) : derived
      sites.append(Site(position: rows.positions[site], count: count, spectrum: index[called] ?? 0))
    }
    self.sites = sites
    self.spectra = spectra
    // From the weakest sweep that reaches 1 kb to the strongest that stays within reach.
    var alphas: [Double] = []
    var range = min(reach, 1000)
    while range < reach {
      alphas.append(SweepSpectrum.farthest / range)
      range *= Self.coarse
    }
    alphas.append(SweepSpectrum.farthest / reach)
    self.alphas = alphas
  }

  /// Sites of `matrix` with 1 ... n - 1 derived alleles among n called haplotypes (1 ... n / 2 of the rarer one if not
  /// polarised); sites with missing calls are left out. Backgrounds of several contigs can be added up.
  public static func background(_ matrix: HaplotypeMatrix) -> [Double] {
    background(ScanRows(matrix), !matrix.isPolarised)
  }

  private static func background(_ rows: ScanRows, _ isFolded: Bool) -> [Double] {
    let size = rows.haplotypeCount
    var counts = [Double](repeating: 0, count: max(0, isFolded ? size / 2 : size - 1))
    for site in 0..<rows.siteCount where Int(rows.called[site]) == size {
      let derived = Int(rows.derived[site])
      guard derived > 0 && derived < size else { continue }
      counts[(isFolded ? min(derived, size - derived) : derived) - 1] += 1
    }
    return counts
  }

  /// The chances of 0 ... n derived alleles; nil without a site.
  private static func spectrum(_ counts: [Double], _ size: Int, _ isFolded: Bool) -> [Double]? {
    let expected = isFolded ? size / 2 : size - 1
    precondition(counts.count == expected, "a background of \(counts.count) counts, expected \(expected)")
    let total = counts.reduce(0, +)
    guard total > 0 else { return nil }
    var chances = [Double](repeating: 0, count: size + 1)
    for (index, count) in counts.enumerated() {
      let share = count / total
      if isFolded && 2 * (index + 1) != size {
        // Which allele is derived is not known; the likelihood only ever asks for both together.
        chances[index + 1] += share / 2
        chances[size - index - 1] += share / 2
      } else {
        chances[index + 1] += share
      }
    }
    return chances
  }

  /// `chances` given a variable site; nil if there is none.
  private static func variable(_ chances: [Double]) -> [Double]? {
    guard chances.count > 2 else { return nil }
    let sum = chances[1..<chances.count - 1].reduce(0, +)
    guard sum > 0 else { return nil }
    var result = chances.map { $0 / sum }
    (result[0], result[result.count - 1]) = (0, 0)
    return result
  }

  /// The values at `points`, in bases, on `threads` threads; the same whatever their number.
  public func values(at points: [Double], threads: Int = 1) -> [Value] {
    parallelMap(count: points.count, threads: threads) { _, index in value(at: points[index]) }
  }

  /// The values at points `spacing` bases apart, between the first and last site.
  public func values(every spacing: Double, threads: Int = 1) -> [Value] {
    guard let first = sites.first, let last = sites.last else { return [] }
    let steps = Int((last.position - first.position) / spacing)
    return values(at: (0...steps).map { first.position + Double($0) * spacing }, threads: threads)
  }

  /// The value at `point`.
  public func value(at point: Double) -> Value {
    guard let weakest = alphas.first, let strongest = alphas.last else {
      return Value(position: point, clr: 0, alpha: 0)
    }
    let reach = SweepSpectrum.farthest / strongest
    let range = place(of: point - reach)..<place(of: point + reach)
    // Logarithms of distances are taken once; log(alpha d) is then a sum.
    let logDistances = range.map {
      PortableMath.log(max(abs(sites[$0].position - point), SweepSpectrum.nearest / weakest))
    }
    var best = (gain: 0.0, alpha: 0.0)
    func attempt(_ alpha: Double) {
      let gain = gain(alpha, at: point, range, logDistances)
      if gain > best.gain { best = (gain, alpha) }
    }
    for alpha in alphas { attempt(alpha) }
    // Between the best alpha and its neighbours, by ever smaller steps.
    var factor = Self.coarse
    for _ in 0..<4 where best.alpha > 0 {
      factor = factor.squareRoot()
      let center = best.alpha
      for alpha in [center / factor, center * factor] where alpha >= strongest && alpha <= weakest { attempt(alpha) }
    }
    return Value(position: point, clr: 2 * best.gain, alpha: best.alpha)
  }

  /// The logarithm of the likelihood ratio for `alpha`: over the sites of `range` that it reaches.
  private func gain(_ alpha: Double, at point: Double, _ range: Range<Int>, _ logs: [Double]) -> Double {
    let farthest = SweepSpectrum.farthest / alpha
    let logAlpha = PortableMath.log(alpha)
    let reached = place(of: point - farthest)..<place(of: point + farthest)
    var sum = 0.0
    if spectra.count == 1 {
      let spectrum = spectra[0]
      spectrum.withTable { table in
        for site in reached {
          sum += spectrum.gain(sites[site].count, logDistance: logs[site - range.lowerBound] + logAlpha, table)
        }
      }
    } else {
      for site in reached {
        let spectrum = spectra[sites[site].spectrum]
        let logDistance = logs[site - range.lowerBound] + logAlpha
        sum += spectrum.withTable { spectrum.gain(sites[site].count, logDistance: logDistance, $0) }
      }
    }
    return sum
  }

  /// The number of sites before `position`.
  private func place(of position: Double) -> Int {
    var (low, high) = (0, sites.count)
    while low < high {
      let middle = (low + high) / 2
      if sites[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
