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
    nonisolated(unsafe) let calculators = made
    let rows = parallelMap(count: windows.count, threads: threads) { worker, index in
      let window = windows[index]
      let row = calculators[worker].row(
        data.contigs[window.contig].matrix, start: Double(window.interval.start), accessible: window.accessible)
      progress(.scan, index + 1, windows.count)
      return row.values
    }
    var table = FeatureTable(schema: source.schema)
    for (window, row) in zip(windows, rows) {
      table.append(
        row,
        location: FeatureTable.Location(
          contig: window.focus.contig, start: window.focus.start, end: window.focus.end))
    }
    return table
  }
}
