import Groundwork
import Haplotypes
import Statistics
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

  /// Sites that were left out for their call rate say in simulations what they say in the data: that one population could not be
  /// compared there.
  @Test func sitesLeftOutForTheirCallsStayAsPlaces() throws {
    let folder = try TemporaryFolder()
    let complete = MadeUp.matrix(length: 1100, step: 10)
    // At every other site two of the first population have calls, and none of the second.
    let poor = MadeUp.matrix(length: 1100, step: 10) { $0 % 2 == 0 ? 0 : 0b1111_0011 }
    try MadeUp.write(poor, length: 1100, folder)
    let (study, data) = try MadeUp.observed(folder)
    let windows = try #require(ObservedWindows(try WindowGrid(data, study)))
    let pattern = try #require(ObservedPattern(windows, data, study.windows, study.likeness))
    let copy = try pattern.apply(to: complete, seed: 5, replicate: 0).matrix
    #expect(copy.places?.dropped.isEmpty == false && copy.siteCount < complete.siteCount)
    let observed = try data.contigs[0].sites.matrix(from: 0, to: 1100)
    for matrix in [observed, copy] {
      let window = HaplotypeWindow(matrix, populationSizes: [4, 4], from: 0, to: 1100)
      #expect(window.population(0).accessibleBases == 1100 && window.population(1).accessibleBases == 550)
    }
  }

  /// Runs of places count as if each were written out.
  @Test(arguments: 0..<30 as Range<UInt64>) func missingCallsInOrder(_ seed: UInt64) {
    var stream = RandomStream(seed: 7, replicate: seed, purpose: .likeness)
    var matrix = HaplotypeMatrix(haplotypeCount: 70)
    var (complete, lost): ([Range<Int>], [Range<Int>]) = ([], [])
    var (partial, missing): ([Double], [UInt64]) = ([], [])
    var dropped: Set<Int> = []
    var naive: [[UInt64]?] = []
    let all: [UInt64] = [.max, 63]
    for base in 0..<200 {
      let (own, rest): (UInt64, UInt64) = (stream.next(), stream.next() & 63)
      switch Int(stream.next() % 6) {
      case 0:
        matrix.append(position: Double(base), alleles: [0, 0], missing: [own, rest])
        naive.append([own, rest])
      case 1, 2:
        complete.append(base..<base + 1)
        naive.append([0, 0])
      case 3:
        lost.append(base..<base + 1)
        naive.append(all)
      case 4:
        if own % 3 == 0 { dropped.insert(partial.count) }
        naive.append(own % 3 == 0 ? nil : [own, rest])
        partial.append(Double(base))
        missing += [own, rest]
      default: break
      }
    }
    func joined(_ runs: [Range<Int>]) -> [Range<Int>] {
      runs.reduce(into: []) { found, run in
        if let last = found.last, last.upperBound == run.lowerBound {
          found[found.count - 1] = last.lowerBound..<run.upperBound
        } else {
          found.append(run)
        }
      }
    }
    let places = CallPlaces(
      complete: joined(complete), lost: joined(lost), partial: partial, missing: missing, dropped: dropped)
    var calls = MissingCalls(matrix.with(places), copiesPartial: true)
    #expect(calls.count == naive.count)
    for (index, expected) in naive.enumerated() {
      var mask: [UInt64] = [1, 1]
      #expect(calls.copy(index, to: &mask) == (expected != nil))
      if let expected { #expect(mask == expected) }
    }
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
