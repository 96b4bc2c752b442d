import Groundwork

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#endif

/// The folder of a study's outputs and the names of the files in it.
public struct RunFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// The folder at `path`, which need not exist yet.
  public init(_ path: String) { self.path = path }

  /// The training table.
  public var training: String { path + "/training.npz" }
  /// The replicates that could not be simulated; not there if all could.
  package var failed: String { path + "/failed.tsv" }
  /// The model.
  public var model: String { path + "/model.npz" }
  /// The accuracy on held-out replicates, as a table.
  public var evaluation: String { path + "/evaluation.tsv" }
  /// How the score grew with the rows that were learned from.
  public var growth: String { path + "/learning_curve.tsv" }
  /// The features of the observed windows.
  public var observed: String { path + "/observed.npz" }
  /// Whether the simulations resemble the data.
  public var check: String { path + "/check.tsv" }
  /// How the model does on altered simulations.
  public var robustness: String { path + "/robustness.tsv" }
  /// Simulated windows without a sweep beyond those held out, by which calls are judged.
  public var nullWindows: String { path + "/null.npz" }
  /// What calls are worth.
  public var trust: String { path + "/trust.tsv" }
  /// The classified windows.
  public var scan: String { path + "/scan.tsv.gz" }
  /// The merged regions that were called.
  public var regions: String { path + "/regions.bed" }
  /// The recombination rates that a scan predicts, as HapMap and as PLINK write maps.
  public var hapMap: String { path + "/recombination_map.txt" }
  /// The same as PLINK writes maps.
  public var plinkMap: String { path + "/recombination_map.map" }
  /// The peaks of a scan for sites, called or not.
  public var sites: String { path + "/sites.tsv" }
  /// The same regions with what lies in them, as a table.
  public var regionTable: String { path + "/regions.tsv" }
  /// The scan in a few numbers, for programs.
  public var summary: String { path + "/summary.json" }
  /// The same for MultiQC.
  package var multiQC: String { path + "/apus_mqc.json" }
  /// The calls of several populations side by side.
  public var comparison: String { path + "/comparison.tsv" }
  /// How much more each window looks like a sweep in one population than in the others.
  public var contrast: String { path + "/contrast.tsv.gz" }
  /// Every record, sample and window, by what became of it.
  public var ledger: String { path + "/ledger.tsv" }
  /// The posterior of each target, or the probability of each class, of the genome as a whole.
  public var posterior: String { path + "/posterior.tsv" }
  /// Draws from the joint posterior: a column a target.
  public var draws: String { path + "/posterior_draws.tsv" }
  /// Whether posteriors hold what they promise, on held-out replicates.
  public var posteriorCalibration: String { path + "/posterior_calibration.tsv" }
  /// What the posterior predicts of each feature beside what the data have.
  public var predicted: String { path + "/predicted.tsv" }
  /// The history with the most central draw in it, as a Demes file.
  public var bestHistory: String { path + "/best.demes.yaml" }
  /// Histories with draws in them.
  public var histories: String { path + "/posterior.demes" }
  /// Where a round of a posterior that is not the last goes.
  package func round(_ number: Int) -> String { path + "/round-\(number)" }
  /// The report.
  public var report: String { path + "/report.html" }
  /// What was run in it, command by command.
  public var log: String { path + "/" + Self.logName }
  /// The name of the log.
  public static let logName = "apus.log"
  /// The study as it was run.
  package var study: String { path + "/study.json" }

  /// The probability of the class called `name` along the genome.
  public func track(_ name: String) -> String { path + "/\(name).bedgraph.gz" }

  /// The shards of the training table that processes of their own made.
  package var shards: String { path + "/shards" }
  /// One of the shards.
  package func shard(_ shard: Shard) -> String { shards + "/\(shard.index)-of-\(shard.count).npz" }

  /// The finished shards, in the order of their names; none if there is no folder of them.
  package func finishedShards() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: shards)) ?? []
    return names.filter { $0.hasSuffix(".npz") && !$0.contains(Self.partMark) }.sorted().map { shards + "/" + $0 }
  }

  /// The part `index` of the table that will be at `table`, which is not finished.
  package static func part(_ index: Int, of table: String) -> String { table.dropLast(4) + partMark + "\(index).npz" }

  private static let partMark = ".part"

  /// Makes the folder, and that of shards if `forShards`, unless it is there; throws if nothing can be written to it, so
  /// that long work does not end in vain.
  package func create(forShards: Bool = false) throws(StudyError) {
    let path = forShards ? shards : path
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw .io(Self.description(of: error, path))
    }
    if access(path, W_OK) != 0 {
      throw .io(FileError(path: path, operation: "write to the folder", code: errno).description)
    }
  }

  /// Throws unless `file` can be made: its name ends in one of `suffixes` (none: in anything), its folder is there and can be written
  /// to, the file is no folder, and the disk has room. Long work does not end in vain.
  package static func checkOutput(_ file: String, suffixes: [String] = []) throws(StudyError) {
    if !suffixes.isEmpty && !suffixes.contains(where: file.hasSuffix) {
      throw .invalid("the suffix of '\(file)' names no format; use \(suffixes.joined(separator: ", "))")
    }
    if AtomicFile.isStream(file) {
      if access(file, W_OK) == 0 { return }
      throw .io(FileError(path: file, operation: "write", code: errno).description)
    }
    if isFolder(file) == true { throw .io("\(file): cannot write: it is a folder") }
    var folder = "."
    if let slash = file.lastIndex(of: "/") { folder = slash == file.startIndex ? "/" : String(file[..<slash]) }
    guard let isFolder = isFolder(folder) else {
      throw .io("\(file): cannot create: there is no folder '\(folder)'")
    }
    if !isFolder { throw .io("\(file): cannot create: '\(folder)' is not a folder") }
    if access(folder, W_OK) != 0 {
      throw .io(FileError(path: file, operation: "create", code: errno).description)
    }
    var system = statvfs()
    if statvfs(folder, &system) == 0, system.f_bavail < 16 {
      throw .io("\(file): cannot write: no space left on its disk")
    }
  }

  /// True if there is anything at `path`.
  package static func exists(_ path: String) -> Bool { isFolder(path) != nil }

  /// True if there is a folder at `path`, false if there is something else; nil if there is nothing.
  package static func isFolder(_ path: String) -> Bool? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT == S_IFDIR : nil
  }

  private static func description(of error: any Error, _ path: String) -> String {
    guard let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code else {
      return "\(path): cannot make the folder"
    }
    if code == .ENOENT { return "\(path): cannot make the folder: no such file or directory" }
    return FileError(path: path, operation: "make the folder", code: code.rawValue).description
  }

  /// Removes all parts of the table at `table`, also those that a killed run of other settings left.
  package static func removeParts(of table: String) {
    guard let slash = table.lastIndex(of: "/") else { return }
    let folder = String(table[..<slash])
    let prefix = table[table.index(after: slash)...].dropLast(4) + partMark
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  /// All that a scan writes, but for the tracks of classes.
  private var scanFiles: [String] {
    [scan, regions, regionTable, sites, trust, summary, multiQC, ledger, observed, hapMap, plinkMap]
  }

  /// Removes what an earlier scan with tracks of the classes `tracks` left, so that nothing is taken for the result of one
  /// that is refused.
  package func removeScan(_ tracks: [String]) {
    for path in scanFiles + tracks.map(track) {
      for file in [path, path + ".tbi", path + ".csi"] { try? FileManager.default.removeItem(atPath: file) }
    }
  }

  /// Removes what only some scans write, which an earlier one may have left: peaks of sites, maps, and the comparison of populations.
  package func removeOtherScans() {
    for path in [sites, hapMap, plinkMap] { try? FileManager.default.removeItem(atPath: path) }
    removeComparison()
  }

  /// Removes what an earlier comparison of populations left.
  package func removeComparison() {
    for path in [comparison, contrast, contrast + ".tbi", contrast + ".csi"] {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// Removes what an earlier posterior left.
  package func removePosterior() {
    for file in [posterior, draws, posteriorCalibration, predicted, bestHistory, histories] {
      try? FileManager.default.removeItem(atPath: file)
    }
  }

  /// Removes files that were begun and never finished.
  package func removeUnfinished() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.hasSuffix(AtomicFile.partialPath(for: "")) {
      try? FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }
}
