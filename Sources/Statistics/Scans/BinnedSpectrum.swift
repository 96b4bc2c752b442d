/// The site-frequency spectrum of a window in bins of frequency; `info.reference` is its page.
public struct BinnedSpectrum: Statistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let isFolded: Bool
  private static let bins = 10

  /// The spectrum of derived alleles, or of the rarer ones.
  public init(folded: Bool) {
    isFolded = folded
    let id = folded ? "sfsFolded" : "sfs"
    info = StatisticInfo(
      id: id, title: "Site-frequency spectrum in \(Self.bins) bins" + (folded ? ", folded" : ""), unit: "1",
      doi: "10.1534/genetics.113.152587", needsPolarisation: !folded,
      reference: """
        The shares of the window's sites whose \(folded ? "rarer" : "derived") allele has a frequency in each of
        \(Self.bins) equal bins of \(folded ? "0 to 1/2, the last with both ends" : "0 to 1"): a site with k of n alleles is
        in bin floor(\(folded ? 2 * Self.bins : Self.bins) k / n). Columns "\(id)_0" to "\(id)_\(Self.bins - 1)". Bins of
        frequency make samples of any size alike (as for SFselect: Ronen et al. 2013, doi:10.1534/genetics.113.152587).

        - Does not need phase.\(folded ? "" : " Needs derived alleles (polarised data).")
        - Missing data: the frequency is among the called alleles of a site.
        - Empty window: 0 in all columns.
        - Insufficient: without a site.
        """)
  }

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] { (0..<Self.bins).map { "\(info.id)_\($0)" } }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    window.scratch.cells.reserve(Self.bins)
    let cells = window.scratch.cells.pointer
    cells.update(repeating: 0, count: Self.bins)
    for site in 0..<window.siteCount {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      let bin = isFolded ? min(2 * Self.bins * min(k, n - k) / n, Self.bins - 1) : k * Self.bins / n
      cells[bin] += 1
    }
    let count = Double(max(1, window.siteCount))
    for bin in 0..<Self.bins { output.append(cells[bin] / count, isInsufficient: window.siteCount == 0) }
  }
}
