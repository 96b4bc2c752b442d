/// Memory of the intermediate results that statistics share, used again from window to window.
final class SharedScratch {
  /// Haplotypes as rows of bits: word w of haplotype h is at w * rowStride + h.
  var rows = ScratchBuffer<UInt64>()
  /// The same of some of the sites.
  var partRows = ScratchBuffer<UInt64>()
  /// Heterozygous sites of individuals as rows, then homozygous derived ones.
  var genotypeRows = ScratchBuffer<UInt64>()
  /// Called sites of haplotypes (individuals) as rows.
  var calledRows = ScratchBuffer<UInt64>()
  /// Numbers of differences of pairs of rows.
  var differences = ScratchBuffer<UInt32>()
  /// Numbers of sites at which pairs of rows were compared.
  var compared = ScratchBuffer<UInt32>()
  /// Sums of powers of differences, as words.
  var powers = ScratchBuffer<UInt64>()
  /// Hashes of rows.
  var hashes = ScratchBuffer<UInt64>()
  /// Hash table of row indices.
  var table = ScratchBuffer<Int32>()
  /// Copies of each different row.
  var copies = ScratchBuffer<Int32>()
  /// Individuals with at least one derived allele, in planes.
  var low = ScratchBuffer<UInt64>()
  /// Individuals with two derived alleles, in planes.
  var high = ScratchBuffer<UInt64>()
  /// Individuals (haplotypes) that are called, in planes.
  var calledPlanes = ScratchBuffer<UInt64>()
  /// Individuals with a derived allele at each site, then those with two, then those that are called.
  var genotypeCounts = ScratchBuffer<UInt64>()
  /// The numbers among all sites of those whose genotypes vary.
  var ranks = ScratchBuffer<UInt32>()
  /// Sums of alleles of each site.
  var counts = ScratchBuffer<Double>()
  /// One over the variance term of each site.
  var weights = ScratchBuffer<Double>()
  /// Sums of r2 with the sites before each site.
  var before = ScratchBuffer<UInt64>()
  /// Sums of r2 with the sites after each site.
  var after = ScratchBuffer<UInt64>()
  /// Pairs in `before`.
  var beforePairs = ScratchBuffer<UInt64>()
  /// Pairs in `after`.
  var afterPairs = ScratchBuffer<UInt64>()
  /// Sums over the sites with each number of called alleles: sites, k (n - k), k^2.
  var perCalled = ScratchBuffer<Int>()
  /// Derived alleles of each site in the first population, then in the second ...
  var populationDerived = ScratchBuffer<UInt32>()
  /// Called alleles of each site in the first population, then in the second ...
  var populationCalled = ScratchBuffer<UInt32>()
  /// Distances of all haplotypes from all, row by row.
  var pairDistances = ScratchBuffer<Double>()
  /// Sites in the cells of a joint spectrum.
  var cells = ScratchBuffer<Double>()
  /// Variances of differences of estimators of theta, by estimators and sample size.
  var differenceVariances: [Int: ThetaDifferenceVariance] = [:]
}
