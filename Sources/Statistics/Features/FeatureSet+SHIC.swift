extension FeatureSet {
  /// The recipes of S/HIC.
  static let everySHIC: [FeatureSet] = [
    shic(phased: true, polarised: true, withMaximumDerivedFrequency: false),
    shic(phased: true, polarised: true, withMaximumDerivedFrequency: true),
    shic(phased: true, polarised: false, withMaximumDerivedFrequency: false),
    shic(phased: false, polarised: true, withMaximumDerivedFrequency: false),
    shic(phased: false, polarised: true, withMaximumDerivedFrequency: true),
    shic(phased: false, polarised: false, withMaximumDerivedFrequency: false),
  ]

  /// The features of S/HIC (Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928), or their nearest counterpart for
  /// the data at hand.
  ///
  /// - `phased`: false puts multilocus genotypes and genotype correlations in place of haplotypes and r2.
  /// - `polarised`: false leaves out what needs derived alleles (theta_H, Fay & Wu's H, the maximum derived frequency).
  /// - `withMaximumDerivedFrequency`: the twelfth statistic of the human scan (Schrider & Kern 2017,
  ///   doi:10.1093/molbev/msx154); not for unpolarised data.
  public static func shic(phased: Bool, polarised: Bool, withMaximumDerivedFrequency: Bool) -> FeatureSet {
    let withMaximum = polarised && withMaximumDerivedFrequency
    var statistics: [any Statistic] = [NucleotideDiversity(), SegregatingSites()]
    if polarised { statistics.append(ThetaH()) }
    statistics.append(TajimasD())
    if polarised { statistics.append(FayWuH()) }
    if withMaximum { statistics.append(MaximumDerivedFrequency()) }
    if phased {
      statistics += [
        HaplotypeNumber(), HaplotypeH1(), HaplotypeH12(), HaplotypeH2ToH1(), OmegaMaximum(), KellyZnS(),
      ]
    } else {
      statistics += [
        GenotypeNumber(), GenotypeG1(), GenotypeG12(), GenotypeG2ToG1(), GenotypeOmegaMaximum(), GenotypeZnS(),
      ]
    }
    let id = "s-hic" + (withMaximum ? "-12" : "") + (polarised ? "" : "-folded") + (phased ? "" : "-unphased")
    let traits = [withMaximum ? "12 statistics" : nil, polarised ? nil : "folded", phased ? nil : "unphased"]
    let suffix = traits.compactMap { $0 }.joined(separator: ", ")
    return FeatureSet(
      id: id, title: "S/HIC" + (suffix.isEmpty ? "" : " (\(suffix))"), family: "s-hic", statistics: statistics,
      notes: """
        Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928: the 11 statistics of its program, read in its source; the
        twelfth, the maximum derived frequency, is of Schrider & Kern 2017, doi:10.1093/molbev/msx154. The forms for data
        without phase or ancestral alleles put multilocus genotypes in place of haplotypes, and leave out what needs
        derived alleles; they are of this program.
        """)
  }
}
