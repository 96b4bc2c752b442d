import Groundwork
import Learning
import Reports
import Studies
import StudyFiles
import Training

extension StudyReport {
  /// Draws and values that a figure shows.
  private static let mostValues = 1000
  /// Features that the table of predictions shows.
  private static let mostFeatures = 30

  /// Writes the report of a posterior of `data` to the folder of `run`.
  ///
  /// - Throws: a `StudyError` if the page cannot be written.
  public static func write(
    _ run: StudyRun, _ model: ModelFile, _ evaluation: ModelEvaluation, _ result: PosteriorResult, _ data: ObservedData
  ) throws(StudyError) {
    var contents = try base(run, model, evaluation, data)
    contents.answer = PosteriorText.answer(result)
    if let fit = result.fit, fit.isRefuted { contents.warnings.append(PosteriorText.words(fit)) }
    contents.warnings += result.estimates.flatMap { one in one.flags.map { PosteriorText.sentence($0, one) } }
    contents.posterior = values(result, run.study)
    contents.ledger = ReportTable(
      header: ["item", "what became of it", "count"],
      rows: [["records", "read", data.ledger.read.grouped], ["records", "used", data.ledger.used.grouped]]
        + data.ledger.entries.filter { $0.count > 0 }.map { ["records", "not used: \($0.reason)", $0.count.grouped] })
    contents.methodsParagraph = MethodsParagraph(run.study, model).text(
      accuracy: MethodsParagraph.accuracy(evaluation), result: contents.answer.joined(separator: " "))
    try write(contents, run)
  }

  private static func values(_ result: PosteriorResult, _ study: Study) -> PosteriorValues {
    func some(_ values: [Double]) -> [Double] {
      stride(from: 0, to: values.count, by: max(1, values.count / mostValues)).map { values[$0] }
    }
    var marginals: [PosteriorValues.Marginal] = []
    if let draws = result.draws {
      for (index, one) in result.estimates.enumerated() {
        marginals.append(
          PosteriorValues.Marginal(
            name: one.name, isLogarithmic: study.targets[index].scale == .log,
            prior: some(result.before.rows.truth(one.name) ?? []), posterior: some(draws.draws(row: 0, target: index)),
            low: one.interval.lowerBound, median: one.median, high: one.interval.upperBound))
      }
    }
    let sentences = result.fit.map { [PosteriorText.words($0)] } ?? ["There were too few replicates to say."]
    var values = PosteriorValues(
      marginals: marginals, fit: sentences, isRefuted: result.fit?.isRefuted ?? false)
    values.estimates = estimates(result)
    if result.rounds.count > 1 { values.rounds = rounds(result) }
    values.coverage = result.calibration.map(coverage)
    values.predicted = predicted(result)
    return values
  }

  private static func estimates(_ result: PosteriorResult) -> ReportTable? {
    if let choice = result.choice {
      return ReportTable(
        header: ["class", "probability"],
        rows: zip(choice.classes, choice.probabilities).map { [$0, $1.fixed(3)] })
    }
    return ReportTable(
      header: ["target", "median", "mean", "50 % interval", "90 % interval", "learned", "prior", "look twice"],
      rows: result.estimates.map { one in
        [
          one.name, one.median.significant, one.mean.significant,
          "\(one.quantiles[3].significant) to \(one.quantiles[5].significant)",
          "\(one.interval.lowerBound.significant) to \(one.interval.upperBound.significant)",
          "\((100 * max(0, one.contraction)).fixed(0)) %", one.prior ?? "follows from others",
          one.flags.isEmpty ? "–" : one.flags.map { PosteriorText.words($0, one) }.joined(separator: "; "),
        ]
      })
  }

  private static func rounds(_ result: PosteriorResult) -> ReportTable {
    ReportTable(
      header: ["round", "replicates", "loci"] + (result.rounds.first?.regions.map(\.target) ?? []),
      rows: result.rounds.map { round in
        ["\(round.number)", round.replicates.grouped, round.loci.grouped]
          + round.regions.map { "\($0.low.significant) to \($0.high.significant)" }
      })
  }

  private static func coverage(_ calibration: PosteriorCalibration) -> ReportTable {
    let levels = PosteriorCalibration.levels.map { "\((100 * $0).fixed(0)) %" }
    return ReportTable(
      header: ["target", "replicates"] + levels + ["p of the ranks"],
      rows: calibration.targets.map { one in
        [one.name, calibration.replicates.grouped]
          + one.coverage.map { share in
            "\((100 * share.value).fixed(1)) (\((100 * share.interval.lowerBound).fixed(0)) to "
              + "\((100 * share.interval.upperBound).fixed(0)))"
          } + [one.p.significant]
      } + [
        ["all jointly", calibration.replicates.grouped] + levels.map { _ in "" } + [calibration.jointP.significant]
      ])
  }

  private static func predicted(_ result: PosteriorResult) -> ReportTable? {
    guard let predictions = result.predictions else { return nil }
    let shown = predictions.features.sorted { abs($0.share - 0.5) > abs($1.share - 0.5) }.prefix(mostFeatures)
    return ReportTable(
      header: ["feature", "data", "5 % of replicates below", "median", "5 % above", "replicates below the data"],
      rows: shown.map { one in
        [one.name] + [one.observed, one.low, one.median, one.high].map(\.significant)
          + ["\((100 * one.share).fixed(0)) %"]
      })
  }
}
