import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// The fast decoding of diploid BCF records: what was written comes back, plane by plane.
@Suite struct BinaryKernelTests {
  let folder = try? TemporaryFolder()

  /// Sizes around the 32 samples of a word; a third of the calls has a missing allele in each plane.
  @Test(arguments: [1, 2, 31, 32, 33, 64, 65, 100])
  func diploidCallsOfBCF(samples: Int) throws {
    var state = UInt64(samples)
    func random() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
    let folder = try #require(folder)
    for isPhased in [true, false] {
      var matrix = HaplotypeMatrix(
        haplotypeCount: 2 * samples, ploidies: [UInt8](repeating: 2, count: samples), isPhased: isPhased)
      for site in 0..<50 {
        var (alleles, missing) = ([UInt64](), [UInt64]())
        for word in 0..<matrix.wordsPerSite {
          let bits = min(64, 2 * samples - 64 * word)
          let valid = bits == 64 ? UInt64.max : (1 << UInt64(bits)) - 1
          let blank = site % 2 == 0 ? 0 : random() & random() & valid & ~3
          alleles.append(random() & valid & ~blank)
          missing.append(blank)
        }
        // Both alleles at every site.
        alleles[0] = alleles[0] & ~3 | 2
        matrix.append(position: Double(10 * site), alleles: alleles, missing: missing)
      }
      let path = folder.file("\(samples)-\(isPhased).bcf")
      try VariantWriter.write(
        matrix, contig: "2", length: 1000, sampleNames: (0..<samples).map { "s\($0)" }, command: "test", to: path)
      let file = try VariantFile(path: path)
      let result = try file.read(file.region("2"), samples: nil)
      #expect(result.matrix.words == matrix.words && result.matrix.positions == matrix.positions)
      #expect((result.matrix.missing ?? []) == (matrix.missing ?? []))
      #expect(result.matrix.isPhased == isPhased && result.ledger.used == 50)
      // Reversed samples go through the general decoder.
      let reversed = try file.read(file.region("2"), samples: (0..<samples).reversed().map { "s\($0)" })
      for site in 0..<50 {
        let forth = Array(alleles(result.matrix, site))
        let pairs = stride(from: 0, to: forth.count, by: 2).map { String(forth[$0...$0 + 1]) }
        #expect(pairs.reversed().joined() == alleles(reversed.matrix, site))
      }
    }
  }
}
