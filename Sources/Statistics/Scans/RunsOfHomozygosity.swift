/// Runs of homozygosity of diploid individuals; `info.reference` is its page.
public struct RunsOfHomozygosity: Statistic {
  /// The shortest run that counts towards the share, as a share of the window.
  private static let shortest = 0.1

  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "roh", title: "Runs of homozygosity", unit: "window", doi: "10.1016/j.ajhg.2008.08.007", usesGenotypes: true,
    reference: """
      Runs are the stretches between neighbouring heterozygous sites of a diploid individual, the ends of the window
      counting as such. Columns: "rohLongest", the longest run as a share of the window, and "rohShare", the share of the
      window in runs of at least a tenth of it, each averaged over individuals; the latter is F_ROH of McQuillan et al.
      2008 (doi:10.1016/j.ajhg.2008.08.007) with a threshold that follows the window. Inaccessible stretches are not taken
      out.

      - Needs diploid individuals, of neighbouring haplotypes; not phase.
      - Missing data: a genotype with a missing allele is passed over.
      - Empty window: 1 and 1.
      - Insufficient: no accessible bases; the values are then 0.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["rohLongest", "rohShare"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    window.requireIndividuals()
    let length = window.end - window.start
    guard window.accessibleBases > 0, length > 0 else {
      for _ in 0..<2 { output.append(0, isInsufficient: true) }
      return
    }
    var longest: [Double] = []
    var shares: [Double] = []
    for individual in 0..<window.haplotypeCount / 2 {
      var (last, most, sum) = (window.start, 0.0, 0.0)
      func end(_ position: Double) {
        let run = (position - last) / length
        most = max(most, run)
        if run >= Self.shortest { sum += run }
        last = position
      }
      for site in 0..<window.siteCount where isHeterozygous(window, individual, site) {
        end(window.positions.pointer[site])
      }
      end(window.end)
      longest.append(most)
      shares.append(sum)
    }
    // Sorted, so that sums do not depend on the order of individuals.
    for values in [longest, shares] {
      output.append(values.sorted().reduce(0, +) / Double(values.count))
    }
  }

  private func isHeterozygous(_ window: HaplotypeWindow, _ individual: Int, _ site: Int) -> Bool {
    // Two neighbouring haplotypes are in one word.
    let index = ((2 * individual) >> 6) * window.stride + site
    let shift = UInt64((2 * individual) & 63)
    if window.hasMissingCalls && window.missing.pointer[index] >> shift & 3 != 0 { return false }
    let pair = window.alleles.pointer[index] >> shift & 3
    return pair == 1 || pair == 2
  }
}
