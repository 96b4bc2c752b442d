/// f_d; `info.reference` is its page.
public struct IntrogressedShare: ScalarStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "fd", title: "f_d", unit: "1", doi: "10.1093/molbev/msu269", populations: 4,
    reference: """
      Martin's f_d, the share of the second population that came from the third: sum of ABBA - BABA over what it
      would be if the second and the third were the same, with their higher frequency in place of both at each
      site (Martin, Davey & Jiggins 2015, doi:10.1093/molbev/msu269). The populations are P1, P2, P3 and the
      outgroup, whose commoner allele is taken as ancestral; sites where none is commoner are left out. Folded:
      exchanging the alleles of a site changes nothing.

      ABBA - BABA at a site = ((1 - p1) p2 - p1 (1 - p2)) p3 (1 - p4).

      - Missing data: sites with a called allele in each population.
      - Empty window, or a denominator of 0: 0.
      - Insufficient: where ABBA is not in excess, as f_d then means nothing, or where the denominator is not
        above 0.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`; insufficient where ABBA is not in excess, as f_d then means nothing, or where the denominator
  /// is not above 0.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let sums = window.introgressionSums
    guard sums.most > 0 else { return .insufficient(0) }
    return StatisticValue(sums.excess / sums.most, isInsufficient: sums.excess < 0)
  }
}
