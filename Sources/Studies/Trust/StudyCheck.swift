import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles
import Training

/// Do the simulations of a study resemble its data, and can its scan be believed?
public struct StudyCheck: Sendable {
  /// What the check comes to.
  public enum Verdict: String, Sendable {
    /// Nothing speaks against the simulations.
    case fits
    /// The data differ from the simulations; the scan is to be read with care.
    case differs
    /// The data are so unlike the simulations, or the calls so many, that regions would mislead.
    case refused
  }

  /// What it comes to.
  public let verdict: Verdict
  /// Why, a sentence each; those of a refusal first.
  public let reasons: [String]
  /// The parameter that is most likely off; nil if no summary differs.
  public let cause: LikelyCause?
  /// Each summary, simulated against observed; empty without a training table that has them.
  public let comparisons: [SummaryComparison]
  /// Each feature of the model; empty without a training table.
  public let features: [(name: String, simulated: SummaryComparison.Quantiles, observed: SummaryComparison.Quantiles)]
  /// The features whose windows lie outside what the model was shown.
  public let mismatch: FeatureMismatch
  /// Whether a learner tells them apart; nil without a training table, or where there are too few windows.
  public let twoSample: TwoSampleTest?
  /// The share of observed windows that lie further from the training than the share `novelRate` of held-out simulations; nil where
  /// the model cannot tell.
  public let novelShare: Double?
  /// The windows on two axes.
  package let axes: PrincipalAxes?
  /// Windows of the scan that were looked at.
  public let windowCount: Int
  /// How many of them there would be without overlap.
  public let independentWindows: Double
  /// The share of them that is called one of `scan.classes`; nil where numbers are predicted.
  public let calledShare: Double?
  /// True if windows of the data were learned from: there are no simulations for them to resemble.
  public let learnedFromData: Bool
  /// What background selection alone would make of the calls; nil where that was not tried.
  package var background: BackgroundAlternative?
  /// What was expected of the genome when the simulated windows were chosen, class by class.
  public let expected: [Double]

  /// True if nothing speaks against the simulations although some features lie outside them, which the model hardly looks at.
  public var fitsInPart: Bool { verdict == .fits && !mismatch.features.isEmpty }

  /// The share of held-out simulations that lie beyond the distance that counts as far.
  package static let novelRate = 0.01
  /// A share of windows beyond it that is no chance.
  private static let manyNovel = 0.1
  /// A share that leaves nothing to learn from.
  private static let mostlyNovel = 0.5
  /// A share of a genome called a sweep that is not credible.
  private static let absurdShare = 0.5
  /// Fewer windows than these (without overlap) may be a region that was chosen because it is unusual.
  private static let fewestWindows = 10.0
  /// Rows of each kind that the two-sample test takes at most.
  private static let mostRows = 2000

  /// The check of a finished scan with the trust in it; `training` is the table that the model was fitted to, if it is there.
  init(
    _ study: Study, _ model: ModelFile, training: FeatureTable?, _ stage: ScanStage, _ scan: ScanResult,
    _ trust: ScanTrust?, threads: Int
  ) throws(StudyError) {
    let observed = scan.observed
    let places = scan.windows.filter { $0.window.insufficient == nil }.map(\.window.interval)
    windowCount = observed.rowCount
    independentWindows = Self.independent(places)
    let genome = try ExpectedGenome(study)
    expected = genome.shares
    calledShare = study.data?.labels == nil ? Self.calledShare(study, scan) : nil
    learnedFromData = study.data?.labels != nil
    novelShare = try Self.novelShare(model, observed, threads: threads)
    if let training, training.schema == observed.schema {
      let simulated = training.selecting(genome.rows(of: training, limit: Self.mostRows))
      comparisons = Self.comparisons(simulated, try stage.features.summaries(threads: threads), independentWindows)
      features = Self.features(simulated, observed)
      axes = PrincipalAxes(simulated: simulated, observed: observed)
      let step = max(1, (observed.rowCount + Self.mostRows - 1) / Self.mostRows)
      let rows = Array(stride(from: 0, to: observed.rowCount, by: step))
      twoSample = try TwoSampleTest(
        simulated: simulated, observed: observed.selecting(rows), places: rows.map { places[$0] },
        independent: independentWindows, seed: study.training.seed, threads: threads)
    } else {
      (comparisons, features, axes, twoSample) = ([], [], nil, nil)
    }
    cause = LikelyCause(comparisons, independent: independentWindows)
    mismatch = FeatureMismatch(observed, ranges: model.featureRanges, importances: model.model.importances)
    let gates = [
      CallGates.ability(model.evaluation, wanted: study.scan.classes), CallGates.falseCalls(trust),
      scan.sites.flatMap { SiteText.implausible($0.calls, $0.calibration, study.scan.objective) },
    ].compactMap { $0 }
    (verdict, reasons) = Self.judge(
      comparisons, cause, twoSample, mismatch, novelShare, calledShare, independentWindows, classes: study.scan.classes,
      gates: gates)
  }

  /// Windows without overlap that cover as many bases as `places`, which ascend within a contig.
  package static func independent(_ places: [Interval]) -> Double {
    guard let first = places.first else { return 0 }
    var covered = 0
    var last: Interval?
    for place in places {
      let start = last.map { $0.contig == place.contig ? max($0.end, place.start) : place.start } ?? place.start
      covered += max(0, place.end - start)
      last = place
    }
    return Double(covered) / Double(first.length)
  }

