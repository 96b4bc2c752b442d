/// Integrated haplotype homozygosity within a window; `info.reference` is its page.
public struct IntegratedHomozygosity: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "ihh", title: "Integrated haplotype homozygosity", unit: "window",
    doi: "10.1371/journal.pbio.0040072", needsPhase: true, needsPolarisation: true,
    reference: """
      The mean over the sites of the window of iHH, the integral of extended haplotype homozygosity, of carriers of the
      ancestral and of the derived allele, as a share of the window's length (Voight et al. 2006,
      doi:10.1371/journal.pbio.0040072): columns "ihhAncestral" and "ihhDerived".

      Haplotypes are followed to the ends of the window, where curves of homozygosity that have not ended are cut; sites with
      a minor allele rarer than 0.05 are no cores.

      - Needs phased haplotypes and derived alleles (polarised data).
      - Missing data: a missing allele counts as the commoner one of its site where haplotypes are compared, and its
        haplotype carries neither allele where the site is the core.
      - Empty window: 0 in all columns.
      - Insufficient: a column without a site that has a value.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["ihhAncestral", "ihhDerived"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let length = window.end - window.start
    let values = window.scan().integratedHomozygosity()
    for sums in [values.ancestral, values.derived] {
      let known = sums.compactMap { $0 }
      let mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
      output.append(length > 0 ? mean / length : 0, isInsufficient: known.isEmpty)
    }
  }
}
