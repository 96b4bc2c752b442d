import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles

/// How strong and how old sweeps are: forests that learned these numbers from the training rows with a sweep.
///
/// Intervals are conformalised quantile regression (Romano et al. 2019, arXiv:1905.03222): the forest's 5 and 95 % quantiles, widened by
/// what nine in ten of the rows that were held out need. They hold the truth of nine sweeps in ten drawn from the priors, whatever the
/// forest is worth. A number that the forest does not know better than the prior is not told, of sweeps as a whole or of a single one
/// whose interval is nearly the prior's.
package struct SweepParameters: Sendable {
  /// A number told of a sweep.
  package struct Estimate: Sendable, Equatable {
    /// Its name, as the truth has it.
    package let name: String
    /// The prediction, and the bounds of the interval that holds nine truths in ten; NaN where it cannot be told of this sweep.
    package let value, low, high: Double
  }

  /// What is known of one number.
  private struct Parameter: Sendable {
    let name: String
    let scale: TargetScale
    let model: any Model
    /// What an interval is widened by on each side, on the scale.
    let widening: Double
    /// The least and greatest truth that was learned from.
    let range: ClosedRange<Double>
    /// How far the middle nine tenths of these truths reach, on the scale.
    let reach: Double
    /// The classes that have such a number: hard sweeps have no frequency at which they began.
    let labels: Set<Int>
  }

  private let parameters: [Parameter]
  /// Numbers that vary among the sweeps and cannot be told.
  package let untold: [String]

  /// The names of those that can be told.
  package var names: [String] { parameters.map(\.name) }

  /// What is worth telling of a sweep, where it was drawn.
  static let candidates = ["selection_coefficient", "fixation_time", "onset", "initial_frequency", "final_frequency"]
  /// The share of truths that an interval holds.
  private static let level = 0.9
  /// An interval of this share of the prior's says no more than the prior.
  private static let mostOfPrior = 0.9
  /// The least R2 on held-out rows at which a number is told.
  private static let leastR2 = 0.1
  /// Fewer rows of either kind say nothing; more than the most cost time and say little more.
  private static let (fewestTraining, fewestHeldOut, most) = (50, 30, 4000)

  /// What the rows `training` of `table` teach of sweeps of the classes `labels`, and the rows `heldOut` of how well.
  package init(
    _ table: FeatureTable, labels: Set<Int>, training: [Int], heldOut: [Int], preprocess: Preprocessing, seed: UInt64,
    threads: Int
  ) throws(LearningError) {
    var parameters: [Parameter] = []
    var untold: [String] = []
    for name in Self.candidates {
      guard let truth = table.rows.truth(name) else { continue }
      // No frequency at the beginning is the absence of a number and not its least value.
      let isAbsentAtZero = name == "initial_frequency"
      func rows(_ among: [Int]) -> [Int] {
        among.filter {
          labels.contains(Int(table.labels[$0])) && truth[$0].isFinite && !(isAbsentAtZero && truth[$0] == 0)
        }
      }
      let (own, others) = (Self.thinned(rows(training)), Self.thinned(rows(heldOut)))
      guard own.count >= Self.fewestTraining, others.count >= Self.fewestHeldOut,
        let least = own.map({ truth[$0] }).min(), let greatest = own.map({ truth[$0] }).max(), least < greatest
      else { continue }
      let scale: TargetScale = least > 0 && greatest > 10 * least ? .log : .linear
      let task = PredictionTask.regression(targets: [TargetVariable(name, scale: scale)])
      var learner = ExtraTrees()
      (learner.trees, learner.minLeaf, learner.preprocess) = (200, 5, preprocess)
      let model = try learner.fit(table.selecting(own), to: task, seed: seed, threads: threads)
      let predicted = try Self.predict(model, table.selecting(others), scale, threads)
      let known = others.map { scale.transformed(truth[$0]) }
      if RegressionScores.r2(truth: known, predicted: predicted.map(\.value)) < Self.leastR2 {
        untold.append(name)
        continue
      }
      let missed = zip(known, predicted).map { max($1.low - $0, $0 - $1.high) }.sorted()
      let rank = Int((Self.level * Double(missed.count + 1)).rounded(.up))
      let sorted = own.map { scale.transformed(truth[$0]) }.sorted()
      parameters.append(
        Parameter(
          name: name, scale: scale, model: model, widening: missed[min(rank, missed.count) - 1],
          range: least...greatest,
          reach: sorted[sorted.count * 19 / 20] - sorted[sorted.count / 20],
          labels: Set(own.map { Int(table.labels[$0]) })))
    }
    self.parameters = parameters
    self.untold = untold
  }

  /// What is told of each row of `table`, of the classes `labels`, in the order of ``names``.
  package func estimates(
    _ table: FeatureTable, labels: [Int], threads: Int
  ) throws(LearningError) -> [[Estimate]] {
    var result = [[Estimate]](repeating: [], count: table.rowCount)
    for one in parameters {
      for (row, own) in try Self.predict(one.model, table, one.scale, threads).enumerated() {
        // A widening below 0 narrows, but never past the prediction.
        let bounds = (low: min(own.value, own.low - one.widening), high: max(own.value, own.high + one.widening))
        guard one.labels.contains(labels[row]), bounds.high - bounds.low < Self.mostOfPrior * one.reach else {
          result[row].append(Estimate(name: one.name, value: .nan, low: .nan, high: .nan))
          continue
        }
        let (low, high) = (one.scale.restored(bounds.low), one.scale.restored(bounds.high))
        func held(_ value: Double) -> Double { min(max(value, one.range.lowerBound), one.range.upperBound) }
        result[row].append(
          Estimate(name: one.name, value: held(one.scale.restored(own.value)), low: held(low), high: held(high)))
      }
    }
    return result
  }

  /// The prediction of each row and its quantiles, on the scale.
  private static func predict(
    _ model: any Model, _ table: FeatureTable, _ scale: TargetScale, _ threads: Int
  ) throws(LearningError) -> [(value: Double, low: Double, high: Double)] {
    let levels = [(1 - level) / 2, (1 + level) / 2]
    let predictions = try model.predictTargets(table, levels: levels, threads: threads)
    return (0..<table.rowCount).map { row in
      let bounds = predictions.quantiles(row: row, target: 0).map(scale.transformed)
      let value = scale.transformed(predictions.values[row])
      return (value, bounds.first ?? value, bounds.last ?? value)
    }
  }

  /// At most ``most`` of `rows`, drawn at random: classes take turns, so that every k-th row may be of one.
  private static func thinned(_ rows: [Int]) -> [Int] {
    guard rows.count > most else { return rows }
    var stream = RandomStream(seed: 1, replicate: UInt64(rows.count), purpose: .resampling)
    var drawn = rows
    stream.shuffle(&drawn)
    return drawn.prefix(most).sorted()
  }
}

