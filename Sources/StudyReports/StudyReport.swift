import FeatureTables
import Groundwork
import Learning
import Reports
import Studies
import StudyFiles
import Training

/// The report of a study: its results as values of a page, and the page.
public enum StudyReport {
  /// Writes the report of `run` to its folder.
  ///
  /// - Parameters:
  ///   - run: the study and its folder.
  ///   - model: what was learned.
  ///   - evaluation: how well it does on held-out rows.
  ///   - scan: the data and what was found in them; nil for a study without data.
  ///   - robustness: the rows of the table of altered simulations, header first; nil if there is none.
  /// - Throws: a `StudyError` if the page cannot be written, or genes or known regions cannot be read.
  public static func write(
    _ run: StudyRun, _ model: ModelFile, _ evaluation: ModelEvaluation,
    scan: (data: ObservedData, checked: CheckedScan)?, robustness: [[String]]?
  ) throws(StudyError) {
    var contents = try base(run, model, evaluation, scan?.data)
    contents.robustness = robustness.map { RobustnessWords.table($0) }
    if scan == nil {
      contents.answer = ["A model was trained and measured; the study names no data, so nothing was scanned."]
    }
    if let scan {
      let checked = scan.checked
      contents.answer = AnswerSentences.of(checked, run.study)
      CheckSectionValues.add(checked, to: &contents)
      if let trust = checked.trust, !checked.isRefused { CheckSectionValues.add(trust, run.study, to: &contents) }
      if let sites = checked.result.sites, !checked.isRefused {
        CheckSectionValues.add(sites, run.study, to: &contents)
      }
      if !checked.isRefused {
        try addScan(run, checked.result, checked.trust, to: &contents)
        if let reasons = try run.reasons(model, scan.data, checked) {
          ReasonValues.add(reasons, scan.data, run.study, to: &contents)
        }
      }
      addResemblance(model, checked.result.observed, to: &contents)
      let rows = ScanOutput.ledgerRows(scan.data, checked.stage, checked.result)
      contents.ledger = ReportTable(
        header: ["item", "contig", "what became of it", "count"],
        rows: rows.map { [$0.item, $0.contig, $0.what, $0.count.grouped] })
    }
    contents.methodsParagraph = MethodsParagraph(run.study, model).text(
      accuracy: MethodsParagraph.accuracy(evaluation), result: scan.map { found($0.checked) } ?? "")
    try write(contents, run)
  }

  /// What every report says of a study: what was asked and learned, how well, and by what.
  static func base(
    _ run: StudyRun, _ model: ModelFile, _ evaluation: ModelEvaluation, _ data: ObservedData?
  ) throws(StudyError) -> ReportContents {
    var contents = ReportContents(title: run.study.name)
    contents.studySummary = StudyWords.summary(run.study, model)
    if let data, !run.learnsFromData {
      let likeness = try run.simulation(data).likenessInWords.joined(separator: "; ")
      contents.studySummary.append("Simulated windows were made like those of the data: \(likeness).")
    }
    contents.studySummary += run.simulationNotes.map { "Note: \($0)." }
    // A page that is passed on does not tell where the data lay.
    let paths = run.study.data?.variants ?? []
    contents.studySummary += (data?.notes ?? []).map { note in
      "Note: "
        + paths.reduce(note) { $0.replacing($1, with: $1.split(separator: "/").last.map(String.init) ?? $1) } + "."
    }
    contents.accuracy = EvaluationText.summary(evaluation, rows: run.heldOutRows)
    switch evaluation {
    case .classes(let evaluation): addAccuracy(evaluation, to: &contents)
    case .numbers(let evaluations): addAccuracy(evaluations, run.study, to: &contents)
    }
    addImportances(model, to: &contents)
    addGrowth(run, model, to: &contents)
    contents.provenance =
      [
        LabelledValue("program", "apus \(model.provenance.version)"),
        LabelledValue("libraries", LibraryVersions.line),
        LabelledValue("seed", "\(model.provenance.seed)"),
        LabelledValue("key of the model", model.provenance.studyHash),
      ] + StudyKeysInWords.rows(model.provenance.study)
    contents.citations = model.citations
    contents.bibtex = Bibliography(model).bibtex
    return contents
  }

  /// Writes the page of `contents`.
  static func write(_ contents: ReportContents, _ run: StudyRun) throws(StudyError) {
    do { try AtomicFile.write(ReportPage.html(contents), to: run.folder.report) } catch {
      throw StudyError.io(error.description)
    }
  }

  /// What was found, for the paragraph of a paper.
  private static func found(_ checked: CheckedScan) -> String {
    guard !checked.isRefused, let trust = checked.trust else { return "" }
    let (windows, regions) = (checked.result.observed.rowCount, checked.result.regions.count)
    return "Of \(windows.grouped) windows of the data \(trust.calledWindows.grouped) were called, in "
      + (regions == 1 ? "one region" : "\(regions.grouped) regions")
      + "; by the error rates on simulations that the model has not seen, \(trust.expectedFalse.fixed(1)) (95 % interval "
      + "\(trust.expectedFalseLow.fixed(1)) to \(trust.expectedFalseHigh.fixed(1))) of these calls are expected to be false."
  }

