import Haplotypes
import VariantFiles

/// The segregating sites in each window of `length` bases of a VCF or BCF whose ancestral alleles are in INFO/AA.
func sitesInWindows(of path: String, length: Int) throws -> [(window: Interval, sites: Int)] {
  let file = try VariantFile(path: path)
  let options = VariantReadOptions(polarisation: .infoAA, minimumCallRate: 0.9)
  var windows: [(Interval, Int)] = []
  for contig in try file.wholeContigs() {
    let variants = try file.read(contig, samples: nil, options: options)
    for start in stride(from: contig.start, to: contig.end - length + 1, by: length) {
      let sites = variants.matrix.sites(from: Double(start), to: Double(start + length))
      windows.append((Interval(contig: contig.contig, start: start, end: start + length), sites.count))
    }
    print("\(contig.contig): \(variants.ledger.summary)")
  }
  return windows
}
