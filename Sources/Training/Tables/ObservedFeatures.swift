import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// The features of the windows of observed data.
package struct ObservedFeatures: Sendable {
  package let data: ObservedData
  package let grid: WindowGrid
  package let source: FeatureSource

  /// The features that `study` asks for of `data`; see ``WindowGrid`` for `keepsLastPart`.
  package init(_ study: Study, _ data: ObservedData, keepsLastPart: Bool = false) throws(StudyError) {
    self.data = data
    grid = try WindowGrid(data, study, keepsLastPart: keepsLastPart)
    source = try FeatureSource(study, data, populations: data.featurePopulations)
  }

  /// The windows that can be classified.
  package var usable: [WindowGrid.Window] { grid.windows.filter { $0.insufficient == nil } }

  /// Windows that cannot be classified, by reason.
  package var insufficient: [(reason: String, count: Int)] {
    WindowGrid.Insufficiency.allCases.map { reason in
      (reason.rawValue, grid.windows.count { $0.insufficient == reason })
    }
  }

  /// The rows of the usable windows, in their order, the same for any number of threads.
  package func table(threads: Int, progress: @escaping StudyProgress) throws(StudyError) -> ObservedTable {
    let windows = usable
    var made: [FeatureCalculator] = []
    for _ in 0..<threads { made.append(try source.calculator()) }
    let rows =
      made[0].partsAreSubwindows
      ? try slidingRows(windows, made, progress: progress) : try directRows(windows, made, progress: progress)
    var table = FeatureTable(schema: source.schema)
    var counts = InsufficientCounts(made[0])
    for (window, row) in zip(windows, rows) {
      table.append(
        row.values,
        location: FeatureTable.Location(
          contig: window.focus.contig, start: window.focus.start, end: window.focus.end))
      counts.add(row)
    }
    return ObservedTable(table: table, insufficientValues: counts.values)
  }

  /// The rows of `windows`, each computed by itself; one calculator a thread.
  private func directRows(
    _ windows: [WindowGrid.Window], _ made: [FeatureCalculator], progress: @escaping StudyProgress
  ) throws(StudyError) -> [FeatureRow] {
    let rows: [Result<FeatureRow, VariantFilesError>] = parallelMap(count: windows.count, workers: made) {
      calculator, index in
      let window = windows[index]
      let (start, end) = (Double(window.interval.start), Double(window.interval.end))
      defer { progress(.scan, index + 1, windows.count) }
      return data.contigs[window.contig].sites.taking(from: start, to: end) {
        calculator.row($0, start: start, accessible: window.accessible)
      }
    }
    return try attempt { try rows.map { try $0.get() } }
  }

  /// The same rows, put together from the statistics of subwindows: neighbouring windows share all of theirs but one.
  private func slidingRows(
    _ windows: [WindowGrid.Window], _ made: [FeatureCalculator], progress: @escaping StudyProgress
  ) throws(StudyError) -> [FeatureRow] {
    let layout = source.layout
    // Windows ascend within a contig, so that only the subwindows behind the last one are new.
    var subwindows: [(contig: Int, start: Int)] = []
    var firsts: [Int] = []
    for window in windows {
      let starts = (0..<layout.subwindowCount).map { window.interval.start + $0 * layout.subwindowLength }
      let last = subwindows.last.flatMap { $0.contig == window.contig ? $0.start : nil }
      subwindows += starts.filter { $0 > last ?? -1 }.map { (window.contig, $0) }
      firsts.append(subwindows.count - layout.subwindowCount)
    }
    let (places, mask) = (subwindows, data.mask)
    let parts: [Result<FeatureCalculator.Subwindow, VariantFilesError>] = parallelMap(
      count: places.count, workers: made
    ) { calculator, index in
      let (contig, start) = places[index]
      let variants = data.contigs[contig]
      let accessible = mask?.accessibleRanges(
        contig: variants.region.contig, start: start, end: start + layout.subwindowLength)
      defer { progress(.scan, index + 1, places.count) }
      return variants.sites.taking(from: Double(start), to: Double(start + layout.subwindowLength)) {
        calculator.subwindow($0, start: start, accessible: accessible)
      }
    }
    let values = try attempt { try parts.map { try $0.get() } }
    return firsts.map { made[0].row(of: values[$0..<$0 + layout.subwindowCount]) }
  }
}

extension ObservedSites {
  /// What `body` makes of the sites with `start` <= position < `end`.
  func taking<Value>(
    from start: Double, to end: Double, _ body: (HaplotypeMatrix) -> Value
  ) -> Result<Value, VariantFilesError> {
    do throws(VariantFilesError) { return .success(body(try matrix(from: start, to: end))) } catch {
      return .failure(error)
    }
  }
}
