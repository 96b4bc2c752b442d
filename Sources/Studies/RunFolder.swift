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
  /// The model.
  public var model: String { path + "/model.npz" }
  /// The accuracy on held-out replicates, as a table.
  public var evaluation: String { path + "/evaluation.tsv" }
  /// The features of the observed windows.
  public var observed: String { path + "/observed.npz" }
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
  func part(_ index: Int) -> String { path + "/training.part\(index).npz" }

  /// Makes the folder if it is not there.
  public func create() throws(StudyError) {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw .io("\(path): cannot make the folder: \(error)")
    }
  }

  /// Removes a file of the folder if it is there.
  func remove(_ file: String) { try? FileManager.default.removeItem(atPath: file) }

  /// True if there is a file at `file`.
  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: file) }
}
