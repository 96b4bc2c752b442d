/// The scaled spectrum of two populations that SFselect uses; `info.reference` is its page.
public struct CrossPopulationSpectrum: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "xpSFS", title: "Cross-population spectrum of SFselect", unit: "1", doi: "10.1534/genetics.113.152587",
    populations: 2, needsPolarisation: true,
    reference: """
      Sites by the frequency of the derived allele in two populations, in seven equal bins of frequencies below 1 and
      one for frequency 1 in each: a cell holds the number of its sites times the product of the two bins' centres,
      and all cells together are divided by the root of the sum of their squares (XP-SFselect: Ronen et al. 2013,
      doi:10.1534/genetics.113.152587). Columns "xpSFS_b_c" with bins from 0, the last one, 7, being "fixed"; the cell
      fixed in both is left out.

      The paper gives the bins and the scaling; its program takes frequencies above 0.99 as 1, which is kept, and has
      bin edges in floating point, by which some frequencies fall one bin low, which is not.

      - Needs derived alleles (polarised data).
      - Missing data: frequencies are among the called alleles of each site; a site without a call in one of the
        populations is left out.
      - Empty window: 0 in all columns.
      - Insufficient: without a site that is counted.
      """)
  /// Bins of frequencies below 1.
  private static let bins = 7

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns: the bins of the two populations.
  public func columns(populationSizes: [Int]) -> [String] {
    let levels = 0...Self.bins
    return levels.flatMap { first in levels.map { "xpSFS_\(first)_\($0)" } }.dropLast()
  }

  /// Appends the cells.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let levels = Self.bins + 1
    window.scratch.cells.reserve(levels * levels)
    let cells = window.scratch.cells.pointer
    cells.update(repeating: 0, count: levels * levels)
    let counts = window.populationCounts
    for site in 0..<window.siteCount where counts.has([1, 1], at: site) {
      cells[bin(counts, 0, site) * levels + bin(counts, 1, site)] += 1
    }
    cells[levels * levels - 1] = 0
    var squares = 0.0
    for cell in 0..<levels * levels {
      cells[cell] *= centre(cell / levels) * centre(cell % levels)
      squares += cells[cell] * cells[cell]
    }
    let norm = squares.squareRoot()
    for cell in 0..<levels * levels - 1 {
      output.append(norm > 0 ? cells[cell] / norm : 0, isInsufficient: norm <= 0)
    }
  }

  private func bin(_ counts: PopulationCounts, _ population: Int, _ site: Int) -> Int {
    let (k, n) = (counts.derived(population, site), counts.called(population, site))
    return 100 * k > 99 * n ? Self.bins : k * Self.bins / n
  }

  private func centre(_ bin: Int) -> Double {
    bin == Self.bins ? 1 : (Double(bin) + 0.5) / Double(Self.bins)
  }
}
