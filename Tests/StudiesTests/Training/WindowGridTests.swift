import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// The windows of a scan, and the regions they merge into.
@Suite struct WindowGridTests {
  @Test func everyWindowThatFits() throws {
    let folder = try TemporaryFolder()
    try MadeUp.write(MadeUp.matrix(length: 1550, step: 10), length: 1550, folder)
    let (study, data) = try MadeUp.observed(folder)
    let windows = try WindowGrid(data, study).windows
    #expect(windows.map(\.interval.start) == [0, 100, 200, 300, 400])
    #expect(windows.allSatisfy { $0.interval.length == 1100 && $0.focus.length == 100 })
    #expect(windows.map(\.focus.start) == [500, 600, 700, 800, 900])
    #expect(windows.allSatisfy { $0.sites == 110 && $0.insufficient == nil && $0.accessible == nil })
    let exact = try MadeUp.observed(folder, "data.region='1:451-1550'")
    #expect(try WindowGrid(exact.data, exact.study).windows.map(\.interval.start) == [450])
    let short = try MadeUp.observed(folder, "data.region='1:452-1550'")
    let error = #expect(throws: StudyError.self) { try WindowGrid(short.data, short.study) }
    #expect(error?.description.contains("no window of 1,100 bases fits") == true)
  }

  @Test func masksAndInsufficiency() throws {
    let folder = try TemporaryFolder()
    try MadeUp.write(MadeUp.matrix(length: 2400, step: 10), length: 2400, folder)
    // 80 of the bases 1,200 to 1,299 are inaccessible, and all from 2,200.
    try "chr1\t0\t1200\n1\t1280\t2200\n".write(toFile: folder.file("m.bed"), atomically: false, encoding: .utf8)
    let (study, data) = try MadeUp.observed(folder, "data.accessible=m.bed")
    let windows = try WindowGrid(data, study).windows
    #expect(windows.count == 14)
    // Subwindow 1,200 to 1,299 has a fifth of its bases, less than a quarter: windows from 200 to 1,200 hold it.
    let start = windows.map { $0.insufficient == .accessibility }
    #expect(start == (0..<14).map { $0 >= 2 })
    #expect(windows[1].accessible == [100..<1200] && windows[1].accessibleShare == 1)
    #expect(windows[2].accessible == [200..<1200, 1280..<1300])
    #expect(windows[2].accessibleShare == 1020.0 / 1100)
    let lenient = try MadeUp.observed(folder, "data.accessible=m.bed", "scan.minimum_accessible=0.2")
    let more = try WindowGrid(lenient.data, lenient.study).windows
    #expect(more.map { $0.insufficient == nil } == (0..<14).map { $0 <= 11 })
    let strict = try MadeUp.observed(folder, "scan.minimum_sites=111")
    let error = #expect(throws: StudyError.self) { try WindowGrid(strict.data, strict.study) }
    #expect(error?.description.contains("none of 14 windows can be classified: 14 too few sites") == true)
  }

  private static let sweeps = ["hard", "soft"]

  private func calls(_ text: String, contig: String = "1", from start: Int = 0) -> [CalledRegion.Call] {
    text.split(separator: " ").enumerated().map { index, word in
      let focus = Interval(contig: contig, start: start + 10 * index, end: start + 10 * index + 10)
      let kinds: [Character: String] = ["h": "hard", "s": "soft", "n": "neutral", "l": "linked-hard"]
      return (focus, word.first.flatMap { kinds[$0] }, Double(word.dropFirst()) ?? 0)
    }
  }

  @Test func neighboursOfOneCallMerge() {
    let regions = CalledRegion.merging(
      calls("n.9 h.6 h.8 h.7 s.9 l.9 h.5 x h.9 s.4 s.6"), of: Self.sweeps, threshold: 0.5)
    #expect(regions.map(\.interval.start) == [10, 40, 60, 80, 100])
    #expect(regions.map(\.interval.end) == [40, 50, 70, 90, 110])
    #expect(regions.map(\.kind) == ["hard", "soft", "hard", "hard", "soft"])
    #expect(regions.map(\.windowCount) == [3, 1, 1, 1, 1])
    #expect(regions.map(\.probability) == [0.8, 0.9, 0.5, 0.9, 0.6])
    #expect(regions[0].peak.start == 20)
    #expect(CalledRegion.merging([], of: Self.sweeps, threshold: 0).isEmpty)
    #expect(CalledRegion.merging(calls("n.9 l.8 x"), of: Self.sweeps, threshold: 0).isEmpty)
  }

