/// Every statistic, by name.
public enum StatisticRegistry {
  /// The statistics, in the order of the reference pages.
  public static let all: [any Statistic] = [
    NucleotideDiversity(), SegregatingSites(), WattersonTheta(), ThetaH(), ThetaL(), DerivedSingletons(), Singletons(),
    TajimasD(), FayWuH(), FayWuHOriginal(), NormalisedFayWuH(), ZengE(), FuLiD(), FuLiF(), FuLiDStar(), FuLiFStar(),
    MaximumDerivedFrequency(),
    HaplotypeNumber(), HaplotypeDiversity(), HaplotypeH1(), HaplotypeH12(), HaplotypeH123(), HaplotypeH2(),
    HaplotypeH2ToH1(),
    OmegaMaximum(), OmegaAtMiddle(), KellyZnS(),
    DistanceVariance(of: .haplotypes), DistanceSkewness(of: .haplotypes), DistanceKurtosis(of: .haplotypes),
    TractLengthMean(), TractLengthMaximum(),
    SiteSpacingMean(), SiteSpacingVariance(),
    Heterozygosity(), InbreedingCoefficient(),
    GenotypeNumber(), GenotypeG1(), GenotypeG12(), GenotypeG123(), GenotypeG2ToG1(), GenotypeOmegaMaximum(),
    GenotypeZnS(), DistanceVariance(of: .genotypes), DistanceSkewness(of: .genotypes), DistanceKurtosis(of: .genotypes),
    Dxy(), NetDivergence(), FstHudson(), FstPatterson(), FstWeirCockerham(), Kst(), SharedSites(),
    PrivateSites(of: .first), PrivateSites(of: .second), FixedDifferences(), DxyMinimum(), Gmin(),
    DistanceRatio(of: .first),
    DistanceRatio(of: .second), DistanceRank(within: .first), DistanceRank(within: .second), LinkageRatio(),
    NearestNeighbour(),
    TractLengthMaximumBetween(), HKARatio(),
    F2(), F3(), F3Normalised(), F4(), PattersonsD(), IntrogressedShare(), PopulationBranch(),
    PopulationBranchNormalised(),
    JointSpectrum(populations: 2, folded: false), JointSpectrum(populations: 2, folded: true),
    JointSpectrum(populations: 2, bins: 4, folded: false), JointSpectrum(populations: 2, bins: 4, folded: true),
    JointSpectrum(populations: 3, folded: false), JointSpectrum(populations: 3, folded: true),
    JointSpectrum(populations: 3, bins: 4, folded: false), JointSpectrum(populations: 3, bins: 4, folded: true),
    CrossPopulationSpectrum(),
    ProjectedSpectrum(size: 10, folded: false), ProjectedSpectrum(size: 10, folded: true),
    BinnedSpectrum(folded: false), BinnedSpectrum(folded: true), SelectSpectrum(), HaplotypeScanSummary(),
    SweepLikelihoodMaximum(folded: false), SweepLikelihoodMaximum(folded: true), OmegaPlace(),
    SpacingSpectrum(), TractSpectrum(), LinkageByDistance(), RunsOfHomozygosity(),
    EvonetSpectra(),
    IntegratedHomozygosity(), DeltaHomozygosity(), TractScanSummary(), DerivedDiversitySummary(),
    PopulationScanSummary(), DerivedFrequencyDifference(),
  ]

  /// Statistics as other programs compute them, which need not keep the rules of ``Statistic``.
  public static let conventions: [any Statistic] = [
    DiploshicTajimasD(), DiploshicThetaH(), DiploshicFayWuH(), DiploshicMaximumDerivedFrequency(),
    DiploshicOmegaMaximum(), DiploshicDistances(.skewness, of: .haplotypes),
    DiploshicDistances(.excessKurtosis, of: .haplotypes), DiploshicGenotypeOmegaMaximum(),
    DiploshicGenotypeZnS(), DiploshicDistances(.skewness, of: .genotypes),
    DiploshicDistances(.excessKurtosis, of: .genotypes),
    FiletTajimasD(of: .first), FiletTajimasD(of: .second), FiletFst(), FiletNearestNeighbour(),
    FiletTractMaximumBetween(),
    FiletTractMean(of: .first), FiletTractMean(of: .second),
    PixyDiversity(), PixyDivergence(),
  ]

  /// The statistic `id`; an unknown one is an error that names the nearest spelling and the choices.
  public static func statistic(_ id: String) throws(StatisticsError) -> any Statistic {
    guard
      let found = (all + conventions).first(where: { $0.info.id == id }) ?? ProjectedSpectrum.named(id)
        ?? JointSpectrum.named(id)
    else {
      throw .unknownStatistic(id, known: (all + conventions).map(\.info.id))
    }
    return found
  }
}
