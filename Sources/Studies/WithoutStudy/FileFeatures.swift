import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import Training
import VariantFiles

/// The features of a file of haplotypes without a study around it: windows of variants in any
/// format, or replicates of ms text.
public struct FileFeatures: Sendable {
  /// A row for each window or replicate.
  public let table: FeatureTable
  /// What a user should know: notes of the reader, windows left out.
  public let notes: [String]
  /// The whole window of each row; empty for replicates.
  private let wholeWindows: [Range<Int>]
  private let study: Study

  /// The features of the file at `path`; `settings` are "key=value" pairs of a study file (`features`, `windows.length`,
  /// `data.accessible` ...).
  ///
  /// Of ms text `populations` are the haplotypes of each population in turn (empty: one population), and the windows
  /// begin at 0.
  public init(
    _ path: String, settings given: [String], windows: WindowRequest = WindowRequest(), populations: [Int] = [],
    threads: Int, storage: SiteStorage = SiteStorage(),
    progress: @escaping StudyProgress = { _, _, _ in }
  ) throws(StudyError) {
    let settings = try windows.settings(beside: given)
    guard FileFormat(of: path) == .ms else {
      self = try Self.variants(
        path, settings, windows, threads: threads, storage, progress: progress)
      return
    }
    let study = try StudyFile.parse("study: features", path: "the settings", overrides: settings)
    let length = study.windows.length
    let replicates = try attempt { try MSText.replicates(path, length: Double(length)) }
    let matrices = replicates.map(\.matrix)
    guard let first = matrices.first else { throw .empty("\(path): it holds no replicate") }
    if let other = matrices.firstIndex(where: { $0.haplotypeCount != first.haplotypeCount }) {
      throw .invalid(
        "\(path): replicate \(other + 1) has \(matrices[other].haplotypeCount) haplotypes, the first \(first.haplotypeCount)"
      )
    }
    let sizes = populations.isEmpty ? [first.haplotypeCount] : populations
    guard sizes.reduce(0, +) == first.haplotypeCount else {
      throw .invalid(
        "\(path): it has \(first.haplotypeCount.of("haplotype")); the populations add up to \(sizes.reduce(0, +))")
    }
    let named = sizes.enumerated().map { FeatureSchema.Population(name: "\($0 + 1)", haplotypeCount: $1) }
    let source = try FeatureSource(study, nil, populations: named)
    var made: [FeatureCalculator] = []
    for _ in 0..<threads { made.append(try source.calculator()) }
    let rows = parallelMap(count: matrices.count, workers: made) { calculator, index in
      let matrix =
        source.featureSet.placesSitesAsDiploshic ? Self.asDiploshic(replicates[index], length) : matrices[index]
      let row = calculator.row(matrix, start: 0, accessible: nil)
      progress(.scan, index + 1, matrices.count)
      return row.values
    }
    // No window lies anywhere, and nothing is known of the replicates: each is of one class, and its own.
    var table = FeatureTable(schema: source.schema, classes: ["unknown"])
    for (index, row) in rows.enumerated() { table.append(row, label: 0, replicate: UInt64(index), truth: []) }
    self.table = table
    notes = []
    wholeWindows = []
    self.study = study
  }

  /// `replicate` with its sites where diploSHIC places them.
  private static func asDiploshic(_ replicate: MSReplicate, _ length: Int) -> HaplotypeMatrix {
    guard replicate.positions.count <= length else { return replicate.matrix }
    return HaplotypeMatrix(
      haplotypeCount: replicate.matrix.haplotypeCount,
      positions: DiploshicPositions.wholePositions(replicate.positions, length: length), words: replicate.matrix.words)
  }

  private init(table: FeatureTable, notes: [String], wholeWindows: [Range<Int>], study: Study) {
    self.table = table
    self.notes = notes
    self.wholeWindows = wholeWindows
    self.study = study
  }

  private static func variants(
    _ path: String, _ settings: [String], _ windows: WindowRequest, threads: Int, _ storage: SiteStorage,
    progress: @escaping StudyProgress
  ) throws(StudyError) -> FileFeatures {
    let study = try StudyFile.parse(
      "study: features", path: "the settings", overrides: [StudyFile.override("data.variants", path)] + settings)
    guard let source = study.data else { throw .invalid("\(path): no data") }
    progress(.read, 0, 1)
    let data = try ObservedData(source, storage: storage)
    progress(.read, 1, 1)
    let features = try ObservedFeatures(study, data, keepsLastPart: windows.window != nil, step: windows.step)
    var notes = data.notes
    notes.append(data.ledger.summary)
    for (reason, count) in features.insufficient where count > 0 {
      notes.append("\(count.grouped) of \(features.grid.windows.count.grouped) windows left out: \(reason)")
    }
    if let note = features.grid.noteOnSites { notes.append(note) }
    let made = try features.table(
      threads: threads, hidesUncompared: features.source.featureSet.isOfWholeWindows, progress: progress)
    for lacking in made.insufficientValues {
      notes.append(
        "\(lacking.statistic): \(lacking.values.of("value")) in \(lacking.windows.of("window")) without meaning, as the windows lack what "
          + "'apus statistics show \(lacking.statistic)' names")
    }
    // Statistics of whole windows are of all of it, not of its middle.
    var table = made.table
    if !features.source.featureSet.partition.followsLayout {
      table = FeatureTable(schema: made.table.schema)
      for (row, window) in features.usable.enumerated() {
        let whole = window.interval
        table.append(
          Array(made.table.row(row)),
          location: FeatureTable.Location(contig: whole.contig, start: whole.start, end: whole.end))
      }
    }
    return FileFeatures(
      table: table, notes: notes,
      wholeWindows: features.usable.map { $0.interval.start..<$0.interval.end }, study: study)
  }

  /// `text`, a table, with the names of the populations in its columns in place of their numbers.
  private func named(_ text: String) -> String {
    guard study.data?.populations != nil, let end = text.firstIndex(of: "\n") else { return text }
    let columns = text[..<end].split(separator: "\t", omittingEmptySubsequences: false).map {
      table.schema.namingPopulations(in: String($0))
    }
    return columns.joined(separator: "\t") + text[end...]
  }

  /// Writes the table to `path`: `.npz`, `.tsv` or `.fvec`.
  public func write(to path: String) throws(StudyError) {
    let file = FeatureTableFile(format: .apus, table: table, wholeWindows: wholeWindows)
    switch path.split(separator: ".").last {
    case "npz":
      let words = table.values.map(\.bitPattern)
      let provenance = try ProgramVersion.provenance(study, key: StageKey.ofWords(words))
      try attempt { try table.container(provenance: provenance).write(to: path) }
    case "tsv": try attempt { try AtomicFile.write(named(file.text(.tsv)), to: path) }
    case "fvec": try attempt { try file.write(.fvec, to: path) }
    default: throw .invalid("the suffix of '\(path)' names no format; use .npz, .tsv or .fvec")
    }
  }
}
