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

  /// The features that `study` asks for of `data`; see ``WindowGrid`` for `keepsLastPart` and `step`.
  package init(
    _ study: Study, _ data: ObservedData, keepsLastPart: Bool = false, step: Int? = nil
  ) throws(StudyError) {
    self.data = data
    grid = try WindowGrid(data, study, keepsLastPart: keepsLastPart, step: step)
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

  /// The rows of the usable windows, in their order, or, of loci, one row of all that are taken; the same for any number of threads. With
  /// `hidesUncompared` values of populations without calls in a window are NaN.
  package func table(
    threads: Int, hidesUncompared: Bool = false, progress: @escaping StudyProgress
  ) throws(StudyError) -> ObservedTable {
    if let loci = source.loci { return try pooled(loci, threads: threads, progress: progress) }
    let windows = usable
    var made: [FeatureCalculator] = []
    for _ in 0..<threads { made.append(try source.calculator()) }
    let rows =
      made[0].slides
      ? try slidingRows(windows, made, progress: progress)
      : try directRows(windows, made, marksUncompared: hidesUncompared, progress: progress)
    var table = FeatureTable(schema: source.schema)
    var counts = InsufficientCounts(made[0])
    for (window, row) in zip(windows, rows) {
      var values = row.values
      if hidesUncompared {
        for place in row.uncompared.indices where row.uncompared[place] { values[place] = .nan }
      }
      table.append(
        values,
        location: FeatureTable.Location(
          contig: window.focus.contig, start: window.focus.start, end: window.focus.end), alignment: row.alignment)
      counts.add(row)
    }
    return ObservedTable(table: table, insufficientValues: counts.values)
  }

  /// The usable windows that stand for the genome where `count` are wanted: evenly taken from all.
  package func loci(_ count: Int) throws(StudyError) -> [WindowGrid.Window] {
    let windows = usable
    guard windows.count >= count else {
      throw .invalid(
        "windows.loci: found \(count.grouped), expected at most \(windows.count.grouped): so many windows of "
          + "\(source.layout.length.grouped) bases of the data can be used")
    }
    return (0..<count).map { windows[$0 * windows.count / count] }
  }

  /// One row of `count` loci.
  private func pooled(
    _ count: Int, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> ObservedTable {
    let windows = try loci(count)
    var made: [FeatureCalculator] = []
    for _ in 0..<threads { made.append(try source.calculator()) }
    var pooled = PooledLoci(source.windowSchema, made[0])
    var counts = InsufficientCounts(made[0])
    for row in try directRows(windows, made, progress: progress) {
      pooled.add(row)
      counts.add(row)
    }
    var table = FeatureTable(schema: source.schema)
    let contigs = Set(windows.map(\.interval.contig))
    let first = windows[0].interval
    table.append(
      pooled.values,
      location: FeatureTable.Location(
        contig: contigs.count == 1 ? first.contig : "genome", start: contigs.count == 1 ? first.start : 0,
        end: contigs.count == 1 ? windows[windows.count - 1].interval.end : count * source.layout.length))
    return ObservedTable(table: table, insufficientValues: counts.values)
  }

  /// The rows of `windows`, each computed by itself; one calculator a thread.
  private func directRows(
    _ windows: [WindowGrid.Window], _ made: [FeatureCalculator], marksUncompared: Bool = false,
    progress: @escaping StudyProgress
  ) throws(StudyError) -> [FeatureRow] {
    let rows: [Result<FeatureRow, VariantFilesError>] = parallelMap(count: windows.count, workers: made) {
      calculator, index in
      let window = windows[index]
      let (start, end) = (Double(window.interval.start), Double(window.interval.end))
      defer { progress(.scan, index + 1, windows.count) }
      return data.contigs[window.contig].sites.taking(from: start, to: end) {
        calculator.row($0, start: start, accessible: window.accessible, marksUncompared: marksUncompared)
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
