import Groundwork
import Haplotypes
import VariantFiles

/// What the genotypes say of the samples that the file does not.
enum SampleChecks {
  /// The share of the typical heterozygosity below which a diploid sample stands out.
  private static let lowShare = 0.35

  /// The diploid individuals of `matrix` with hardly a heterozygous site where the others have them: hemizygous males on an X
  /// chromosome written as diploid, or inbred. Empty unless they are a group apart: below `lowShare` of the median of the others,
  /// and with nobody in between.
  static func lowHeterozygosity(_ matrix: HaplotypeMatrix) -> [Int] {
    guard matrix.siteCount >= 100 else { return [] }
    let rates = matrix.heterozygosity()
    let diploid = matrix.ploidies.indices.filter { matrix.ploidies[$0] == 2 }.sorted { rates[$0] < rates[$1] }
    guard diploid.count >= 4, let highest = diploid.last, rates[highest] > 0 else { return [] }
    // The widest step between neighbours splits the samples in two.
    var split = 0
    var widest = 0.0
    for index in 1..<diploid.count {
      let step = rates[diploid[index]] - rates[diploid[index - 1]]
      if step > widest { (widest, split) = (step, index) }
    }
    let (low, high) = (diploid[..<split], diploid[split...])
    guard let largest = low.last, let middle = high.dropFirst(high.count / 2).first, high.count >= 2,
      rates[largest] < lowShare * rates[middle], widest > rates[middle] * 0.3
    else { return [] }
    return low.sorted()
  }

  /// Samples that are one individual twice, by their genotypes, in words; nil if there are none.
  static func noteOnDuplicates(_ matrix: HaplotypeMatrix, _ samples: [String]) -> String? {
    guard matrix.siteCount >= 1000 else { return nil }
    let pairs = matrix.identicalIndividuals(tolerance: 0.001)
    guard !pairs.isEmpty else { return nil }
    let names = pairs.map { "\(samples[$0.0]) = \(samples[$0.1])" }
    return
      "samples with the same genotypes at 99.9 % of the sites: \(ContigNames.list(names, limit: 6)); one individual twice? "
      + "data.samples can leave one out"
  }

  /// Long stretches of `region` without a site, where nothing says whether they could have been seen.
  static func gaps(_ positions: [Double], in region: Interval) -> [Interval] {
    guard positions.count >= 100 else { return [] }
    let mean = Double(region.length) / Double(positions.count)
    let places = [region.start] + positions.map { Int($0) } + [region.end]
    return zip(places, places.dropFirst()).filter { Double($1 - $0) > max(20_000, 100 * mean) }
      .map { Interval(contig: region.contig, start: $0, end: $1) }
  }

  /// ``gaps(_:in:)`` in words; nil if there are none.
  static func note(on gaps: [Interval]) -> String? {
    guard let longest = gaps.max(by: { $0.length < $1.length }) else { return nil }
    return
      "long stretches without a variant: \(gaps.count.grouped), \(gaps.reduce(0) { $0 + $1.length }.grouped) bases, the "
      + "longest \(longest); if they could not be sequenced, say so with data.accessible or data.inaccessible"
  }
}
