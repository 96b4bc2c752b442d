extension FeatureSet {
  /// The recipes of earlier classifiers of sweeps.
  static let everyOfSweeps: [FeatureSet] = [evonet, evolBoosting, hierarchicalBoosting, hierarchicalBoostingOfTwo]

  /// evoNet: 345 columns for 3 regions.
  private static let evonet = FeatureSet(
    id: "evonet", title: "evoNet",
    partition: .parts([
      WindowPart(name: "near", stretches: [0.4..<0.6]),
      WindowPart(name: "mid", stretches: [0.2..<0.4, 0.6..<0.8]),
      WindowPart(name: "far", stretches: [0..<0.2, 0.8..<1]),
    ]),
    statistics: [
      (SegregatingSites(), .perBase(power: -1)), (TajimasD(), .none), (MinorAlleleSpectrum(), .none),
      (SpacingSpectrum(fine: true), .none), (TractSpectrum(fine: true), .none), (LinkageSpectrum(), .none),
    ],
    ofFirstPart: [HaplotypeH1(), HaplotypeH12(), HaplotypeH2()],
    notes: """
      Sheehan & Song 2016, doi:10.1371/journal.pcbi.1004845. 345 columns: the numbers of sites and Tajima's D (3 each), the
      folded spectrum (150), distances between sites (48), identical tracts (90) and linkage (48) in three regions, and
      H1, H12 and H2. Certain: the number of columns and their kinds. From memory: how many each kind has, and that the
      regions are the middle fifth, the two fifths around it and the rest. Chosen here: the edges of the bins of lengths
      and of linkage, linkage as r2 of pairs within a region, and H1, H12 and H2 of the region in the middle. Distances and
      tracts of the outer regions go across what lies between their two stretches.
      """)

  private static let evolBoosting = FeatureSet(
    id: "evolboosting", title: "evolBoosting", normalisation: .none,
    statistics: [
      WattersonTheta(), NucleotideDiversity(), ThetaH(), TajimasD(), FayWuHOriginal(), IntegratedHomozygosity(),
    ],
    notes: """
      Lin et al. 2011, doi:10.1534/genetics.110.122614. Certain, as the abstract names them: Watterson's theta, pi and iHH.
      From memory: theta_H, Tajima's D, Fay & Wu's H, and that all are taken in each subwindow. Chosen here: iHH is the
      mean over the subwindow's sites, of each allele, and is followed to the subwindow's ends only.
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
    XP-CLR "among others". Which of them each step of the boosting takes was not confirmed; XP-CLR is not here. Chosen
    here: windows have the largest and the mean of each scan, not standardised along the genome as the browser's are, nSL
    and iHH12 stand beside iHS, and the CLR is SweepFinder's against the neutral spectrum.
    """
}
