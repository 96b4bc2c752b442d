/// What is compared in pairs.
public enum ComparedUnit: Sendable, CaseIterable {
  /// Haplotypes, which needs their phase.
  case haplotypes
  /// Genotypes of diploid individuals.
  case genotypes

  /// The name of the statistic that is called `name` of haplotypes: distVar, genotypeDistVar.
  func id(_ name: String) -> String {
    self == .haplotypes ? name : "genotype" + name.prefix(1).uppercased() + name.dropFirst()
  }

  /// What differences are counted between, in titles.
  var differences: String { self == .haplotypes ? "pairwise differences" : "genotype differences" }

  /// The number whose distribution is described, in pages.
  var number: String {
    self == .haplotypes
      ? "the number of sites at which two haplotypes differ"
      : "the number of sites at which the genotypes of two individuals differ"
  }

  /// What the pages say of needs and of missing data.
  var rules: String {
    switch self {
    case .haplotypes:
      """
      - Needs phased haplotypes.
      - Missing data: two haplotypes are compared over the sites called in both, and the number of their
        differences is taken times all sites over these; a pair without such a site is left out.
      """
    case .genotypes:
      """
      - Individuals are pairs of neighbouring haplotypes; an odd number of haplotypes is refused by the feature
        calculator.
      - Missing data: an individual with a missing allele is missing; two individuals are compared over the sites
        called in both, and the number of their differences is taken times all sites over these; a pair without
        such a site is left out.
      """
    }
  }

  /// The distribution of that number over all pairs.
  func distances(_ window: HaplotypeWindow) -> DistanceMoments {
    self == .haplotypes ? window.distances : window.genotypeDistances
  }
}
