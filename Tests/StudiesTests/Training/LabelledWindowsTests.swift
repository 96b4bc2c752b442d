import Haplotypes
import StudyFiles
import TestSupport
import Testing
import Training

/// Learning from labelled regions of the data.
@Suite struct LabelledWindowsTests {
  private func interval(_ start: Int, _ end: Int) -> Interval { Interval(contig: "1", start: start, end: end) }

  @Test func aWindowHasTheLabelOfTheRegionThatHoldsIt() {
    let regions = [(interval(0, 100), 0), (interval(100, 300), 1), (interval(250, 400), 1), (interval(390, 500), 0)]
      .map { (interval: $0.0, label: $0.1) }
    func label(_ start: Int, _ end: Int) -> Int? { LabelledWindows.label(of: interval(start, end), regions) }
    #expect(label(10, 100) == 0 && label(100, 110) == 1 && label(260, 290) == 1 && label(450, 500) == 0)
    // Over a border, outside, and where two labels meet.
    #expect(label(90, 110) == nil && label(500, 510) == nil && label(495, 505) == nil && label(391, 399) == nil)
  }

  @Test("Blocks are replicates, the windows where they meet are left out, and classes are the names of the regions")
  func blocks() throws {
    let folder = try TemporaryFolder()
    let length = 20_000
    try MadeUp.write(MadeUp.matrix(length: length, step: 10), length: length, folder)
    let bed = (0..<20).map { "chr1\t\($0 * 1000)\t\(($0 + 1) * 1000)\t\($0 % 3 == 0 ? "slow" : "fast")\n" }
    try bed.joined().write(toFile: folder.file("labels.bed"), atomically: true, encoding: .utf8)
    let text = """
      data: {variants: x.vcf, labels: labels.bed}
      windows: {length: 100, subwindows: 1}
      features: "pi, ss; windows: whole"
      scan: {minimum_sites: 2}
      """
    let study = try StudyFile.parse(text, path: folder.file("x.yaml"))
    #expect(study.classNames == ["slow", "fast"])
    let data = try ObservedData(try #require(study.data))
    let windows = try LabelledWindows(
      study, data, labels: folder.file("labels.bed"), threads: 2, progress: { _, _, _ in })
    // Ten blocks of 2,000 bases; of 20 windows in each the last is left out.
    #expect(windows.table.rowCount == 190 && windows.atBorders == 10)
    #expect(Set(windows.table.replicates).count == 10)
    let counts = (0..<10).map { block in windows.table.replicates.count { $0 == UInt64(block) } }
    #expect(counts.allSatisfy { $0 == 19 })
    for (row, replicate) in windows.table.replicates.enumerated() {
      let place = Int(replicate) * 20 + row % 19
      #expect(windows.table.labels[row] == (place / 10 % 3 == 0 ? 0 : 1))
    }
  }

  @Test(arguments: [
    ("chr1\t0\t20000\tslow\n", "regions called 'slow' only"),
    ("chr1\t0\t20000\n", "the fourth column names the region"),
    ("chr1\t0\t10000\tslow\nchr1\t10000\t10050\tfast\n", "within a region called 'fast'"),
    ("chr1\t0\t3000\tslow\nchr1\t3000\t6000\tfast\n", "3 blocks of 20 windows, expected at least 5"),
  ])
  func mistakes(_ bed: String, _ words: String) throws {
    let folder = try TemporaryFolder()
    try MadeUp.write(MadeUp.matrix(length: 20_000, step: 10), length: 20_000, folder)
    try bed.write(toFile: folder.file("labels.bed"), atomically: true, encoding: .utf8)
    let text = """
      data: {variants: x.vcf, labels: labels.bed}
      windows: {length: 100, subwindows: 1}
      features: "pi; windows: whole"
      scan: {minimum_sites: 2}
      """
    let error = #expect(throws: StudyError.self) {
      let study = try StudyFile.parse(text, path: folder.file("x.yaml"))
      let data = try ObservedData(try #require(study.data))
      _ = try LabelledWindows(study, data, labels: folder.file("labels.bed"), threads: 1, progress: { _, _, _ in })
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
