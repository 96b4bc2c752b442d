import FeatureTables
import Groundwork
import Statistics

/// The features of the windows of observed data.
struct ObservedFeatures: Sendable {
  let data: ObservedData
  let grid: WindowGrid
  let source: FeatureSource

  /// The features that `study` asks for of `data`.
  init(_ study: Study, _ data: ObservedData) throws(StudyError) {
    self.data = data
    grid = try WindowGrid(data, study)
    source = try FeatureSource(study, data, populations: data.featurePopulations)
  }

  /// The windows that can be classified.
  var usable: [WindowGrid.Window] { grid.windows.filter { $0.insufficient == nil } }

  /// Windows that cannot be classified, by reason.
  var insufficient: [(reason: String, count: Int)] {
    WindowGrid.Insufficiency.allCases.map { reason in
      (reason.rawValue, grid.windows.count { $0.insufficient == reason })
    }
  }

  /// The rows of the usable windows, in their order, the same for any number of threads.
  func table(threads: Int, progress: @escaping StudyProgress) throws(StudyError) -> FeatureTable {
    let windows = usable
    var made: [FeatureCalculator] = []
    for _ in 0..<threads { made.append(try source.calculator()) }
    let rows =
      made[0].partsAreSubwindows
      ? slidingRows(windows, made, progress: progress) : directRows(windows, made, progress: progress)
    var table = FeatureTable(schema: source.schema)
    for (window, row) in zip(windows, rows) {
      table.append(
        row,
        location: FeatureTable.Location(
          contig: window.focus.contig, start: window.focus.start, end: window.focus.end))
    }
    return table
  }

  /// The rows of `windows`, each computed by itself; one calculator a thread.
  private func directRows(
    _ windows: [WindowGrid.Window], _ made: [FeatureCalculator], progress: @escaping StudyProgress
  ) -> [[Double]] {
    nonisolated(unsafe) let calculators = made
    return parallelMap(count: windows.count, threads: made.count) { worker, index in
      let window = windows[index]
      let row = calculators[worker].row(
        data.contigs[window.contig].matrix, start: Double(window.interval.start), accessible: window.accessible)
      progress(.scan, index + 1, windows.count)
      return row.values
    }
  }

  /// The same rows, put together from the statistics of subwindows: neighbouring windows share all of theirs but one.
  private func slidingRows(
    _ windows: [WindowGrid.Window], _ made: [FeatureCalculator], progress: @escaping StudyProgress
  ) -> [[Double]] {
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
    nonisolated(unsafe) let calculators = made
    let (places, mask) = (subwindows, data.mask)
    let parts = parallelMap(count: places.count, threads: made.count) { worker, index in
      let (contig, start) = places[index]
      let variants = data.contigs[contig]
      let accessible = mask?.accessibleRanges(
        contig: variants.region.contig, start: start, end: start + layout.subwindowLength)
      progress(.scan, index + 1, places.count)
      return calculators[worker].subwindow(variants.matrix, start: start, accessible: accessible)
    }
    return firsts.map { made[0].row(of: parts[$0..<$0 + layout.subwindowCount]).values }
  }
}
