import Groundwork
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import VariantFiles

@Suite struct WindowTrackTests {
  private let windows = (0..<5).map { Interval(contig: "chr1", start: 10 * $0, end: 10 * $0 + 10) }

  /// Base by base; names with and without "chr" are one.
  @Test func meansOfStretches() throws {
    var stream = RandomStream(seed: 5, replicate: 0, purpose: .parameters)
    for _ in 0..<50 {
      var text = ""
      var values = [Double](repeating: .nan, count: 60)
      var start = 0
      while start < 55 {
        start += Int(stream.next() % 8)
        let end = start + 2 + Int(stream.next() % 20)
        let value = Double(Int(stream.next() % 21)) - 10
        text += "1\t\(start)\t\(end)\t\(value)\n"
        for base in start..<min(end, 60) { values[base] = value }
        start = end
      }
      let track = try TrackFile.read(text: Array(text.utf8), path: "x")[0]
      let found = WindowTrack.values(of: track, windows)
      for (window, value) in zip(windows, found) {
        let own = values[window.start..<window.end].filter(\.isFinite)
        let mean = own.reduce(0, +) / Double(own.count)
        #expect(own.isEmpty ? value.isNaN : abs(value - mean) < 1e-12, "\(text) \(window)")
      }
    }
  }

  @Test func sitesFurthestFromZero() throws {
    let text = "1\t3\t4\t1\n1\t4\t5\t-3\n1\t5\t6\t2.5\n1\t20\t21\t0\n1\t39\t40\t7\n1\t40\t41\t-1\n"
    let track = try TrackFile.read(text: Array(text.utf8), path: "x")[0]
    let values = WindowTrack.values(of: track, windows)
    #expect(values.map { $0.isNaN ? "-" : "\($0)" } == ["-3.0", "-", "0.0", "7.0", "-1.0"])
  }

  /// A scan of one chromosome has nothing of the track of another, and is a scan all the same.
  @Test func tracksOfOtherContigs() throws {
    let folder = try TemporaryFolder()
    try "chr9\t0\t10\t3\n".write(toFile: folder.file("x.bedgraph"), atomically: false, encoding: .utf8)
    var source = Study.DataSource(variants: [])
    source.tracks = [folder.file("x.bedgraph")]
    let tracks = try WindowTrack.all(source, windows)
    #expect(tracks.count == 1 && tracks[0].values.allSatisfy(\.isNaN))
    #expect(tracks[0].name.contains("no value in these windows; the file has chr9"))
  }

  /// cM/Mb; a window of which the map covers less than half has no rate.
  @Test func ratesOfAMap() throws {
    let map = try RateMap(breakpoints: [6, 12, 34], rates: [1e-8, 4e-8])
    let rates = WindowTrack.rates(["1": map], windows)
    #expect(rates[0].isNaN && rates[3].isNaN && rates[4].isNaN)
    #expect(abs(rates[1] - 3.4) < 1e-9 && abs(rates[2] - 4) < 1e-9)
    #expect(WindowTrack.rates(["2": map], windows).filter { !$0.isNaN }.isEmpty)
    #expect(WindowTrack.rates(["": map], windows)[2].isFinite, "a map that names no contig is of the only one")
  }
}