extension StudyRun {
  /// What can be told of the sweeps in the regions of `result`, in their order; nil where none are called, or no sweeps are looked for.
  func sweepEstimates(_ result: ScanResult, _ own: OwnTraining?) throws(StudyError) -> SweepEstimates? {
    let labels = study.classes.indices.filter {
      study.classes[$0].isSweep && study.scan.classes.contains(study.classes[$0].name)
    }
    guard let own, study.isClassification, !labels.isEmpty, !result.regions.isEmpty else { return nil }
    let split = try own.split()
    var row = -1
    var places: [Interval: Int] = [:]
    for scanned in result.windows where scanned.finding != nil {
      row += 1
      places[scanned.window.focus] = row
    }
    let peaks = result.regions.map { places[$0.peak] }
    let (training, threads) = (study.training, threads)
    return try attempt {
      let parameters = try SweepParameters(
        own.table, labels: Set(labels), training: split.training, heldOut: split.test,
        preprocess: study.learner.preprocess, seed: DerivedSeed.parameters(training.seed), threads: threads)
      let asked = peaks.indices.filter { peaks[$0] != nil }
      let told = try parameters.estimates(
        result.observed.selecting(asked.compactMap { peaks[$0] }),
        labels: asked.map { study.classNames.firstIndex(of: result.regions[$0].kind) ?? -1 }, threads: threads)
      var next = 0
      return SweepEstimates(
        names: parameters.names, untold: parameters.untold,
        regions: peaks.map { peak in
          guard peak != nil else { return [] }
          defer { next += 1 }
          return told[next]
        })
    }
  }
}
