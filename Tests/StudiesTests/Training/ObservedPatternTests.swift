import Haplotypes
import Studies
import TestSupport
import Testing
import Training

/// Missing calls and masks that simulated windows copy from observed ones.
@Suite struct ObservedPatternTests {
  @Test func nothingToCopy() throws {
    let folder = try TemporaryFolder()
    try MadeUp.write(MadeUp.matrix(length: 1500, step: 10), length: 1500, folder)
    let (study, data) = try MadeUp.observed(folder)
    let windows = try #require(ObservedWindows(try WindowGrid(data, study)))
    #expect(ObservedPattern(windows, data, study.windows, study.likeness) == nil)
  }

  @Test func copiesAreDeterministicAndExact() throws {
    let folder = try TemporaryFolder()
    // Haplotypes 2k and 2k + 1 of an individual lack calls together, as a VCF has it.
    let matrix = MadeUp.matrix(length: 1500, step: 10) { site in 0b11 << UInt64(site % 4 * 2) }
    try MadeUp.write(matrix, length: 1500, folder)
    try "1\t0\t700\n1\t720\t1500\n".write(toFile: folder.file("m.bed"), atomically: false, encoding: .utf8)
    let (study, data) = try MadeUp.observed(folder, "data.accessible=m.bed")
    let grid = try WindowGrid(data, study)
    let windows = try #require(ObservedWindows(grid))
    let pattern = try #require(ObservedPattern(windows, data, study.windows, study.likeness))
    var simulated = HaplotypeMatrix(haplotypeCount: 8)
    for site in 0..<60 { simulated.append(position: Double(site) * 18.3, alleles: [0xFF]) }
    var seen: Set<[Range<Int>]> = []
    for replicate in 0..<40 as Range<UInt64> {
      let copy = try pattern.apply(to: simulated, seed: 5, replicate: replicate)
      let again = try pattern.apply(to: simulated, seed: 5, replicate: replicate)
      #expect(copy.matrix == again.matrix && copy.accessible == again.accessible)
      let accessible = try #require(copy.accessible)
      seen.insert(accessible)
      #expect(
        grid.windows.contains { window in
          window.accessible
            == accessible.map { $0.lowerBound + window.interval.start..<$0.upperBound + window.interval.start }
        })
      let missing = try #require(copy.matrix.missing)
      for site in 0..<60 {
        #expect(missing[site].nonzeroBitCount == 2, "each observed site lacks one individual")
        #expect(copy.matrix.words[site] == 0xFF & ~missing[site], "a missing call has no allele")
      }
      #expect(copy.matrix.positions == simulated.positions)
    }
    #expect(seen.count == grid.windows.count, "every window is copied by some replicate")
  }

  /// Whatever decides what is copied is in the key of the simulation, and nothing else of the data is.
  @Test func theKeyHoldsWhatIsCopied() throws {
    let folder = try TemporaryFolder()
    try MadeUp.write(MadeUp.matrix(length: 1500, step: 10), length: 1500, folder)
    try "1\t0\t1200\n1\t1220\t1500\n".write(toFile: folder.file("m.bed"), atomically: false, encoding: .utf8)
    try "1\t0\t1200\n1\t1230\t1500\n".write(toFile: folder.file("n.bed"), atomically: false, encoding: .utf8)
    func key(_ one: String, _ two: String = "scan.call_threshold=0.5") throws -> String {
      let (study, data) = try MadeUp.observed(folder, one, two)
      return try TrainingSimulation(study, data: data).key
    }
    let masked = try key("data.accessible=m.bed")
    #expect(try key("data.accessible=m.bed", "scan.call_threshold=0.9") == masked)
    #expect(try key("data.accessible=n.bed") != masked)
    #expect(try key("data.accessible=m.bed", "data.region='1:1-1300'") != masked)
    // The windows at 0 and 100 have 110 sites, the others 108: with 109 asked for, only those two are copied.
    #expect(try key("data.accessible=m.bed", "scan.minimum_sites=108") == masked)
    #expect(try key("data.accessible=m.bed", "scan.minimum_sites=109") != masked)
    #expect(try key("data.accessible=m.bed", "likeness.mask=false") != masked)
    #expect(try key("data.accessible=m.bed", "likeness.missing=false") == masked)
    let open = try key("scan.minimum_sites=5")
    #expect(try key("data.accessible=m.bed", "likeness.mask=false") == open)
    #expect(try key("likeness.misorientation=0.01") != open)
    let folded = try key("data.ancestral=none")
    #expect(
      try key("data.ancestral=none", "likeness.misorientation=0.01") == folded,
      "folded features know no ancestral allele")
    #expect(try key("likeness.switch_error=0.01") != open)
    #expect(open != masked)
    #expect(try key("scan.minimum_sites=9") == open)
    #expect(try key("data.region='1:1-1300'") == open)
  }
}
