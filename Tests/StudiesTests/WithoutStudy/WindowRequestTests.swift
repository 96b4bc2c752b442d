import Studies
import StudyFiles
import TestSupport
import Testing

/// Windows asked for without a study.
@Suite struct WindowRequestTests {
  @Test func statisticsOfEachPopulationAndPair() throws {
    let text = try WindowRequest.expanded("pi, dxy, tajimasD@B; windows: whole", ["A", "B", "C"])
    #expect(text == "pi@A, pi@B, pi@C, dxy@A-B, dxy@A-C, dxy@B-C, tajimasD@B; windows: whole")
    #expect(try WindowRequest.expanded("pi, dxy", ["A"]) == "pi, dxy")
    #expect(try WindowRequest.expanded("diplos-hic", ["A", "B"]) == "diplos-hic")
    #expect(throws: StudyError.self) { try WindowRequest.expanded("f4, pi", ["A", "B", "C", "D", "E"]) }
  }

  @Test func windowsAndSteps() throws {
    var request = WindowRequest()
    request.features = "pi, ss"
    request.window = 50_000
    request.step = 10_000
    #expect(
      try request.settings(beside: ["x=1"]) == [
        "features='pi, ss; windows: whole'", "windows.length=50000", "windows.subwindows=1", "scan.minimum_sites=0",
        "x=1",
      ])
    #expect(throws: StudyError.self) { try request.settings(beside: ["windows.length=20kb"]) }
    request.step = 0
    #expect(throws: StudyError.self) { try request.settings(beside: []) }
    var unnamed = WindowRequest()
    unnamed.window = 50_000
    #expect(throws: StudyError.self) { try unnamed.settings(beside: []) }
    #expect(try unnamed.settings(beside: ["features=s-hic"]).contains("windows.length=50000"))
    request.features = "s-hic"
    request.step = 10_000
    #expect(throws: StudyError.self) { try request.settings(beside: []) }
    // Whole windows have no subwindows to speak of, unless they are asked for.
    var whole = WindowRequest()
    whole.features = "pi; windows: whole"
    #expect(try whole.settings(beside: ["windows.length=7kb"]).contains("windows.subwindows=1"))
    #expect(try !whole.settings(beside: ["windows.subwindows=7"]).contains("windows.subwindows=1"))
  }
}
