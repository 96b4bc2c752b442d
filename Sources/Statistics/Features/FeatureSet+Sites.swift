extension FeatureSet {
  /// The statistics of the short stretches that points along a chromosome are scored by (``SiteTracks``).
  static let everySites: [FeatureSet] = [
    sites(phased: true, polarised: true), sites(phased: true, polarised: false),
    sites(phased: false, polarised: true), sites(phased: false, polarised: false),
  ]

  /// The statistics of stretches for data that are phased and polarised or not; none is normalised, because what a stretch is
  /// compared with is its chromosome and not a window (``SiteLevels``).
  public static func sites(phased: Bool, polarised: Bool) -> FeatureSet {
    var statistics: [any Statistic] = [
      NucleotideDiversity(), SegregatingSites(), Singletons(), BinnedSpectrum(folded: true),
    ]
    if phased {
      statistics += [HaplotypeH12(), HaplotypeH1(), HaplotypeNumber(), DistanceVariance(of: .haplotypes)]
    } else {
      statistics += [GenotypeG12(), GenotypeG1(), GenotypeNumber(), DistanceVariance(of: .genotypes)]
    }
    if polarised { statistics.append(ThetaH()) }
    let suffix = (polarised ? "" : "-folded") + (phased ? "" : "-unphased")
    let traits = [polarised ? nil : "folded", phased ? nil : "unphased"].compactMap { $0 }.joined(separator: ", ")
    return FeatureSet(
      id: "sites" + suffix, title: "Selected sites" + (traits.isEmpty ? "" : " (\(traits))"), family: "sites",
      normalisation: .none, statistics: statistics,
      notes: """
        Of this program: the statistics of stretches of some 20 kb that a scan for selected sites (`scan.answer: sites`) is made of.
        They are not normalised within a window; the scan divides diversity and densities of sites by the level of the chromosome, and
        compares each stretch with rings of stretches about it. H12 and H1 are those of Garud et al. 2015,
        doi:10.1371/journal.pgen.1005004.
        """)
  }
}
