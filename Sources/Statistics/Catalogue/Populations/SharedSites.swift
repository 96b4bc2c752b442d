/// Shared sites; `info.reference` is its page.
public struct SharedSites: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "sharedSites", title: "Shared sites", unit: "per base", doi: "10.1371/journal.pgen.1007341", version: 2,
    populations: 2,
    reference: """
      Sites that segregate in both populations, per accessible base (counts of shared and private sites are
      features of Schrider et al. 2018, doi:10.1371/journal.pgen.1007341). Folded: exchanging the alleles of a
      site changes nothing. Exchanging the populations changes nothing.

      - Missing data: alleles are counted for each site; a site without a call in one of the populations does not
        count, and the accessible bases are taken times the share of the other sites and places
        (see `pi`).
      - Empty window, or no accessible base: 0.
      - Insufficient: without an accessible base; where no site or place is called in both populations.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient without an accessible base, and where no site or place is called in both populations.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.classesPerSharedBase(window.siteClasses.shared)
  }
}
