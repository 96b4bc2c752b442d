import Groundwork
import Haplotypes
import Reports
import Studies
import StudyFiles
import Training

/// What a scan found.
extension StudyReport {
  static func addScan(
    _ run: StudyRun, _ result: ScanResult, _ trust: ScanTrust?, to contents: inout ReportContents
  ) throws(StudyError) {
    let known = try run.knownRegions()
    var contigs: [String] = []
    for scanned in result.windows where contigs.last != scanned.window.focus.contig {
      contigs.append(scanned.window.focus.contig)
    }
    func marks(_ contig: String) -> [ScanMark] {
      known.filter { $0.interval.contig == contig }.map {
        ScanMark(start: $0.interval.start, end: $0.interval.end, label: $0.name)
      }
    }
    contents.keyFigures.append(LabelledValue("windows classified", result.observed.rowCount.grouped))
    for contig in contigs {
      for (index, target) in run.study.targets.enumerated() {
        let windows = result.windows.filter { $0.window.focus.contig == contig }.map { scanned in
          let estimate = scanned.estimates?[index]
          return NumberTrack.Window(
            start: scanned.window.focus.start, end: scanned.window.focus.end,
            estimate: estimate.map { [$0.value, $0.low, $0.high] } ?? [],
            details: details(scanned.window, q: nil))
        }
        contents.numberScan.append(
          NumberTrack(
            contig: contig, name: target.name, windows: windows, marks: marks(contig),
            isLogarithmic: target.scale == .log))
      }
    }
    try ScanTracks(run, windows: result.windows.map(\.window.focus), regions: result.regions.map(\.interval))
      .add(to: &contents)
    guard run.study.isClassification else { return }
    contents.soughtClasses = run.study.scan.classes
    contents.callThreshold = run.study.scan.callThreshold
    let windows = Dictionary(grouping: result.windows.indices) { result.windows[$0].window.focus.contig }
      .mapValues { $0.map { window(result.windows[$0], trust: result.sites?.windows[$0] ?? trust?.windows[$0]) } }
    contents.scan = contigs.map { contig in
      ScanTrack(
        contig: contig, classes: run.study.classNames, windows: windows[contig] ?? [], marks: marks(contig),
        regions: result.regions.filter { $0.interval.contig == contig }.map {
          ScanRegion(
            start: $0.interval.start, end: $0.interval.end, kind: $0.kind, probability: $0.probability)
        })
    }
    let genes = try run.genes(contigs: contigs)
    let peaks = result.sites?.calls.peaks.filter(\.isCalled)
    func worth(_ region: CalledRegion) -> [String] {
      guard peaks == nil, let trust else { return [] }
      return [trust.best(in: region.interval, of: result.windows)?.q.fixed(3) ?? "NA"]
    }
    contents.calledRegions = ReportTable(
      header: ["region", "class", "windows", "peak", "probability at the peak", "known region"]
        + (peaks == nil ? (trust == nil ? [] : ["q"]) : ["50 % interval", "95 % interval", "q"])
        + (result.sweeps?.names.map(StudyWords.parameterTitle) ?? []) + (genes == nil ? [] : ["genes"]),
      rows: result.regions.enumerated().map { index, region in
        let own = peaks.map { $0[index] }
        return [
          region.interval.description, region.kind, "\(region.windowCount)", region.peak.description,
          region.probability.fixed(3) + (region.kindShare.map { " (\($0.fixed(2)) of it of this class)" } ?? ""),
          known.filter { $0.interval.overlaps(region.interval) }.map(\.name).joined(separator: ", "),
        ] + (own.map { [$0.intervals[0].description, $0.intervals[2].description, $0.q.fixed(3)] } ?? worth(region))
          + (result.sweeps?.words(index) ?? []) + (genes.map { [$0.list(region.interval)] } ?? [])
      })
    contents.keyFigures.append(LabelledValue("regions called", "\(result.regions.count)"))
  }

  private static func window(_ scanned: ScannedWindow, trust: ScanTrust.Window?) -> ScanWindow {
    let window = scanned.window
    return ScanWindow(
      start: window.focus.start, end: window.focus.end, probabilities: scanned.probabilities ?? [],
      called: scanned.mostProbable, details: details(window, q: trust?.q))
  }

  private static func details(_ window: WindowGrid.Window, q: Double?) -> ScanWindow.Details {
    ScanWindow.Details(
      sites: window.sites, accessible: window.accessibleShare, span: window.interval.length, q: q)
  }
}
