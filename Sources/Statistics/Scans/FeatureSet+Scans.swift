extension FeatureSet {
  /// The recipes of spectra and scans within windows.
  static let everyOfScans: [FeatureSet] = [
    FeatureSet(
      id: "sfselect", title: "SFselect", partition: .whole, normalisation: .none, statistics: [SelectSpectrum()],
      notes: """
        Ronen et al. 2013, doi:10.1534/genetics.113.152587; what is certain is on the statistic's page.
        """),
    pavlidis(folded: false), pavlidis(folded: true),
    FeatureSet(
      id: "haplotype-scans", title: "iHS, nSL and iHH12 in windows", partition: .whole, normalisation: .none,
      statistics: [HaplotypeScanSummary()],
      notes: """
        Of this program: the scans of Voight et al. 2006 (doi:10.1371/journal.pbio.0040072), Ferrer-Admetlla et al. 2014
        (doi:10.1093/molbev/msu077) and Torres et al. 2018 (doi:10.1371/journal.pgen.1007387), summed up.
        """),
    FeatureSet(
      id: "recombination", title: "haplotypes and linkage, for recombination rates", partition: .whole,
      normalisation: .none,
      statistics: [
        SegregatingSites(), NucleotideDiversity(), HaplotypeNumber(), HaplotypeDiversity(), HaplotypeH1(), KellyZnS(),
        LinkageByDistance(), DistanceVariance(of: .haplotypes), TractSpectrum(),
      ],
      notes: """
        Summaries of haplotypes and linkage in the manner of Lin et al. 2013 and FastEPRR (Gao et al. 2016,
        doi:10.1534/g3.116.028233). FastEPRR's own list, checked in its source (`util.R`, `ms.c`), has four numbers of the
        sites that are no singletons: the number of different haplotypes, the share of pairs of haplotypes that differ,
        the mean of r2 over pairs of sites, and the mean over pairs of sites of the variance of pairwise differences at the
        two. The first three are here as `haplotypeCount`, `haplotypeDiversity` and `ZnS`, but of all sites; the fourth is
        not. The others are a choice in their manner; the list of Lin et al. was not at hand.
        """),
  ]

  private static func pavlidis(folded: Bool) -> FeatureSet {
    FeatureSet(
      id: folded ? "pavlidis-folded" : "pavlidis", title: "maxima of CLR and omega\(folded ? ", folded" : "")",
      family: "pavlidis", partition: .whole, normalisation: .none,
      statistics: [SweepLikelihoodMaximum(folded: folded), OmegaMaximum(), OmegaPlace()],
      notes: """
        Pavlidis, Jensen & Stephan 2010, Genetics 185:907 (doi:10.1534/genetics.110.116459): heights and places of the two
        maxima. The paper's abstract and its table of power, the parts that could be read, say that a support vector machine
        combines statistics of the spectrum (SweepFinder's) and of linkage (omega); that these four are its vector is from
        memory and not confirmed.
        """)
  }
}
