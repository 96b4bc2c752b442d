import CHtslibShims
import Haplotypes

/// How many alleles the calls of each sample have in a region: what decides a sample's ploidy there if they do not all have the
/// same number.
///
/// The ploidy is the largest number of alleles that at least a tenth of the sample's calls have. So the haploid calls that some
/// callers write within deletions never make a diploid sample haploid, however many they are, and the few diploid calls of a male
/// on X (the pseudoautosomal part is 2 % of it in humans) do not make him diploid. All calls of all records of the region
/// count, so that neither the order of the records nor the cutting into blocks matters; the region is the unit because a
/// sample may rightly differ between regions, as a male does inside and outside the pseudoautosomal part.
struct PloidyCensus {
  /// The ploidy of each sample; 0 without a call.
  let ploidies: [UInt8]
  /// The samples that have calls of several ploidies.
  let mixed: [String]
  /// All calls, and those that do not have the ploidy of their sample.
  let calls: Int
  let others: Int

  /// Looks through the records of `region`.
  init(
    _ file: VariantFile, _ region: Interval, _ samples: [String], selection: [String]?, _ options: VariantReadOptions
  ) throws(VariantFilesError) {
    let cursor = try VariantCursor(
      path: file.path, indexPath: file.indexPath, region: region, selection: selection, options: options)
    let layout = SampleLayout(samples, cursor)
    var tallies = [UInt32](repeating: 0, count: 256 * samples.count)
    var isInRegion = false
    while let place = try cursor.nextPlace() {
      if place.isNewContig {
        let wasInRegion = isInRegion
        isInRegion = cursor.currentContig == region.contig
        // Only contigs of assembly files come back.
        if wasInRegion && !cursor.currentContig.hasPrefix("<") { break }
      }
      guard isInRegion, place.position > region.start else { continue }
      if place.position > region.end { break }
      try cursor.parse()
      if cursor.fields.has_genotypes != 0, let format = cursor.genotypeFormat { layout.countPloidies(format, &tallies) }
    }
    var ploidies: [UInt8] = []
    var mixed: [String] = []
    var (calls, others) = (0, 0)
    for (index, name) in samples.enumerated() {
      let own = tallies[256 * index..<256 * (index + 1)]
      let total = own.reduce(0) { $0 + Int($1) }
      let least = min(own.max() ?? 0, UInt32((total + 9) / 10))
      let ploidy = (own.lastIndex { $0 >= max(1, least) } ?? own.startIndex) - own.startIndex
      ploidies.append(UInt8(ploidy))
      calls += total
      others += total - Int(own[own.startIndex + ploidy])
      if own.count(where: { $0 > 0 }) > 1 { mixed.append(name) }
    }
    self.ploidies = ploidies
    self.mixed = mixed
    self.calls = calls
    self.others = others
  }
}
