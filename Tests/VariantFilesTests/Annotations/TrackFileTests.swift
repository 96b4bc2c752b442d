import Testing
import VariantFiles

@Suite struct TrackFileTests {
  private func read(_ text: String) throws -> [TrackFile.Track] {
    try TrackFile.read(text: Array(text.utf8), path: "x")
  }

  @Test func bedGraph() throws {
    let tracks = try read(
      "browser position 1:1-9\ntrack type=bedGraph name=\"B values\" description=\"x\"\n1\t10\t20\t0.5\n1\t0\t10\t0.75\n2 5 6 NA\n"
    )
    #expect(tracks.map(\.name) == ["B values"])
    #expect(
      tracks[0].stretches == [
        "1": [.init(start: 0, end: 10, value: 0.75), .init(start: 10, end: 20, value: 0.5)]
      ])
    #expect(try read("track name=rates other=1\n1\t0\t1\t2\n")[0].name == "rates")
    #expect(try read("# a comment\n1\t0\t1\t-2e-3\n")[0].stretches["1"] == [.init(start: 0, end: 1, value: -0.002)])
  }

  /// What a site is, and raw values beside standardised ones, are no tracks.
  @Test func tablesOfScans() throws {
    let tracks = try read(
      "#chrom\tstart\tend\tderived_frequency\tcalled\tihs\tihs_std\tclr\n1\t4\t5\t0.5\t20\t1.5\tNA\t3\n1\t9\t10\t0.5\t20\t1\t-2.5\tNA\n"
    )
    #expect(tracks.map(\.name) == ["ihs_std", "clr"])
    #expect(tracks[0].stretches == ["1": [.init(start: 9, end: 10, value: -2.5)]])
    #expect(tracks[1].stretches == ["1": [.init(start: 4, end: 5, value: 3)]])
  }

  @Test(arguments: [
    ("1\t0\t10\n", "x:1: found '1\t0\t10'"), ("1\t0\t10\t1\t2\n", "1 value(s)"), ("1\t10\t10\t1\n", "found"),
    ("1\t0\t10\tmany\n", "found the value 'many'"), ("1\t0\t10\tinf\n", "found the value 'inf'"),
    ("", "there is no value"),
    ("1\t0\t10\tNA\n", "there is no value"), ("1\t-1\t10\t1\n", "expected contig, start, end"),
    ("#chrom\tstart\tend\ta\tb\n1\t0\t1\t1\n", "2 value(s)"),
  ])
  func wrongFiles(_ text: String, _ words: String) {
    let error = #expect(throws: VariantFilesError.self) { try read(text) }
    #expect(error?.description.contains(words) == true, "\(String(describing: error))")
  }
}
