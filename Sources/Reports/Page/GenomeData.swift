import Groundwork

/// The scan as the page's script takes it: contig by contig, starts as runs of steps, shares in thousandths.
enum GenomeData {
  /// The values of `contents`; nil if nothing was scanned.
  static func value(_ contents: ReportContents) -> JSONValue? {
    let tracks = contents.scan.filter { !$0.windows.isEmpty }
    let classes = tracks.first?.classes ?? []
    let names = uniqued(contents.numberScan.map(\.name))
    let contigs =
      tracks.isEmpty
      ? numberContigs(contents, names)
      : tracks.map { .pairs(classContig($0) + layers($0.contig, windows: $0.windows.count, contents)) }
    guard !contigs.isEmpty else { return nil }
    return .pairs([
      ("classes", .texts(classes)), ("colours", .texts(Palette.classColours(classes))),
      ("sought", .wholes(classes.indices.filter { contents.soughtClasses.contains(classes[$0]) })),
      ("threshold", .number(contents.callThreshold)), ("numbers", .texts(tracks.isEmpty ? names : [])),
      (
        "isLogarithmic",
        .wholes(names.map { name in contents.numberScan.contains { $0.name == name && $0.isLogarithmic } ? 1 : 0 })
      ),
      (
        "tracks",
        .list(
          contents.tracks.map {
            .pairs([("name", .text($0.name)), ("scale", .text($0.scale.rawValue)), ("colour", .text($0.ink))])
          })
      ), ("contigs", .list(contigs)),
    ])
  }

  /// The tracks and genes of a contig; a track that has no values there is null.
  private static func layers(_ contig: String, windows: Int, _ contents: ReportContents) -> [(String, JSONValue)] {
    var pairs: [(String, JSONValue)] = []
    if !contents.tracks.isEmpty {
      let all = contents.tracks.map { track -> JSONValue in
        guard let values = track.values[contig], values.count == windows else { return .number(.nan) }
        return track.scale == .share
          ? .packed(values.map { $0.isFinite ? thousandths($0) : -1 }) : .list(values.map { .brief($0) })
      }
      pairs.append(("tracks", .list(all)))
    }
    if let genes = contents.genes[contig], !genes.isEmpty { pairs.append(("genes", marks(genes))) }
    return pairs
  }

  private static func classContig(_ track: ScanTrack) -> [(String, JSONValue)] {
    let windows = track.windows
    var pairs = place(track.contig, windows.map { ($0.start, $0.end) })
    pairs += [
      (
        "probabilities",
        .list(track.classes.indices.map { index in .packed(windows.map { thousandths($0, index) }) })
      ),
      ("calls", .packed(windows.map { isUsable($0) ? $0.mostProbable ?? -1 : -1 })),
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

  private static func numberContigs(_ contents: ReportContents, _ names: [String]) -> [JSONValue] {
    let tracks = contents.numberScan
    return uniqued(tracks.map(\.contig)).compactMap { contig in
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
          + details(first.windows.map(\.details))
          + [("numbers", .list(numbers)), ("marks", marks(first.marks)), ("regions", .list([]))]
          + layers(contig, windows: first.windows.count, contents))
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
    if all.contains(where: { $0 != nil }) { pairs.append(("sites", .packed(all.map { $0?.sites ?? -1 }))) }
    // Of windows of which nothing is known the length does not matter.
    if let first = all.lazy.compactMap({ $0?.span }).first {
      let spans = all.map { $0?.span ?? first }
      pairs.append(("spans", spans.allSatisfy { $0 == first } ? .whole(first) : .wholes(spans)))
    }
    if all.contains(where: { ($0?.accessible ?? 1) < 1 }) {
      pairs.append(("accessible", .packed(all.map { thousandths($0?.accessible ?? 1) })))
    }
    if all.contains(where: { $0?.q != nil }) {
      pairs.append(("q", .packed(all.map { ($0?.q).map(thousandths) ?? -1 })))
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
