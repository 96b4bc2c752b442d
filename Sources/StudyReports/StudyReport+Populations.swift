import Groundwork
import Haplotypes
import Reports
import Studies
import StudyFiles

extension StudyReport {
  /// Writes the page that compares populations to the folder of `run`: each beside the others along the genome, by how much one stands out,
  /// and which regions look alike in all.
  ///
  /// - Throws: a `StudyError` if the page cannot be written, or genes, tracks or known regions cannot be read.
  public static func write(
    _ run: StudyRun, _ comparison: PopulationComparison, _ scans: [(population: String, scan: CheckedScan)]
  ) throws(StudyError) {
    let names = comparison.populations
    var contents = ReportContents(title: "\(run.study.name): \(names.joined(separator: ", "))")
    contents.answer = comparison.sentences
    contents.populations = PopulationsValues(
      populations: scans.enumerated().map { index, one in
        PopulationsValues.Population(
          name: one.population, page: Self.address(one.population) + "/report.html",
          check: one.scan.isRefused ? "the calls are withheld" : CheckSectionValues.words(one.scan.check),
          called: comparison.regions.count { $0.calls[index] != nil },
          alone: comparison.regions.count { $0.calls[index] != nil && $0.count == 1 },
          furthest: comparison.furthest(index) ?? "")
      }, notes: PopulationComparison.howToRead)
    for one in scans where one.scan.isRefused {
      contents.warnings.append(
        "\(one.population): the calls are withheld: \(one.scan.check.reasons.first ?? "see its own page.")")
    }
    let order = comparison.contrast.windows.indices.sorted {
      let (one, other) = (comparison.contrast.windows[$0].focus, comparison.contrast.windows[$1].focus)
      return one.contig == other.contig ? one.start < other.start : $0 < $1
    }
    // Contigs in the order in which they are met, each in one piece.
    let grouped = Dictionary(grouping: order) { comparison.contrast.windows[$0].focus.contig }
    let windows = ScanTracks.contigs(of: order.map { comparison.contrast.windows[$0].focus })
      .reduce(into: [String]()) { known, contig in if !known.contains(contig) { known.append(contig) } }
      .flatMap { (grouped[$0] ?? []).map { comparison.contrast.windows[$0] } }
    let places = windows.map(\.focus)
    contents.callThreshold = run.study.scan.callThreshold
    contents.scan = try comparedTracks(run, comparison, places)
    let colours = Palette.classColours(names)
    let tracks = names.indices.map { index in
      GenomeTrack(
        name: names[index], scale: .share, colour: colours[index],
        values: ScanTracks.byContig(windows.map { $0.probabilities[index] ?? .nan }, places))
    }
    let contrasts = names.indices.map { index in
      GenomeTrack(
        name: "\(names[index]) beside the others (log-odds)", scale: .signed, colour: colours[index],
        values: ScanTracks.byContig(windows.map { $0.contrasts[index] ?? .nan }, places))
    }
    try ScanTracks(run, windows: places, regions: comparison.regions.map(\.interval))
      .add(to: &contents, below: tracks + contrasts)
    contents.calledRegions = try table(run, comparison, ScanTracks.contigs(of: places))
    contents.keyFigures = [
      LabelledValue("populations", "\(names.count)"),
      LabelledValue("regions called in any", comparison.regions.count.grouped),
      LabelledValue("called in all", comparison.regions.count { $0.count == names.count }.grouped),
      LabelledValue("alike in all (landscape)", comparison.regions.count { $0.standingOut.isEmpty }.grouped),
    ]
    contents.studySummary = [
      "Each population was scanned by itself with a model of its own, by the same study. The tables of this page are comparison.tsv and "
        + "contrast.tsv.gz of its folder."
    ]
    contents.provenance =
      [
        LabelledValue("program", "apus \(ProgramVersion.current)"), LabelledValue("libraries", LibraryVersions.line),
        LabelledValue("seed", "\(run.study.training.seed)"),
      ] + StudyKeysInWords.rows(try ProgramVersion.provenance(run.study, key: "").study)
    try write(contents, run)
  }

  private static func comparedTracks(
    _ run: StudyRun, _ comparison: PopulationComparison, _ places: [Interval]
  ) throws(StudyError) -> [ScanTrack] {
    let known = try run.knownRegions()
    let names = comparison.populations
    return ScanTracks.contigs(of: places).map { contig in
      ScanTrack(
        contig: contig, classes: [],
        windows: places.filter { $0.contig == contig }.map {
          ScanWindow(start: $0.start, end: $0.end, probabilities: [], called: nil)
        },
        marks: known.filter { $0.interval.contig == contig }.map {
          ScanMark(start: $0.interval.start, end: $0.interval.end, label: $0.name)
        },
        regions: comparison.regions.filter { $0.interval.contig == contig }.map { region in
          // A region that stands out in one population has its colour.
          let kind = region.standingOut.count == 1 ? names[region.standingOut[0]] : kind(of: region, names)
          return ScanRegion(
            start: region.interval.start, end: region.interval.end, kind: kind,
            probability: region.probabilities.compactMap { $0 }.max() ?? .nan)
        })
    }
  }

  private static func table(
    _ run: StudyRun, _ comparison: PopulationComparison, _ contigs: [String]
  ) throws(StudyError) -> ReportTable {
    let (names, known) = (comparison.populations, try run.knownRegions())
    let genes = try run.genes(contigs: contigs)
    return ReportTable(
      header: ["region", "stands out in", "called in"] + names.map { "\($0): p (log-odds)" }
        + ["known region"] + (genes == nil ? [] : ["genes"]),
      rows: comparison.regions.map { region in
        let called = zip(names, region.calls).filter { $1 != nil }.map(\.0).joined(separator: ", ")
        return [
          region.interval.description,
          kind(of: region, names), called,
        ]
          + names.indices.map { index in
            let probability = region.probabilities[index]?.fixed(3) ?? "–"
            let contrast = region.contrasts[index].map { "\($0.value < 0 ? "" : "+")\($0.value.fixed(1))" } ?? "–"
            return "\(probability) (\(contrast))"
          } + [known.filter { $0.interval.overlaps(region.interval) }.map(\.name).joined(separator: ", ")]
          + (genes.map { [$0.list(region.interval)] } ?? [])
      })
  }

  /// Where a region stands out, in words.
  private static func kind(of region: PopulationComparison.Region, _ names: [String]) -> String {
    region.standingOut.isEmpty
      ? "alike in all: landscape" : region.standingOut.map { names[$0] }.joined(separator: ", ")
  }

  /// A folder's name as a part of an address.
  private static func address(_ name: String) -> String {
    name.utf8.map { byte in
      let isPlain =
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
        || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
        || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