  private static func calledShare(_ study: Study, _ scan: ScanResult) -> Double? {
    guard study.isClassification, scan.observed.rowCount > 0 else { return nil }
    let names = study.classNames
    let called = scan.windows.count { window in
      window.called.map { study.scan.classes.contains(names[$0]) } ?? false
    }
    return Double(called) / Double(scan.observed.rowCount)
  }

  private static func novelShare(
    _ model: ModelFile, _ observed: FeatureTable, threads: Int
  ) throws(StudyError) -> Double? {
    // Of fewer rows held out than 1 / the rate, none tells how far that share lies.
    guard let novelty = model.novelty, Double(novelty.usual.count + 1) * novelRate >= 1, observed.rowCount > 0 else {
      return nil
    }
    return try attempt {
      novelty.shareBeyond(try novelty.scores(observed, readBy: model.model, threads: threads), rate: novelRate)
    }
  }

  private static func comparisons(
    _ simulated: FeatureTable, _ observed: [[Double]], _ independent: Double
  ) -> [SummaryComparison] {
    let width = simulated.truthNames.count
    return WindowSummary.allCases.enumerated().compactMap { number, summary in
      guard let column = simulated.truthNames.firstIndex(of: summary.column) else { return nil }
      return SummaryComparison(
        summary, simulated: (0..<simulated.rowCount).map { simulated.truth[$0 * width + column] },
        observed: observed.map { $0[number] }, independent: independent)
    }
  }

  private static func features(
    _ simulated: FeatureTable, _ observed: FeatureTable
  ) -> [(name: String, simulated: SummaryComparison.Quantiles, observed: SummaryComparison.Quantiles)] {
    guard simulated.rowCount > 0, observed.rowCount > 0 else { return [] }
    let width = observed.columnCount
    func quantiles(_ table: FeatureTable, _ column: Int) -> SummaryComparison.Quantiles {
      SummaryComparison.Quantiles((0..<table.rowCount).map { table.values[$0 * width + column] })
    }
    return observed.schema.columns.enumerated().map { index, column in
      (column.name, quantiles(simulated, index), quantiles(observed, index))
    }
  }

  /// The verdict and why.
  private static func judge(
    _ comparisons: [SummaryComparison], _ cause: LikelyCause?, _ test: TwoSampleTest?, _ mismatch: FeatureMismatch,
    _ novel: Double?, _ called: Double?, _ independent: Double, classes: [String], gates: [String]
  ) -> (Verdict, [String]) {
    var refusals: [String] = []
    var remarks: [String] = []
    if let cause {
      let isGenome = independent >= fewestWindows
      let isAbsurd = comparisons.contains { one in
        // A sweep changes the spectrum and linkage of a region, but by such a factor the sites of few windows only.
        let isTelling = one.summary == .segregatingSites && one.factor >= 3 ? independent >= 3 : isGenome
        return one.isAbsurd && isTelling && one.summary != .haplotypeDiversity
      }
      if isAbsurd {
        refusals.append(cause.sentence)
      } else {
        remarks.append(cause.sentence)
      }
    }
    if let called, called > absurdShare {
      let words =
        "\((100 * called).fixed(0)) % of the windows are called \(classes.joined(separator: " or ")), which is not credible for a "
        + "genome."
      if independent >= 2 * fewestWindows { refusals.append(words) } else { remarks.append(words) }
    }
    if let novel, novel >= manyNovel {
      let words =
        "\((100 * novel).fixed(1)) % of the windows lie, by all features together (Mahalanobis distance to the nearest class), "
        + "further from the simulations than \((100 * (1 - novelRate)).fixed(0)) % of held-out simulations do; about "
        + "\((100 * novelRate).fixed(0)) % would where they resemble the data. A classifier does not know what it has never seen."
      // A chosen region may be unusual; where hardly a window could have been simulated nothing was learned of it, however short it is.
      let isTold = test.map { $0.area >= TwoSampleTest.apart } ?? mismatch.matters
      if novel >= mostlyNovel && (independent >= fewestWindows || isTold) {
        refusals.append(words)
      } else {
        remarks.append(words)
      }
    }
    if mismatch.matters, let words = mismatch.sentence { remarks.append(words) }
    let isApart = independent >= fewestWindows && (test?.interval.lowerBound ?? 0) >= TwoSampleTest.apart
    if let test, test.interval.lowerBound >= TwoSampleTest.differs {
      let names = test.telltales.filter { $0.fall > 0 }.prefix(3).map(\.statistic)
      let words =
        "A learner tells the observed windows from simulated ones: area under the ROC curve \(test.area.fixed(3)) (95 % interval "
        + "\(test.interval.lowerBound.fixed(3)) to \(test.interval.upperBound.fixed(3)); 0.5 if they were alike)"
        + (names.isEmpty ? "." : ", most of all by \(names.joined(separator: ", ")).")
      if isApart { refusals.append(words) } else { remarks.append(words) }
    }
    refusals += gates
    let verdict: Verdict = !refusals.isEmpty ? .refused : remarks.isEmpty ? .fits : .differs
    return (verdict, refusals + remarks)
  }
}
