extension FeatureSet {
  /// The recipes of several populations, and those of free-standing windows.
  static let everyOfPopulations: [FeatureSet] = [
    FeatureSet(
      id: "filet", title: "FILET (22 statistics)", family: "filet", partition: .whole,
      statistics: filet(all: false, asFilet: false), notes: filetNotes),
    FeatureSet(
      id: "filet-31", title: "FILET (31 statistics)", family: "filet", partition: .whole,
      statistics: filet(all: true, asFilet: false), notes: filetNotes),
    FeatureSet(
      id: "filet.filet", title: "FILET (22 statistics, as FILET's program)", family: "filet", partition: .whole,
      statistics: filet(all: false, asFilet: true), notes: filetProgramNotes),
    FeatureSet(
      id: "filet-31.filet", title: "FILET (31 statistics, as FILET's program)", family: "filet", partition: .whole,
      statistics: filet(all: true, asFilet: true), notes: filetProgramNotes),
    jointSpectrum("joint-sfs", populations: 2, folded: false),
    jointSpectrum("joint-sfs-folded", populations: 2, folded: true),
    jointSpectrum("joint-sfs-3", populations: 3, folded: false),
    jointSpectrum("joint-sfs-3-folded", populations: 3, folded: true),
    FeatureSet(
      id: "xp-sfselect", title: "XP-SFselect", partition: .whole, normalisation: .none,
      statistics: [CrossPopulationSpectrum()],
      notes: """
        Ronen et al. 2013, doi:10.1534/genetics.113.152587: bins and scaling as read in the program; what differs is on the
        statistic's page.
        """),
    FeatureSet(
      id: "sample-stats", title: "sample_stats of ms", partition: .whole,
      statistics: [
        (NucleotideDiversity(), .perBase(power: -1)), (SegregatingSites(), .perBase(power: -1)), (TajimasD(), .none),
        (ThetaH(), .perBase(power: -1)), (FayWuHOriginal(), .perBase(power: -1)),
      ],
      notes: """
        Hudson 2002, doi:10.1093/bioinformatics/18.2.337: what 'sample_stats', which comes with ms, prints, in its order:
        totals, not per base, and H as pi - theta_H.
        """),
  ]

  private static let filetNotes = """
    Schrider et al. 2018, doi:10.1371/journal.pgen.1007341: the statistics of its program, in its order; 31 are what it prints,
    22 what its example keeps. Each is by its definition; sums over sites are per accessible base.
    """

  private static let filetProgramNotes = """
    Schrider et al. 2018, doi:10.1371/journal.pgen.1007341, as its program computes the statistics from simulations, quirks
    included (see Peers.md).
    """

  /// The features of FILET (Schrider et al. 2018, doi:10.1371/journal.pgen.1007341), in its order: 31, or the 22 that its
  /// example keeps; `asFilet` puts what its program computes from simulations in place of what it means.
  private static func filet(all: Bool, asFilet: Bool) -> [(any Statistic, Normalisation)] {
    func own(_ population: Int, _ tajimasD: any Statistic) -> [any Statistic] {
      func of(_ statistic: any Statistic) -> any Statistic { StatisticOfPopulations(statistic, of: [population]) }
      let isPrivate = PrivateSites(of: population == 0 ? .first : .second)
      return [of(NucleotideDiversity()), of(DistanceVariance(of: .haplotypes)), of(SegregatingSites()), isPrivate]
        + (all ? [of(ThetaH())] : []) + [asFilet ? tajimasD : of(TajimasD())]
        + (all ? [of(FayWuH()), of(HaplotypeNumber())] : []) + [of(KellyZnS())]
    }
    let before: [any Statistic] =
      own(0, FiletTajimasD(of: .first)) + own(1, FiletTajimasD(of: .second))
      + (asFilet ? [FiletFst(), FiletNearestNeighbour()] : [Kst(), NearestNeighbour()]) + [Dxy(), DxyMinimum()]
    var behind: [any Statistic] = [
      LinkageRatio(), DistanceRatio(of: .first), DistanceRatio(of: .second), DistanceRank(within: .first),
      DistanceRank(within: .second),
    ]
    if all && asFilet {
      behind += [FiletTractMaximumBetween(), FiletTractMean(of: .first), FiletTractMean(of: .second)]
    } else if all {
      behind.append(TractLengthMaximumBetween())
      for population in 0..<2 { behind.append(StatisticOfPopulations(TractLengthMean(), of: [population])) }
    }
    // FILET divides even gmin, a ratio, by the number of bases.
    return before.map { ($0, .none) } + [(Gmin(), asFilet ? .perBase(power: 1) : .none)]
      + behind.map { ($0, .none) }
  }

  private static func jointSpectrum(_ id: String, populations: Int, folded: Bool) -> FeatureSet {
    FeatureSet(
      id: id, title: "joint spectrum of \(populations) populations\(folded ? ", folded" : "")", family: "joint-sfs",
      partition: .whole, normalisation: .none,
      statistics: [JointSpectrum(populations: populations, bins: 4, folded: folded)],
      notes: """
        Smith et al. 2017, doi:10.1111/mec.14223, bin joint spectra into a few classes of frequency for machine learning;
        four equal bins are the choice made here.
        """)
  }
}
