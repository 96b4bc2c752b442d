extension FeatureSet {
  /// The features of diploS/HIC (Kern & Schrider 2018, doi:10.1534/g3.118.200262): 15 of haplotypes, 12 of diploid
  /// genotypes.
  ///
  /// The sets `.diploshic` hold the same statistics as the program diploSHIC 1.1.0 computes them from simulations
  /// (`fvecSim`), whatever one may think of that; they are for comparisons and for models made with it.
  static let everyDiploSHIC: [FeatureSet] = [
    FeatureSet(
      id: "diplos-hic", title: "diploS/HIC (haplotypes)", family: "diplos-hic",
      statistics: [
        NucleotideDiversity(), WattersonTheta(), TajimasD(), ThetaH(), FayWuH(), MaximumDerivedFrequency(),
        HaplotypeNumber(), HaplotypeH1(), HaplotypeH12(), HaplotypeH2ToH1(), KellyZnS(), OmegaMaximum(),
        DistanceVariance(of: .haplotypes), DistanceSkewness(of: .haplotypes), DistanceKurtosis(of: .haplotypes),
      ], notes: diploSHICNotes),
    FeatureSet(
      id: "diplos-hic-diploid", title: "diploS/HIC (genotypes)", family: "diplos-hic",
      statistics: [
        NucleotideDiversity(), WattersonTheta(), TajimasD(), DistanceVariance(of: .genotypes),
        DistanceSkewness(of: .genotypes),
        DistanceKurtosis(of: .genotypes), GenotypeNumber(), GenotypeG1(), GenotypeG12(), GenotypeG2ToG1(),
        GenotypeZnS(),
        GenotypeOmegaMaximum(),
      ], notes: diploSHICNotes),
    FeatureSet(
      id: "diplos-hic.diploshic", title: "diploS/HIC (haplotypes, as diploSHIC 1.1.0)", family: "diplos-hic",
      statistics: asDiploSHIC([
        NucleotideDiversity(), WattersonTheta(), DiploshicTajimasD(), DiploshicThetaH(), DiploshicFayWuH(),
        DiploshicMaximumDerivedFrequency(), HaplotypeNumber(), HaplotypeH1(), HaplotypeH12(), HaplotypeH2ToH1(),
        KellyZnS(), DiploshicOmegaMaximum(), DistanceVariance(of: .haplotypes),
        DiploshicDistances(.skewness, of: .haplotypes),
        DiploshicDistances(.excessKurtosis, of: .haplotypes),
      ]), notes: programNotes),
    FeatureSet(
      id: "diplos-hic-diploid.diploshic", title: "diploS/HIC (genotypes, as diploSHIC 1.1.0)", family: "diplos-hic",
      statistics: asDiploSHIC([
        NucleotideDiversity(), WattersonTheta(), DiploshicTajimasD(), DistanceVariance(of: .genotypes),
        DiploshicDistances(.skewness, of: .genotypes), DiploshicDistances(.excessKurtosis, of: .genotypes),
        GenotypeNumber(), GenotypeG1(),
        GenotypeG12(), GenotypeG2ToG1(), DiploshicGenotypeZnS(), DiploshicGenotypeOmegaMaximum(),
      ]), notes: programNotes),
  ]

  private static let diploSHICNotes = """
    Kern & Schrider 2018, doi:10.1534/g3.118.200262: the statistics of its program diploSHIC 1.1.0, in its order, each by its
    definition.
    """

  private static let programNotes = """
    Kern & Schrider 2018, doi:10.1534/g3.118.200262, as its program diploSHIC 1.1.0 computes the vectors from simulations
    ('fvecSim'), quirks included; equal to it within 1e-9 where positions are whole bases as it makes them.
    """

  /// A statistic that may be undefined in diploSHIC is then flat in the whole row.
  private static func asDiploSHIC(_ statistics: [any Statistic]) -> [(any Statistic, Normalisation)] {
    statistics.map { ($0, $0 is any DiploshicStatistic ? .shicFlattening : .shic) }
  }
}
