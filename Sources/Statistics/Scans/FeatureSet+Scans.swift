extension FeatureSet {
  /// The recipes of spectra and scans within windows.
  static let everyOfScans: [FeatureSet] = [
    // Ronen et al. 2013, doi:10.1534/genetics.113.152587; what is certain is on the statistic's page.
    FeatureSet(
      id: "sfselect", title: "SFselect", partition: .whole, normalisation: .none, statistics: [SelectSpectrum()]),
    // Pavlidis, Jensen & Stephan 2010, Genetics 185:907: heights and places of the two maxima. That these
    // four are the vector is from memory; their program combines SweepFinder's and OmegaPlus's tables.
    pavlidis(folded: false), pavlidis(folded: true),
    FeatureSet(
      id: "haplotype-scans", title: "iHS, nSL and iHH12 in windows", partition: .whole, normalisation: .none,
      statistics: [HaplotypeScanSummary()]),
    // Summaries that tell of recombination, as Lin et al. 2013 and FastEPRR take them: haplotypes and linkage. Their own
    // lists were not at hand; this is a choice in their manner.
    FeatureSet(
      id: "recombination", title: "haplotypes and linkage, for recombination rates", partition: .whole,
      normalisation: .none,
      statistics: [
        SegregatingSites(), NucleotideDiversity(), HaplotypeNumber(), HaplotypeDiversity(), HaplotypeH1(), KellyZnS(),
        LinkageByDistance(), DistanceVariance(), TractSpectrum(),
      ]),
  ]

  private static func pavlidis(folded: Bool) -> FeatureSet {
    FeatureSet(
      id: folded ? "pavlidis-folded" : "pavlidis", title: "maxima of CLR and omega\(folded ? ", folded" : "")",
      family: "pavlidis", partition: .whole, normalisation: .none,
      statistics: [SweepLikelihoodMaximum(folded: folded), OmegaMaximum(), OmegaPlace()])
  }
}
