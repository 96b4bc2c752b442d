import Groundwork
import StudyFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Folders of studies.
extension FileInspection {
  /// What the folder at `path`, of a study, holds and is for.
  static func describeFolder(_ path: String) throws(StudyError) -> [String] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    let isOfStudy = names.contains("study.json") || names.contains("model.npz") || names.contains("training.npz")
    guard isOfStudy else {
      throw .invalid("\(path): is a folder, and not one of a study's outputs; name a file")
    }
    var lines = [
      "folder of the outputs of a study, which 'apus run' goes on with and 'apus report' makes the page of again"
    ]
    for (file, words) in files where names.contains(file) { lines.append("  \(file): \(words)") }
    let tracks = names.filter { $0.hasSuffix(".bedgraph.gz") }
    if !tracks.isEmpty { lines.append("  \(tracks.joined(separator: ", ")): tracks for IGV and other browsers") }
    if names.contains("shards") { lines.append("  shards: parts of the training table, for 'apus merge'") }
    let runs = names.filter { RunFolder.exists("\(path)/\($0)/study.json") }
    if !runs.isEmpty { lines.append("  \(runs.joined(separator: ", ")): folders of its populations") }
    return lines
  }

  private static let files = [
    ("report.html", "the page, for a browser"), ("training.npz", "the training table"), ("model.npz", "the model"),
    ("observed.npz", "features of the windows of the data, for 'apus predict'"),
    ("scan.tsv.gz", "what was called in each window"), ("regions.tsv", "called regions"),
    ("regions.bed", "the same for browsers"), ("sites.tsv", "peaks of a scan for selected sites"),
    ("comparison.tsv", "calls of several populations side by side"),
    ("posterior.tsv", "the posterior of the genome as a whole"),
    ("check.tsv", "whether the simulations resemble the data"),
    ("trust.tsv", "what calls are worth"), ("evaluation.tsv", "scores on replicates held out"),
    ("ledger.tsv", "what became of records, samples and windows"), ("null.npz", "simulated windows without a sweep"),
    ("study.json", "the study as it was understood"), ("apus.log", "what was run"),
  ]
}
