extension FeatureSet {
  /// The recipes of earlier classifiers of sweeps.
  static let everyOfSweeps: [FeatureSet] = [evonet, evolBoosting, hierarchicalBoosting, hierarchicalBoostingOfTwo]

  private static let evonet = FeatureSet(
    id: "evonet", title: "evoNet", partition: .whole, normalisation: .none, statistics: [EvonetSpectra()],
    notes: """
      Sheehan & Song 2016, doi:10.1371/journal.pcbi.1004845. Number, kinds, order, regions, bins and scales were checked
      against the source of the authors' program (`ZIstats` and `HapConfigZI`, version of 11 March 2016), which
      makes 345 numbers of 100 haplotypes and 100 kb; where it is not followed, the statistic's page says so.
      """)

  private static let evolBoosting = FeatureSet(
    id: "evolboosting", title: "evolBoosting", normalisation: .none,
    statistics: [
      WattersonTheta(), NucleotideDiversity(), ThetaH(), TajimasD(), FayWuHOriginal(), IntegratedHomozygosity(),
    ],
    notes: """
      Lin et al. 2011, doi:10.1534/genetics.110.122614. Checked against the paper's abstract and introduction, the part
      that could be read: Watterson's theta, pi and iHH. From memory, and not confirmed: theta_H, Tajima's D, Fay & Wu's
      H, and that all are taken in each subwindow. Chosen here: iHH is the mean over the subwindow's sites, of each
      allele, and is followed to the subwindow's ends only.
      """)

  private static let hierarchicalBoosting = FeatureSet(
    id: "hierarchical-boosting", title: "hierarchical boosting (one population)", family: "hierarchical-boosting",
    partition: .whole, normalisation: .none, statistics: testsOfOne, notes: boostingNotes)

  private static let hierarchicalBoostingOfTwo = FeatureSet(
    id: "hierarchical-boosting-2", title: "hierarchical boosting (against another population)",
    family: "hierarchical-boosting", partition: .whole, normalisation: .none,
    statistics: testsOfOne.map { StatisticOfPopulations($0, of: [0]) }
      + [FstHudson(), PopulationScanSummary(), DerivedFrequencyDifference()],
    notes: boostingNotes + """

      The first population is the one that is looked at; the second is the one that it is compared with.
      """)

  /// The tests of one population, so far as they are here.
  private static let testsOfOne: [any Statistic] = [
    TajimasD(), NormalisedFayWuH(), FuLiDStar(), FuLiFStar(), SweepLikelihoodMaximum(folded: false),
    HaplotypeScanSummary(), DeltaHomozygosity(),
  ]

  private static let boostingNotes = """
    Pybus et al. 2015, doi:10.1093/bioinformatics/btv493, on the tests of the 1000 Genomes Selection Browser. Certain: its
    abstract lists Tajima's D, the CLR, Fay & Wu's H, Fu & Li's F* and D*, XP-EHH, delta-iHH, iHS, F_ST, delta-DAF and
    XP-CLR "among others". Checked in the manual of the authors' package (hierarchicalBoosting, `manual.Rnw`): its example
    has CLR, iHS, Fay & Wu's H, Tajima's D, Fu & Li's D and XP-EHH, one number each for windows of 25 kb (minimum, maximum
    or mean), says that any tests will do, and gives every step of the boosting all of them. XP-CLR is not here. Chosen
    here: windows have the largest and the mean of each scan, not standardised along the genome as the browser's are, nSL
    and iHH12 stand beside iHS, and the CLR is SweepFinder's against the neutral spectrum.
    """
}
