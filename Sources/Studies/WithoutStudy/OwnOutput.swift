import FeatureTables
import Groundwork
import StudyFiles
import VariantFiles

/// A text that Apus wrote, told by its first line: what it is and what it is for.
struct OwnOutput {
  /// What it is.
  let name: String
  /// What it can be used for.
  let use: String
  /// Its rows where it is a table.
  private(set) var rows: Int?

  /// The output at `path`; nil if it is none.
  init?(_ path: String) throws(StudyError) {
    let file = FileBeginning(path)
    guard let first = file.lines.first.map(String.init) else { return nil }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    if let known = Self.pages.first(where: { $0.isIt(first, last) }) {
      (name, use) = (known.name, known.use)
      return
    }
    guard let known = Self.tables.first(where: { $0.begins(first) }) else { return nil }
    (name, use) = (known.name, known.use)
    let bytes = try attempt { try Gunzip.read(path) }
    rows = bytes.count { $0 == 10 } - 1
  }

  /// What `apus inspect` says of it.
  var lines: [String] { [name + (rows.map { ": \($0.of("row"))" } ?? ""), "  for: \(use)"] }

  private struct Page: Sendable {
    let name: String
    let use: String
    let isIt: @Sendable (_ first: String, _ name: String) -> Bool
  }

  private static let pages = [
    Page(
      name: "log of Apus: what was run, when, by which version, and what it said",
      use: "reading; each entry's command makes the output again"
    ) { first, _ in first.hasPrefix("# apus ") },
    Page(name: "study of a run folder, every key as it was understood (study.json)", use: "reading, and programs") {
      $0 == "{" && $1 == "study.json"
    },
    Page(name: "a scan in a few numbers (summary.json)", use: "programs") { $0 == "{" && $1 == "summary.json" },
    Page(name: "a scan in a few numbers, for MultiQC", use: "multiqc FOLDER") { $0 == "{" && $1 == "apus_mqc.json" },
    Page(name: "a page of HTML", use: "a browser, if it is a report of Apus (report.html)") { first, _ in
      first.lowercased().hasPrefix("<!doctype html")
    },
    Page(name: "track of a scan of Apus (bedGraph)", use: "IGV, the UCSC browser, tabix; data.tracks of a study") {
      first, _ in first.hasPrefix("track type=bedGraph") && first.contains("description=\"Apus: ")
    },
  ]

  private struct Table: Sendable {
    let columns: [String]
    let name: String
    let use: String
    /// What one of the further columns begins with; nil: nothing is asked of them.
    var further: String?

    init(_ columns: String, _ name: String, _ use: String, further: String? = nil) {
      self.columns = columns.split(separator: " ").map(String.init)
      (self.name, self.use, self.further) = (name, use, further)
    }

    func begins(_ line: String) -> Bool {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.starts(with: columns) else { return false }
      return further.map { further in cells.dropFirst(columns.count).contains { $0.hasPrefix(further) } } ?? true
    }
  }

  private static let tables = [
    Table(
      "#chrom start end window_start window_end sites accessible call", "scan of windows (scan.tsv.gz)",
      "tabix, IGV, data.tracks of a study; Documentation/Reading.md says what its columns mean"),
    Table(
      "#chrom start end class windows peak_start peak_end", "called regions (regions.tsv)",
      "reading; data.known of a study"),
    Table("#chrom peak_start peak_end score", "peaks of a scan for selected sites (sites.tsv)", "reading"),
    Table("#chrom start end called_in", "calls of several populations side by side (comparison.tsv)", "reading"),
    Table(
      "#chrom start end", "what stands out in which population, window by window (contrast.tsv.gz)",
      "tabix, data.tracks of a study", further: "contrast_"),
    Table(
      "#chrom start end derived_frequency called", "statistics along chromosomes (apus statistics scan)",
      "tabix, IGV, data.tracks of a study"),
    Table("#chrom start end call", "predictions of windows (apus predict)", "reading", further: "p_"),
    Table("row call", "predictions of rows (apus predict)", "reading", further: "p_"),
    Table("item contig what count", "what became of records, samples and windows (ledger.tsv)", "reading"),
    Table("what name value low high", "whether the simulations resemble the data (check.tsv)", "reading"),
    Table("what name range value", "what calls are worth (trust.tsv)", "reading"),
    Table("measure class predicted value", "scores on replicates held out (evaluation.tsv)", "reading"),
    Table("measure target value", "scores on replicates held out (evaluation.tsv)", "reading"),
    Table("measure rows value low high", "how scores grow with the rows (learning_curve.tsv)", "reading"),
    Table("alteration accuracy", "scores on altered simulations (robustness.tsv)", "reading"),
    Table("replicate class reason", "replicates that could not be simulated (failed.tsv)", "reading"),
    Table("replicate generations_ago frequency", "paths of swept alleles (simulate --trajectories)", "reading"),
  ]
}
