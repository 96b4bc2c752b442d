import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles

/// How far the calls of a scan can be trusted: what held-out simulations say, weighted to what the genome is expected to be.
///
/// A model is fitted to equal numbers of each class, a genome is mostly neutral: probabilities are weighted by the share of each
/// class in the genome over that in the training rows (Saerens et al. 2002, doi:10.1162/089976602753284446), and what is called among
/// held-out windows that are no sweeps says how many false calls to expect.
public struct ScanTrust: Sendable {
  /// Of how many held-out sweeps those in a range of a parameter are found.
  public struct Power: Sendable {
    /// The class.
    public let kind: String
    /// The parameter, as the truth calls it.
    public let parameter: String
    /// Its least and greatest value.
    public let low, high: Double
    /// Those found.
    public let found: Proportion
  }

  /// How probabilities do at the shares of the genome: of the model as it is, and before it was calibrated.
  public struct Scores: Sendable, Equatable {
    /// See `ProbabilityScores.calibrationError`, of the class called.
    public let calibrationError: Double
    /// See `ProbabilityScores.brier`.
    public let brier: Double
  }

  /// What a scan says of a window besides.
  public struct Window: Sendable, Equatable {
    /// The probability of a class that is looked for, at the shares of the genome.
    public let probability: Double
    /// The estimated share of false calls if this and all windows with a probability as high are called.
    public let q: Double
  }

  /// The windows, as those of the scan; nil for those that cannot be classified.
  public let windows: [Window?]
  /// The shares of the classes in the genome.
  public let expected: [Double]
  /// Simulated windows by which false calls are counted: of classes that are not looked for, where sweeps are looked for those without any.
  public let nullCount: Int
  /// What they are, in words: "windows without a sweep".
  public let nullWords: String
  /// The rate at which they are called one, at the shares of the genome.
  public let falseRate: Double
  /// The windows of the scan that are expected to be called falsely, with the bounds that 95 % intervals of the rates give.
  public let expectedFalse, expectedFalseLow, expectedFalseHigh: Double
  /// The windows beside a sweep that are expected to be called one: they find it, at some distance. 0 where no class lies there.
  public let expectedBeside: Double
  /// The windows that are called.
  public let calledWindows: Int
  /// The estimated false discovery rate that windows would have if as many as are called scored higher than every held-out window that is
  /// no sweep: what that many held-out windows can show.
  let attainable: Double
  /// The largest estimated false discovery rate of a window that is called, as the study says; where it says nothing and most calls are
  /// expected to be false, ``CallGates/mostFalse``; nil for any.
  let limit: Double?
  /// At the shares of the genome.
  public let scores: Scores
  /// The same before calibration; nil if the model is not calibrated.
  public let uncalibrated: Scores?
  /// The power of each class that is looked for, by parameter.
  public let power: [Power]

  /// The trust in a scan by `model` that gave the probabilities `scan` to its windows (nil: not classified); `heldOut` are rows
  /// that it has not seen, and `trained` the shares of the classes among its training rows; `null` are further windows that are not
  /// looked for. A sweep in another part of a window makes no call of it false: the sweep is there. Nil where no held-out row is of a class that is looked for, or none is of another.
  package init?(
    _ study: Study, _ model: any Model, heldOut: FeatureTable, trained: [Double], genome: ExpectedGenome,
    null further: NullWindows?, scan: [[Double]?], threads: Int
  ) throws(StudyError) {
    let names = study.classNames
    let rule = CallRule(study, trained: trained, genome: genome)
    var counts = [Int](repeating: 0, count: names.count)
    for label in heldOut.labels { counts[Int(label)] += 1 }
    let others = names.indices.filter { !rule.wanted.contains($0) && counts[$0] > 0 }
    guard study.isClassification, !others.isEmpty, rule.wanted.contains(where: { counts[$0] > 0 }) else { return nil }
    let (nulls, words) = Self.nulls(study, others, wanted: rule.wanted)
    nullWords = words
    expected = genome.shares
    let predictions = try attempt { try model.predict(heldOut, threads: threads) }
    let more = try further.map { further throws(StudyError) in
      try attempt { try model.predict(further.table, threads: threads) }
    }
    func answers(_ label: Int) -> [ArraySlice<Double>] {
      let own = heldOut.labels.indices.filter { Int(heldOut.labels[$0]) == label }.map { predictions.row($0) }
      guard let more, further?.label == label else { return own }
      return own + (0..<more.rowCount).map { more.row($0) }
    }
    var null = NullScores()
    for label in nulls { null.add(answers(label), share: genome.shares[label], rule) }
    nullCount = null.count
    let classified = scan.compactMap { $0 }
    let size = Double(classified.count) * null.share
    let rate = null.calledRate
    falseRate = rate.value
    (expectedFalse, expectedFalseLow, expectedFalseHigh) = (size * rate.value, size * rate.low, size * rate.high)
    expectedBeside = others.filter { !nulls.contains($0) }.reduce(0.0) { sum, label in
      let called = answers(label).count { rule.isCalled($0) }
      return sum + Double(classified.count) * genome.shares[label] * Double(called) / Double(counts[label])
    }
    calledWindows = classified.count { rule.isCalled($0) }
    let areMostFalse = CallGates.areMostFalse(expectedFalse, of: calledWindows)
    limit = study.scan.fdr ?? (areMostFalse && !study.scan.force ? CallGates.mostFalse : nil)
    attainable = size * null.rate(atLeast: .infinity) / Double(max(1, calledWindows))
    let observed = scan.map { probabilities in probabilities.map { rule.score($0) } }
    let q = Self.qValues(observed.compactMap { $0 }) { size * null.rate(atLeast: $0) }
    var next = 0
    windows = observed.map { score in
      guard let score else { return nil }
      defer { next += 1 }
      return Window(probability: score, q: q[next])
    }
    let weights = heldOut.labels.map { genome.shares[Int($0)] / Double(counts[Int($0)]) }
    scores = Self.scores(predictions, heldOut.labels, weights, rule.odds)
    uncalibrated = try (model as? any CalibratedPredictor).map { model throws(StudyError) in
      let before = try attempt { try model.uncalibrated.predict(heldOut, threads: threads) }
      return Self.scores(before, heldOut.labels, weights, rule.odds)
    }
    power = Self.power(
      heldOut, rule.wanted.map { ($0, names[$0]) },
      (0..<predictions.rowCount).map { rule.isCalled(predictions.row($0)) })
  }

