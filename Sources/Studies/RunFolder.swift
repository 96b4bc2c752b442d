import Groundwork

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
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
  public var failed: String { path + "/failed.tsv" }
  /// The model.
  public var model: String { path + "/model.npz" }
  /// The accuracy on held-out replicates, as a table.
  public var evaluation: String { path + "/evaluation.tsv" }
  /// The features of the observed windows.
  public var observed: String { path + "/observed.npz" }
  /// Whether the simulations resemble the data.
  public var check: String { path + "/check.tsv" }
  /// How the model does on altered simulations.
  public var robustness: String { path + "/robustness.tsv" }
  /// What calls are worth.
  public var trust: String { path + "/trust.tsv" }
  /// The classified windows.
  public var scan: String { path + "/scan.tsv.gz" }
  /// The merged regions that were called.
  public var regions: String { path + "/regions.bed" }
  /// Every record, sample and window, by what became of it.
  public var ledger: String { path + "/ledger.tsv" }
  /// The report.
  public var report: String { path + "/report.html" }
  /// The study as it was run.
  public var study: String { path + "/study.json" }

  /// The probability of the class called `name` along the genome.
  public func track(_ name: String) -> String { path + "/\(name).bedgraph.gz" }

  /// A part of the training table that is not finished.
  func part(_ index: Int) -> String { path + "/\(Self.partPrefix)\(index).npz" }

  private static let partPrefix = "training.part"

  /// Makes the folder if it is not there.
  public func create() throws(StudyError) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw .io(Self.description(of: error, path))
    }
  }

  /// Throws unless the folder that `file` is to be written to is there, so that long work does not end in vain.
  public static func checkPlace(of file: String) throws(StudyError) {
    guard let slash = file.lastIndex(of: "/"), slash != file.startIndex else { return }
    let folder = String(file[..<slash])
    if !FileManager.default.fileExists(atPath: folder) {
      throw .io("\(file): cannot create: there is no folder '\(folder)'")
    }
  }

  private static func description(of error: any Error, _ path: String) -> String {
    guard let code = ((error as? CocoaError)?.underlying as? POSIXError)?.code else {
      return "\(path): cannot make the folder"
    }
    if code == .ENOENT { return "\(path): cannot make the folder: no such file or directory" }
    return FileError(path: path, operation: "make the folder", code: code.rawValue).description
  }

  /// Removes all parts of training tables, also those that a killed run of other settings left.
  func removeParts() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.hasPrefix(Self.partPrefix) {
      try? FileManager.default.removeItem(atPath: path + "/" + name)
    }
  }
}
