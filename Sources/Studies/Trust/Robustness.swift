import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// How well a model does on simulations that are not quite those that it was trained on.
package struct Robustness: Sendable {
  /// What a model does under an alteration.
  package struct Row: Sendable {
    /// What is altered.
    package let name: String
    /// The share of replicates called their class.
    package let accuracy: Proportion
    /// The area under the ROC curve of the classes that are looked for; nil where all replicates are of one kind.
    package let area: Double?
    /// The share of the replicates of other classes that are called one that is looked for.
    package let falseCalls: Proportion
  }

  /// The alterations, that of nothing first.
  package let rows: [Row]

  /// `robustness.tsv`: one row an alteration; the last column has the key of what was tried.
  func table(key: String) -> String {
    let header = [
      "alteration", "accuracy", "accuracy_low", "accuracy_high", "auc", "false_calls", "false_calls_low",
      "false_calls_high", "key",
    ]
    let lines = rows.map { row in
      [
        row.name, row.accuracy.value.fixed(4), row.accuracy.interval.lowerBound.fixed(4),
        row.accuracy.interval.upperBound.fixed(4), row.area?.fixed(4) ?? "NA", row.falseCalls.value.fixed(4),
        row.falseCalls.interval.lowerBound.fixed(4), row.falseCalls.interval.upperBound.fixed(4), key,
      ].joined(separator: "\t")
    }
    return ([header.joined(separator: "\t")] + lines).joined(separator: "\n") + "\n"
  }
}

extension StudyRun {
  /// Tries `model` on fresh replicates, `training.robustness` of each class, as they are and altered, and writes robustness.tsv; what is
  /// there already for this model is kept. Returns the rows of that table without the key, header first; nil if the study asks for none, predicts numbers, or looks
  /// for sites, where a replicate is no row of the model.
  public func robustness(_ model: ModelFile, _ data: ObservedData?) throws(StudyError) -> [[String]]? {
    let count = study.training.robustness ?? study.training.replicates / 40
    guard !learnsFromData, study.isClassification, study.scan.answer == .windows,
      count >= (study.training.robustness == nil ? 10 : 1)
    else { return nil }
    let key = try StageKey.of([model.provenance.studyHash, "\(count)", study.scan.classes.joined(separator: ","), "2"])
    if let bytes = try? AtomicFile.read(folder.robustness) {
      let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      if lines.count > 1, lines[1].hasSuffix("\t\(key)") { return Self.fields(lines) }
    }
    let simulation = try simulation(data)
    let range = simulation.plan.count..<simulation.plan.count + count * study.classes.count
    let schema = simulation.features.schema
    var rows: [Robustness.Row] = []
    for alteration in Alteration.all(usesPhase: schema.usesPhase, usesPolarisation: schema.usesPolarisation) {
      let table = try simulation.rows(range, alteration, threads: threads).table
      if table.rowCount == 0 { continue }
      let predictions = try attempt { try model.model.predict(table, threads: threads) }
      rows.append(row(alteration.name, table, predictions))
    }
    let text = Robustness(rows: rows).table(key: key)
    try attempt { try AtomicFile.write(text, to: folder.robustness) }
    return Self.fields(text.split(separator: "\n"))
  }

  private static func fields(_ lines: [Substring]) -> [[String]] {
    lines.map { $0.split(separator: "\t").dropLast().map(String.init) }
  }

  private func row(_ name: String, _ table: FeatureTable, _ predictions: PredictionTable) -> Robustness.Row {
    let wanted = CallRule(study).wanted
    let rows = 0..<table.rowCount
    let called = rows.map { predictions.calledClass(row: $0) }
    let isWanted = rows.map { wanted.contains(Int(table.labels[$0])) }
    let scores = rows.map { row in wanted.reduce(0.0) { $0 + predictions.probability(row: row, class: $1) } }
    return Robustness.Row(
      name: name,
      accuracy: Proportion(successes: rows.count { called[$0] == Int(table.labels[$0]) }, total: rows.count),
      area: ROCCurve(scores: scores, isPositive: isWanted)?.area,
      falseCalls: Proportion(
        successes: rows.count { !isWanted[$0] && wanted.contains(called[$0]) }, total: isWanted.count { !$0 }))
  }
}