  @Test func gapsAndContigsPart() {
    let apart = calls("h.9") + calls("h.9", from: 20) + calls("h.9", contig: "2", from: 30)
    #expect(CalledRegion.merging(apart, of: Self.sweeps, threshold: 0.5).count == 3)
    #expect(CalledRegion.merging(calls("h.9") + calls("h.9", from: 10), of: Self.sweeps, threshold: 0.5).count == 1)
  }

  /// Windows as evidence: h, s: called; l: beside a sweep; x: too little to say; n: like no sweep.
  private func evidence(_ text: String, contig: String = "1") -> [CalledRegion.Evidence] {
    zip(calls(text, contig: contig), text.split(separator: " ")).map { call, word in
      switch word.first {
      case "h", "s": .called(call)
      case "n": .without
      default: .between
      }
    }
  }

  @Test("Calls with only windows beside a sweep between them are one region, those with a window without any are two")
  func oneRegionASweep() {
    let regions = CalledRegion.sweeps(evidence("n.9 l.9 h.5 s.6 l.9 x h.4 l.9 n.9 h.7 n.9 s.8"), reach: 100)
    #expect(regions.map(\.interval.start) == [20, 90, 110] && regions.map(\.interval.end) == [70, 100, 120])
    #expect(regions.map(\.kind) == ["soft", "hard", "soft"] && regions.map(\.windowCount) == [3, 1, 1])
    #expect(regions[0].peak.start == 30 && regions[0].probability == 0.6)
    // The reach is from the end of a call to the start of the next.
    let apart = evidence("h.9 l.9 l.9 l.9 h.8")
    #expect(CalledRegion.sweeps(apart, reach: 30).count == 1 && CalledRegion.sweeps(apart, reach: 29).count == 2)
    #expect(CalledRegion.sweeps(evidence("h.9") + evidence("h.9", contig: "2"), reach: 100).count == 2)
    #expect(CalledRegion.sweeps([], reach: 100).isEmpty)
  }

  @Test func regionsOfSweepsByDefault() throws {
    #expect(try MadeUp.study("study: s\nrecipe: s-hic").scan.merging == .sweeps)
    #expect(try MadeUp.study("study: s\nscan: {regions: each}\nrecipe: s-hic").scan.merging == .each)
    #expect(try MadeUp.study("study: s\nclasses: {none: {}, into-a: {}}").scan.merging == .each)
  }

  @Test("Windows in which the classes looked for add up are one region, of the class that is ahead over all of them")
  func together() throws {
    let text = """
      study: s
      classes: {none: {}, into-a: {}, into-b: {}}
      scan: {regions: together, call_threshold: 0.6}
      """
    let study = try MadeUp.study(text)
    #expect(study.scan.classes == ["into-a", "into-b"] && study.scan.merging == .together)
    let values: [[Double]?] = [
      [0.5, 0.5, 0], [0.4, 0.35, 0.25], [0.3, 0.2, 0.5], [0.1, 0.8, 0.1], [0.9, 0.1, 0], nil, [0.2, 0.1, 0.7],
    ]
    let windows = values.enumerated().map { index, values in
      (focus: Interval(contig: "1", start: index * 10, end: index * 10 + 10), probabilities: values)
    }
    let regions = CalledRegion.merging(windows, together: study)
    #expect(regions.map(\.interval.start) == [10, 60] && regions.map(\.interval.end) == [40, 70])
    #expect(regions.map(\.kind) == ["into-a", "into-b"] && regions[0].peak.start == 30 && regions[0].windowCount == 3)
    #expect(abs(regions[0].probability - 0.9) < 1e-12)
    // What of that is of the class that is ahead, at the peak.
    for (region, share) in zip(regions, [0.8 / 0.9, 0.7 / 0.8]) {
      #expect(abs(try #require(region.kindShare) - share) < 1e-12)
    }
  }
}