  /// What is said of the window, of those of the scan, with the highest probability among those whose middle lies within `interval`.
  package func best(in interval: Interval, of scan: [ScannedWindow]) -> Window? {
    zip(scan, windows).filter { $0.0.window.focus.overlaps(interval) }.compactMap(\.1)
      .max { $0.probability < $1.probability }
  }

  /// The classes among `others`, which are not looked for, whose calls are false, and what their windows are in words.
  private static func nulls(_ study: Study, _ others: [Int], wanted: [Int]) -> (labels: [Int], words: String) {
    guard wanted.contains(where: { study.classes[$0].isSweep }) else {
      return (others, "windows of \(others.map { study.classes[$0].name }.joined(separator: " or "))")
    }
    let without = others.filter { study.classes[$0].sweep == .none }
    return without.isEmpty ? (others, "windows without a sweep in the middle") : (without, "windows without a sweep")
  }

  /// The least of expected false calls / calls over all thresholds that call a window, at most 1 (Storey 2002,
  /// doi:10.1111/1467-9868.00346); `expectedFalse` are those at a threshold.
  private static func qValues(_ scores: [Double], expectedFalse: (Double) -> Double) -> [Double] {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var result = scores
    var least = 1.0
    var place = 0
    while place < order.count {
      // Windows that score alike are called together.
      var end = place
      while end < order.count, scores[order[end]] == scores[order[place]] { end += 1 }
      least = min(least, expectedFalse(scores[order[place]]) / Double(order.count - place))
      for index in place..<end { result[order[index]] = least }
      place = end
    }
    return result
  }

  private static func scores(
    _ predictions: PredictionTable, _ labels: [Int32], _ weights: [Double], _ odds: [Double]
  ) -> Scores {
    let own = predictions.weighted(by: odds)
    return Scores(
      calibrationError: ProbabilityScores.calibrationError(labels: labels, predictions: own, weights: weights),
      brier: ProbabilityScores.brier(labels: labels, predictions: own, weights: weights))
  }

  /// The parameters that power is shown by: strength, age, and frequencies.
  private static let parameters = [
    "selection_coefficient", "fixation_time", "onset", "initial_frequency", "final_frequency",
  ]

  private static func power(
    _ table: FeatureTable, _ wanted: [(label: Int, name: String)], _ isCalled: [Bool]
  ) -> [Power] {
    let width = table.truthNames.count
    return wanted.flatMap { one in
      parameters.flatMap { parameter -> [Power] in
        guard let column = table.truthNames.firstIndex(of: parameter) else { return [] }
        let rows = table.labels.indices.filter {
          Int(table.labels[$0]) == one.label && table.truth[$0 * width + column].isFinite
        }
        let sorted = rows.sorted { table.truth[$0 * width + column] < table.truth[$1 * width + column] }
        guard let first = sorted.first, let last = sorted.last,
          table.truth[first * width + column] < table.truth[last * width + column]
        else { return [] }
        return (0..<3).compactMap { third in
          let own = sorted[sorted.count * third / 3..<sorted.count * (third + 1) / 3]
          guard let low = own.first, let high = own.last else { return nil }
          return Power(
            kind: one.name, parameter: parameter, low: table.truth[low * width + column],
            high: table.truth[high * width + column],
            found: Proportion(successes: own.count { isCalled[$0] }, total: own.count))
        }
      }
    }
  }
}

extension CalibratedModel: CalibratedPredictor {
  var uncalibrated: any Model { base }
}
