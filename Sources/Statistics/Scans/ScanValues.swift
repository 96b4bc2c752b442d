/// What a scan in one direction found, by site; NaN where it has no value.
struct ScanValues: Sendable {
  /// Of all haplotypes, or of those with the ancestral allele.
  var first: [Double]
  /// Of those with the derived allele.
  var second: [Double]

  init(siteCount: Int) {
    first = [Double](repeating: .nan, count: siteCount)
    second = first
  }
}
