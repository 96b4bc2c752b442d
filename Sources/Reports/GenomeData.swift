import Groundwork

/// The scan as the page's script takes it: contig by contig, starts as runs of steps, shares in thousandths.
enum GenomeData {
  /// The values of `contents`; nil if nothing was scanned.
  static func value(_ contents: ReportContents) -> JSONValue? {
    let tracks = contents.scan.filter { !$0.windows.isEmpty }
    let classes = tracks.first?.classes ?? []
    let names = uniqued(contents.numberScan.map(\.name))
    let contigs =
      tracks.isEmpty ? numberContigs(contents.numberScan, names) : tracks.map { .pairs(classContig($0)) }
    guard !contigs.isEmpty else { return nil }
    return .pairs([
      ("classes", .texts(classes)), ("colours", .texts(Palette.classColours(classes))),
      ("sought", .wholes(classes.indices.filter { contents.soughtClasses.contains(classes[$0]) })),
      ("threshold", .number(contents.callThreshold)), ("numbers", .texts(tracks.isEmpty ? names : [])),
      ("contigs", .list(contigs)),
    ])
  }

  private static func classContig(_ track: ScanTrack) -> [(String, JSONValue)] {
    let windows = track.windows
    var pairs = place(track.contig, windows.map { ($0.start, $0.end) })
    pairs += [
      (
        "probabilities",
        .list(track.classes.indices.map { index in .wholes(windows.map { thousandths($0, index) }) })
      ),
      ("calls", .wholes(windows.map { isUsable($0) ? $0.mostProbable ?? -1 : -1 })),
    ]
    pairs += details(windows.map(\.details))
    pairs.append(("marks", marks(track.marks)))
    pairs.append(
      (
        "regions",
        .list(
          track.regions.map {
            .list([.whole($0.start), .whole($0.end), .text($0.kind), .text($0.probability.fixed(3))])
          })
      ))
    return pairs
  }

  private static func numberContigs(_ tracks: [NumberTrack], _ names: [String]) -> [JSONValue] {
    uniqued(tracks.map(\.contig)).compactMap { contig in
      let own = tracks.filter { $0.contig == contig }
      guard let first = own.first, !first.windows.isEmpty else { return nil }
      let numbers = own.map { track in
        JSONValue.list(
          (0..<3).map { part in
            .numbers(track.windows.map { $0.estimate.isEmpty ? .nan : $0.estimate[part] })
          })
      }
      return .pairs(
        place(contig, first.windows.map { ($0.start, $0.end) })
          + [("numbers", .list(numbers)), ("marks", marks(first.marks)), ("regions", .list([]))])
    }
  }

  /// The name of a contig and where its windows begin and end.
  private static func place(_ contig: String, _ windows: [(start: Int, end: Int)]) -> [(String, JSONValue)] {
    // Steps from start to start, those alike counted.
    var runs: [(step: Int, count: Int)] = []
    for (window, next) in zip(windows, windows.dropFirst()) {
      let step = next.start - window.start
      if runs.last?.step == step { runs[runs.count - 1].count += 1 } else { runs.append((step, 1)) }
    }
    let lengths = windows.map { $0.end - $0.start }
    let isUniform = lengths.allSatisfy { $0 == lengths[0] }
    return [
      ("name", .text(contig)), ("first", .whole(windows[0].start)),
      ("steps", .list(runs.map { .wholes([$0.step, $0.count]) })),
      ("lengths", isUniform ? .whole(lengths[0]) : .wholes(lengths)),
    ]
  }

  /// What is known of windows besides; nothing that is the same for all of them.
  private static func details(_ all: [ScanWindow.Details?]) -> [(String, JSONValue)] {
    var pairs: [(String, JSONValue)] = []
    if all.contains(where: { $0 != nil }) { pairs.append(("sites", .wholes(all.map { $0?.sites ?? -1 }))) }
    if all.contains(where: { ($0?.accessible ?? 1) < 1 }) {
      pairs.append(("accessible", .wholes(all.map { thousandths($0?.accessible ?? 1) })))
    }
    if all.contains(where: { $0?.q != nil }) {
      pairs.append(("q", .wholes(all.map { ($0?.q).map(thousandths) ?? -1 })))
    }
    return pairs
  }

  private static func marks(_ marks: [ScanMark]) -> JSONValue {
    .list(marks.map { .list([.whole($0.start), .whole($0.end), .text($0.label)]) })
  }

  private static func isUsable(_ window: ScanWindow) -> Bool {
    !window.probabilities.isEmpty && window.probabilities.allSatisfy(\.isFinite)
  }

  private static func thousandths(_ window: ScanWindow, _ index: Int) -> Int {
    isUsable(window) ? thousandths(window.probabilities[index]) : 0
  }

  private static func thousandths(_ share: Double) -> Int { Int((share * 1000).rounded()) }

  private static func uniqued(_ names: [String]) -> [String] {
    var known: Set<String> = []
    return names.filter { known.insert($0).inserted }
  }
}
