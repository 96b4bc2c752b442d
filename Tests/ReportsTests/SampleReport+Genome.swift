import Reports

/// A genome like that of people: 22 contigs.
extension SampleReport {
  /// 24,000 windows and 200 regions.
  static func genome() -> ReportContents {
    var contents = contents(windows: 300, subwindows: 11)
    let counts = (1...22).map { $0 <= 20 ? 1091 : 1090 }
    contents.scan = counts.enumerated().map { place, count in
      let track = track(contig: "chr\(place + 1)", windows: count)
      let regions = (0..<(place < 2 ? 10 : 9)).map { index -> ScanRegion in
        let window = track.windows[index * count / 10 + 3]
        return ScanRegion(
          start: window.start, end: window.end, kind: index % 2 == 0 ? "hard" : "soft", probability: 0.8)
      }
      return ScanTrack(
        contig: track.contig, classes: track.classes, windows: track.windows, marks: track.marks, regions: regions)
    }
    contents.tracks = [tracks(contents.scan)[0]]
    contents.genes = [:]
    for track in contents.scan {
      contents.genes[track.contig] = track.windows.enumerated().filter { $0.offset % 10 == 0 }.map {
        ScanMark(start: $0.element.start, end: $0.element.start + 9000, label: "GENE\($0.offset)")
      }
    }
    let regions = contents.scan.flatMap { track in
      track.regions.map { ("\(track.contig):\($0.start + 1)-\($0.end)", $0.kind) }
    }
    contents.calledRegions = ReportTable(
      header: ["region", "class", "windows", "peak", "probability at the peak", "genes"],
      rows: regions.map { [$0.0, $0.1, "1", $0.0, "0.800", "GENE1, GENE2 (12,000 bases away)"] })
    let example = contents.reasons[0]
    contents.reasons = regions.enumerated().map { index, one in
      var reason = CallReason(region: one.0, kind: one.1)
      reason.notes = example.notes
      reason.links = [.init("UCSC", "https://genome.ucsc.edu/"), .init("Ensembl", "https://www.ensembl.org/")]
      reason.evidence = (0..<8).map { .init(feature: "h12_win\($0)", observed: 0.5, ratio: 3) }
      reason.pictures = index < 6 ? example.pictures + example.pictures : []
      return reason
    }
    contents.distributions = (0..<11).map {
      FeatureDistribution(
        feature: "h12_win\($0)", classes: classes, quantiles: classes.map { _ in [0.1, 0.2, 0.3, 0.4, 0.5] })
    }
    return contents
  }
}
