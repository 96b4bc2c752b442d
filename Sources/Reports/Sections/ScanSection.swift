import Groundwork

/// The classes along the genome.
enum ScanSection {
  static func section(_ contents: ReportContents) -> Section {
    let tracks = contents.scan.filter { !$0.windows.isEmpty }
    return Section(id: "scan", title: "Genome scan") {
      if tracks.isEmpty && contents.numberScan.isEmpty {
        Piece.nothing("No windows were scanned.")
      }
      regions(contents)
      if let data = GenomeData.value(contents) {
        HTML.element("div", [Attribute("id", "genome-view"), Attribute("hidden", "hidden")]) { "" }
        HTML.data(Attribute("id", "genome-data"), data)
      }
      ReasonsSection.html(contents)
      if !tracks.isEmpty || !contents.numberScan.isEmpty {
        HTML.element("details", [Attribute("id", "genome-stills"), Attribute("open", "open")]) {
          HTML.element("summary") { "Each contig in one picture" }
          stills(contents, tracks)
        }
      }
    }
  }

  private static func stills(_ contents: ReportContents, _ tracks: [ScanTrack]) -> HTML {
    let total = tracks.reduce(0) { $0 + $1.windows.count }
    let ofClasses = tracks.filter { !$0.classes.isEmpty }
    return HTML.joined([
      contents.numberScan.isEmpty
        ? .empty
        : Piece.paragraph(
          "Predicted numbers along each contig; the band should hold the truth in nine windows of ten."),
      .joined(
        contents.numberScan.map { track in
          HTML.element("figure", [Attribute("data-contig", track.contig)]) {
            NumberTrackFigure.html(track)
            HTML.element("figcaption") {
              "\(track.name), contig \(track.contig)\(track.isLogarithmic ? ", on a logarithmic axis" : "")"
            }
          }
        }),
      ofClasses.isEmpty
        ? .empty
        : Piece.paragraph(
          "Stacked probabilities of the classes along each contig; the strip below shows the class called. Gaps are "
            + "stretches without windows; hatched windows held too little data for a call."),
      .joined(ofClasses.enumerated().map { figure($1, of: total, isOpen: $0 < 30) }),
      layers(contents, tracks),
    ])
  }

  /// What stands below the scan, contig by contig.
  private static func layers(_ contents: ReportContents, _ tracks: [ScanTrack]) -> HTML {
    guard !contents.tracks.isEmpty || !contents.genes.isEmpty else { return .empty }
    var contigs = tracks.map { (name: $0.contig, places: $0.places) }
    for track in contents.numberScan where !contigs.contains(where: { $0.name == track.contig }) {
      contigs.append((track.contig, track.windows.map { ($0.start, $0.end) }))
    }
    let total = contigs.reduce(0) { $0 + $1.places.count }
    return .joined(
      contigs.map { contig in
        TrackFigure.html(contig.name, contig.places, contents.tracks, contents.genes[contig.name] ?? [], of: total)
      })
  }

  private static func figure(_ track: ScanTrack, of total: Int, isOpen: Bool) -> HTML {
    let content = HTML.joined([
      Piece.legend(
        zip(track.classes, Palette.classColours(track.classes)).map { (name: $0, colour: $1) }),
      HTML.element("figure", [Attribute("data-contig", track.contig)]) {
        ScanFigure.html(track, of: total)
        HTML.element("figcaption") { caption(track, of: total) }
      },
    ])
    return HTML.element("details", isOpen ? [Attribute("open", "open")] : []) {
      HTML.element("summary") { "Contig \(track.contig)" }
      content
    }
  }

  /// The number of windows of each call.
  static func caption(_ track: ScanTrack, of total: Int) -> String {
    var parts = track.classes.indices.map { index in
      "\(track.classes[index]) \(track.windows.count { $0.called == index }.grouped)"
    }
    let insufficient = track.windows.count { $0.called == nil }
    if insufficient > 0 { parts.append("insufficient data \(insufficient.grouped)") }
    let windows = track.windows.count == 1 ? "1 window" : "\(track.windows.count.grouped) windows"
    let drawn = ScanFigure.columns(track.windows, of: total).count
    let note = drawn < track.windows.count ? " Drawn as \(drawn.grouped) means of neighbouring windows." : ""
    return "\(windows): \(parts.joined(separator: ", ")).\(note)"
  }

  private static func regions(_ contents: ReportContents) -> HTML {
    guard let table = contents.calledRegions else { return .empty }
    if table.rows.isEmpty { return Piece.nothing("No region passed the threshold.") }
    return .joined([
      Piece.heading("Called regions"),
      Piece.table(
        table,
        caption: (table.rows.count == 1 ? "One region" : "\(table.rows.count.grouped) regions")
          + (contents.populations == nil
            ? "; neighbouring windows of the same class are merged"
            : ", each from the first to the last base that was called in any population; of each population the highest probability there "
              + "and its log-odds beside the others"),
        name: "regions"),
    ])
  }
}
