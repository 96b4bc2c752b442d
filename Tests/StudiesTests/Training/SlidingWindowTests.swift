import Groundwork
import Haplotypes
import Statistics
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Tables of overlapping windows, in which subwindows are computed once, against each window by itself.
@Suite struct SlidingWindowTests {
  /// Rows of each usable window, computed by itself.
  private func direct(_ folder: TemporaryFolder, _ settings: [String]) throws -> [[Double]] {
    let study = try StudyFile.parse(
      "study: features", path: "x", overrides: ["data.variants='\(folder.file("x.vcf"))'"] + settings)
    let data = try ObservedData(try #require(study.data))
    let calculator = try FeatureCalculator(
      featureSet: .named(study.features), layout: study.windows, haplotypeCount: data.haplotypeCount)
    return try WindowGrid(data, study).windows.filter { $0.insufficient == nil }.map {
      let whole = try data.contigs[$0.contig].sites.matrix()
      return calculator.row(whole, start: Double($0.interval.start), accessible: $0.accessible).values
    }
  }

  @Test(arguments: ["pi, H12, ZnS, distVar", "pi, H12; windows: whole", "s-hic"])
  func sameBits(features: String) throws {
    let folder = try TemporaryFolder()
    var stream = RandomStream(seed: 3, replicate: 0, purpose: .mask)
    var matrix = HaplotypeMatrix(haplotypeCount: 12, ploidies: [2, 2, 2, 2, 2, 2])
    for position in stride(from: 0, to: 6000, by: 7) {
      let mask: UInt64 = stream.uniform() < 0.1 ? 0b11 << UInt64(2 * stream.index(below: 6)) : 0
      matrix.append(
        position: Double(position), alleles: [UInt64(stream.index(below: 4094) + 1) & ~mask], missing: [mask])
    }
    try MadeUp.write(matrix, length: 6000, folder)
    // The gap leaves out windows in the middle; the regions lie apart and begin anywhere, one before the other.
    try AtomicFile.write("1\t0\t2950\n1\t3020\t5100\n1\t5130\t6000\n", to: folder.file("m.bed"))
    let base = [
      "windows.length=1100", "windows.subwindows=11", "scan.minimum_sites=5", "features='\(features)'",
      "data.ancestral=auto",
    ]
    for more in [
      [], ["data.accessible='\(folder.file("m.bed"))'", "scan.minimum_accessible=0.6"],
      ["data.region=['1:3214-6000', '1:38-2501']"],
    ] {
      let expected = try direct(folder, base + more)
      for threads in [1, 3] {
        let made = try FileFeatures(folder.file("x.vcf"), settings: base + more, threads: threads) { _, _, _ in }
        #expect(made.table.rowCount == expected.count && expected.count > 20)
        #expect(made.table.values == expected.flatMap { $0 }, "\(features) \(more)")
      }
    }
  }
}
