import Groundwork
import Learning
import Studies

/// What a command prints at its end.
enum Summary {
  /// What a search chose, and the error on training rows that trees did not see, where there is such.
  static func printFit(_ file: ModelFile) {
    if let choice = file.choice { print(EvaluationText.summary(choice)) }
    if let outOfBag = file.model.outOfBag { print(EvaluationText.summary(outOfBag, file.model.task)) }
  }

  /// Accuracy on held-out simulations and the confusion matrix.
  static func printEvaluation(_ evaluation: ModelEvaluation) {
    for line in EvaluationText.summary(evaluation) { print(line) }
  }

  /// The check, the called regions beside the known ones, and the ledger in a line; throws if the regions are withheld.
  static func printScan(
    _ run: StudyRun, _ data: ObservedData, _ scan: CheckedScan
  ) throws {
    let (result, stage) = (scan.result, scan.stage)
    print("data: \(data.ledger.summary)")
    print(
      "windows: \(result.windows.count.grouped), classified \(result.observed.rowCount.grouped)"
        + stage.insufficient.filter { $0.count > 0 }.map { ", \($0.count.grouped) with \($0.reason)" }.joined())
    for note in scan.notes { Terminal.printError("note: \(note)") }
    for line in CheckText.summary(scan.check) { print(line) }
    try scan.demandRegions(run.study)
    if !run.study.targets.isEmpty {
      print("tables and tracks: \(run.folder.path)")
      return
    }
    let known = try run.knownRegions()
    for line in scan.trust.map(TrustText.summary) ?? [] { print(line) }
    print("called regions: \(result.regions.count)")
    for region in result.regions {
      let hits = known.filter { $0.interval.overlaps(region.interval) }.map(\.name)
      print(
        "  \(region.interval)\t\(region.kind)\tpeak \(region.peak) with probability \(region.probability.fixed(3))"
          + (known.isEmpty ? "" : hits.isEmpty ? "\t(no known region)" : "\t= " + hits.joined(separator: ", ")))
    }
    for one in known where !result.regions.contains(where: { $0.interval.overlaps(one.interval) }) {
      print("  \(one.interval)\t\(one.name)\tnot called")
    }
    print("tables and tracks: \(run.folder.path)")
  }
}
