import Groundwork
import Statistics
import VariantFiles

/// Writes the features of ms text as the tests store them: s-hic-12 in 11 subwindows of 110 kb, each value v, between 0
/// and 1, as the whole number nearest to 65,535 v, two bytes, the lower first.
enum StoredVectors {
  /// The first `count` replicates of the file at `path`, of 20 haplotypes.
  static func write(_ path: String, count: Int, to output: String) throws {
    let layout = try WindowLayout(length: 110_000, subwindowCount: 11)
    let calculator = try FeatureCalculator(featureSet: .named("s-hic-12"), layout: layout, haplotypeCount: 20)
    var bytes: [UInt8] = []
    for matrix in try MSText.read(path, length: 110_000).prefix(count) {
      for value in calculator.row(matrix, start: 0, accessible: nil).values {
        let whole = UInt16((value * 65_535).rounded())
        bytes += [UInt8(truncatingIfNeeded: whole), UInt8(truncatingIfNeeded: whole >> 8)]
      }
    }
    try AtomicFile.write(bytes, to: output)
  }
}