  static func addAccuracy(_ evaluation: Evaluation, to contents: inout ReportContents) {
    // The matrix that ends the lines has a table of its own.
    contents.accuracy =
      Array(contents.accuracy.prefix(2)) + [
        "balanced accuracy "
          + (evaluation.balancedAccuracy.map { (100 * $0).fixed(1) + " %" } ?? "unknown")
          + ", log loss \(evaluation.logLoss.fixed(3)), Brier score \(evaluation.brier.fixed(3))"
      ]
    contents.confusion = ConfusionTable(classes: evaluation.confusion.classes, counts: evaluation.confusion.counts)
    contents.rocCurves = (evaluation.groups + evaluation.perClass).compactMap { one in
      one.curve.map { curve in
        ROCCurveValues(
          className: one.name, auc: curve.area,
          points: curve.points.map { ($0.falsePositiveRate, $0.truePositiveRate) },
          averagePrecision: one.averagePrecision, positives: curve.positives, negatives: curve.negatives)
      }
    }
    contents.classScores = ReportTable(
      header: ["class", "area under the ROC curve", "95 % interval", "average precision", "calibration error"],
      rows: (evaluation.groups + evaluation.perClass).map { one in
        [
          one.name, one.curve?.area.fixed(3) ?? "–",
          one.areaInterval.map { "\($0[0].fixed(3)) to \($0[1].fixed(3))" } ?? "–",
          one.averagePrecision?.fixed(3) ?? "–", one.reliability?.expectedCalibrationError.fixed(3) ?? "–",
        ]
      })
    contents.reliability = evaluation.reliability.map { reliability in
      ReliabilityValues(
        bins: reliability.bins.compactMap { bin in
          bin.meanProbability.map {
            ReliabilityValues.Bin(
              probability: $0, observed: bin.observed.value, low: bin.observedInterval[0],
              high: bin.observedInterval[1], rows: bin.observed.total)
          }
        }, expectedCalibrationError: reliability.expectedCalibrationError)
    }
    contents.keyFigures.append(
      LabelledValue(
        "accuracy, \(evaluation.confusion.classes.count) classes", (100 * evaluation.accuracy.value).fixed(1) + " %"))
    for group in evaluation.groups {
      if let curve = group.curve {
        contents.keyFigures.append(LabelledValue("AUC, \(group.name)", curve.area.fixed(3)))
      }
    }
  }

  static func addAccuracy(
    _ evaluations: [RegressionEvaluation], _ study: Study, to contents: inout ReportContents
  ) {
    for one in evaluations {
      contents.keyFigures.append(LabelledValue("R2, \(one.target)", one.r2.fixed(3)))
      contents.numberAccuracies.append(
        NumberAccuracy(
          name: one.target, unit: StudyWords.unit(one.target) ?? "",
          points: one.points.map { NumberAccuracy.Point(truth: $0.truth, predicted: $0.predicted) },
          isLogarithmic: study.targets.contains { $0.name == one.target && $0.scale == .log }))
    }
    let levels = evaluations.first?.coverages.map(\.nominal) ?? []
    contents.numberScores = ReportTable(
      header: ["number", "R2", "root mean squared error", "mean absolute error", "CRPS"]
        + levels.map { "in the \((100 * $0).fixed(0)) % interval" },
      rows: evaluations.map { one in
        [one.target + (StudyWords.unit(one.target).map { ", \($0)" } ?? ""), one.r2.fixed(3)]
          + [one.rootMeanSquaredError, one.meanAbsoluteError, one.crps].map(\.significant)
          + one.coverages.map { coverage in
            let interval = coverage.observed.interval
            return "\(NumberWords.percent(coverage.observed.value)) (\((100 * interval.lowerBound).fixed(0)) to "
              + "\((100 * interval.upperBound).fixed(0)))"
          }
      })
  }

  private static func addGrowth(_ run: StudyRun, _ model: ModelFile, to contents: inout ReportContents) {
    guard let growth = run.growth(of: model) else { return }
    let names = growth.points.map(\.name).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    contents.growth = names.map { name in
      GrowthCurveValues(
        name: run.study.isClassification ? name : "R2 of \(name)",
        points: growth.points.filter { $0.name == name }.map {
          GrowthCurveValues.Point(rows: $0.rows, value: $0.value, low: $0.low, high: $0.high)
        })
    }
  }

  static func addImportances(_ model: ModelFile, to contents: inout ReportContents) {
    let names = model.model.schema.columns.map(\.name)
    let shares = Dictionary(zip(names, model.model.importances)) { first, _ in first }
    contents.importances = model.importances.map {
      FeatureImportance(feature: $0.column, importance: $0.mean, spread: $0.spread, share: shares[$0.column] ?? 0)
    }
  }

  private static func addResemblance(
    _ model: ModelFile, _ observed: FeatureTable, to contents: inout ReportContents
  ) {
    let columns = observed.schema.columns.indices
    contents.featureRanges = columns.map { column in
      let values = (0..<observed.rowCount).map { observed.values[$0 * observed.columnCount + column] }
      let simulated = model.featureRanges[column]
      let outside = values.count { !simulated.isTypical($0) }
      return Reports.FeatureRange(
        name: simulated.column, simulated: quantiles(simulated),
        observed: quantiles(Learning.FeatureRange(column: simulated.column, values: values)),
        shareOutside: Double(outside) / Double(values.count))
    }
    let shares = contents.featureRanges.map(\.shareOutside)
    let mean = shares.reduce(0, +) / Double(max(1, shares.count))
    contents.keyFigures.append(
      LabelledValue("features outside the simulated range", (100 * mean).fixed(1) + " %"))
  }

  private static func quantiles(_ range: Learning.FeatureRange) -> FeatureQuantiles {
    FeatureQuantiles(
      minimum: range.minimum, q01: range.percentile1, q25: range.lowerQuartile, median: range.median,
      q75: range.upperQuartile, q99: range.percentile99, maximum: range.maximum)
  }
}
