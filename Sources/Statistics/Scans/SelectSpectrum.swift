/// The scaled spectrum of one population that SFselect uses; `info.reference` is its page.
public struct SelectSpectrum: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "scaledSFS", title: "Scaled spectrum of SFselect", unit: "1", doi: "10.1534/genetics.113.152587",
    needsPolarisation: true,
    reference: """
      Sites by the frequency of the derived allele in ten equal bins: the number of sites of a bin times the bin's centre,
      and all divided by the root of the sum of their squares (SFselect: Ronen et al. 2013,
      doi:10.1534/genetics.113.152587). Columns "scaledSFS_0" to "scaledSFS_9" and "scaledSFS_fixed".

      The bins and the scaling were read in SFselect's program, which takes frequencies above 0.99 as fixed; that is kept.
      It counts sites fixed in the sample too, which are no sites here (what is fixed tells nothing of the sample), and has
      bin edges in floating point, by which some frequencies fall one bin low; both are not.

      - Needs derived alleles (polarised data).
      - Missing data: the frequency is among the called alleles of a site.
      - Empty window: 0 in all columns.
      - Insufficient: without a site. SFselect itself asks for 10.
      """)
  private static let bins = 10

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins.
  public func columns(populationSizes: [Int]) -> [String] {
    (0..<Self.bins).map { "scaledSFS_\($0)" } + ["scaledSFS_fixed"]
  }

  /// Appends the bins.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    window.scratch.cells.reserve(Self.bins + 1)
    let cells = window.scratch.cells.pointer
    cells.update(repeating: 0, count: Self.bins + 1)
    for site in 0..<window.siteCount {
      let (k, n) = (Int(window.derived.pointer[site]), Int(window.called.pointer[site]))
      cells[100 * k > 99 * n ? Self.bins : k * Self.bins / n] += 1
    }
    var squares = 0.0
    for bin in 0...Self.bins {
      cells[bin] *= bin == Self.bins ? 1 : (Double(bin) + 0.5) / Double(Self.bins)
      squares += cells[bin] * cells[bin]
    }
    let norm = squares.squareRoot()
    for bin in 0...Self.bins { output.append(norm > 0 ? cells[bin] / norm : 0, isInsufficient: norm <= 0) }
  }
}
