import Groundwork
import Learning
import Studies
import StudyFiles
import Training

/// What a command prints at its end.
enum Summary {
  /// What a search chose, and the error on training rows that trees did not see, where there is such.
  static func printFit(_ file: ModelFile) {
    if let choice = file.choice { print(EvaluationText.summary(choice)) }
    if let outOfBag = file.model.outOfBag { print(EvaluationText.summary(outOfBag, file.model.task)) }
  }

  /// Accuracy on held-out simulations and the confusion matrix.
  static func printEvaluation(_ evaluation: ModelEvaluation, rows: String = "held-out simulations") {
    for line in EvaluationText.summary(evaluation, rows: rows) { print(line) }
  }

  /// The check, the called regions beside the known ones, and the ledger in a line; of a scan whose regions are withheld, why.
  static func printScan(
    _ run: StudyRun, _ data: ObservedData, _ scan: CheckedScan
  ) throws(StudyError) {
    let (result, stage) = (scan.result, scan.stage)
    print("data: \(data.ledger.summary)")
    print(
      "windows: \(result.windows.count.grouped), classified \(result.observed.rowCount.grouped)"
        + stage.insufficient.filter { $0.count > 0 }.map { ", \($0.count.grouped) with \($0.reason)" }.joined())
    for note in scan.notes { Terminal.printError("note: \(note)") }
    for line in CheckText.summary(scan.check) { print(line) }
    if scan.isRefused { return }
    if !run.study.isClassification {
      print("tables and tracks: \(run.folder.path)")
      return
    }
    let known = try run.knownRegions()
    for line in scan.trust.map(TrustText.summary) ?? [] { print(line) }
    for line in result.sites.map({ SiteText.summary($0, run.study.scan.objective) }) ?? [] { print(line) }
    print("called regions: \(result.regions.count.grouped)")
    let shown = strongest(result.regions)
    for region in shown {
      let hits = known.filter { $0.interval.overlaps(region.interval) }.map(\.name)
      print(
        "  \(region.interval)\t\(region.kind)\tpeak \(region.peak) with probability \(region.probability.fixed(3))"
          + (region.kindShare.map { share in
            " of \(run.study.scan.classes.joined(separator: " or ")), \(share.fixed(2)) of it of \(region.kind)"
          } ?? "")
          + (known.isEmpty ? "" : hits.isEmpty ? "\t(no known region)" : "\t= " + hits.joined(separator: ", ")))
    }
    if shown.count < result.regions.count {
      print("  the \(shown.count) most probable of \(result.regions.count.grouped); all: \(run.folder.regionTable)")
    }
    for one in known where !result.regions.contains(where: { $0.interval.overlaps(one.interval) }) {
      print("  \(one.interval)\t\(one.name)\tnot called")
    }
    print("tables and tracks: \(run.folder.path)")
  }

  /// The most regions that a terminal is given.
  private static let mostRegions = 20

  /// The regions with the highest probabilities, in the order of the genome.
  private static func strongest(_ regions: [CalledRegion]) -> [CalledRegion] {
    guard regions.count > mostRegions else { return regions }
    let chosen = regions.indices.sorted { regions[$0].probability > regions[$1].probability }.prefix(mostRegions)
    return chosen.sorted().map { regions[$0] }
  }
}
