import FeatureTables

/// How well a model does on rows that it has not seen.
public struct Evaluation: Codable, Sendable, Equatable {
  /// One class, or group of classes, against all the others.
  public struct OneVersusRest: Codable, Sendable, Equatable {
    /// The name of the class or group.
    public let name: String
    /// The classes that count as positive.
    public let classes: [String]
    /// The curve, thinned for drawing, with its exact area; nil if the rows are all positive or all negative.
    public let curve: ROCCurve?
    /// The 95 % interval of the area, by drawing rows again; nil if there is no area.
    public let areaInterval: [Double]?
    /// The share of positives found where 1, 3 and 5 % of negatives are called positive; nil if there is no curve, or in models of
    /// earlier versions.
    public let powers: [ROCCurve.Power]?
    /// The area under the precision-recall curve by its steps; nil if no row is positive.
    public let averagePrecision: Double?
    /// Whether the summed probability of the classes means what it says; nil if it was not looked at.
    public let reliability: Reliability?
  }

  /// Shares of negatives called positive at which users report power.
  package static let falsePositiveRates = [0.01, 0.03, 0.05]

  /// Points that a stored curve has at most (about).
  package static let curvePoints = 200

  /// How often each class was called which.
  public let confusion: ConfusionMatrix
  /// The share of rows called their true class.
  public let accuracy: Proportion
  /// The 95 % interval of the accuracy: lower and upper bound.
  public let accuracyInterval: [Double]
  /// The mean over the classes that have rows of the share of their rows called them; nil if there are no rows.
  public let balancedAccuracy: Double?
  /// Whether the probability of the class called means what it says; nil if it was not looked at.
  public let reliability: Reliability?
  /// Each class against the rest, in class order.
  public let perClass: [OneVersusRest]
  /// Groups of classes against the rest, in the order asked for.
  public let groups: [OneVersusRest]
  /// See ``ProbabilityScores/logLoss(labels:predictions:weights:)``.
  public let logLoss: Double
  /// See ``ProbabilityScores/brier(labels:predictions:weights:)``.
  public let brier: Double

  /// The evaluation of `predictions` of the rows of the labelled `table`.
  ///
  /// Throws if the table is unlabelled, or rows or classes of the two are not the same, or a group names an unknown
  /// class.
  public init(
    _ table: FeatureTable, _ predictions: PredictionTable, groups: [ClassGroup] = []
  ) throws(LearningError) {
    guard table.labels.count == table.rowCount else { throw .unlabelledTable }
    guard table.rowCount == predictions.rowCount else {
      throw .rowMismatch(expected: table.rowCount, found: predictions.rowCount)
    }
    guard table.classes == predictions.classes else {
      throw .classMismatch(expected: table.classes, found: predictions.classes)
    }
    let classes = table.classes
    confusion = ConfusionMatrix(labels: table.labels, predictions: predictions)
    accuracy = confusion.accuracy
    accuracyInterval = [accuracy.interval.lowerBound, accuracy.interval.upperBound]
    let recalls = confusion.recalls.filter { $0.total > 0 }.map(\.value)
    balancedAccuracy = recalls.isEmpty ? nil : recalls.reduce(0, +) / Double(recalls.count)
    reliability = Reliability(labels: table.labels, predictions: predictions)
    for group in groups where !group.classes.allSatisfy(classes.contains) {
      throw .classMismatch(expected: classes, found: group.classes)
    }
    let asked = classes.map { ClassGroup(name: $0, classes: [$0]) } + groups
    let scored = asked.map { group in
      let positive = classes.indices.filter { group.classes.contains(classes[$0]) }
      let isPositive = table.labels.map { positive.contains(Int($0)) }
      let scores = (0..<table.rowCount).map { row in
        positive.reduce(0.0) { $0 + predictions.probability(row: row, class: $1) }
      }
      return (group: group, scores: scores, isPositive: isPositive)
    }
    let rankings = scored.map { Ranking(scores: $0.scores, isPositive: $0.isPositive) }
    let intervals = Ranking.areaIntervals(rankings)
    let measured = scored.enumerated().map { index, one in
      let curve = ROCCurve(scores: one.scores, isPositive: one.isPositive)
      return OneVersusRest(
        name: one.group.name, classes: one.group.classes, curve: curve?.thinned(to: Self.curvePoints),
        areaInterval: curve == nil ? nil : intervals[index],
        powers: curve.map { curve in
          Self.falsePositiveRates.map { curve.power(at: $0) }
        }, averagePrecision: rankings[index].averagePrecision,
        reliability: Reliability(probabilities: one.scores, isTrue: one.isPositive))
    }
    perClass = Array(measured.prefix(classes.count))
    self.groups = Array(measured.dropFirst(classes.count))
    logLoss = ProbabilityScores.logLoss(labels: table.labels, predictions: predictions)
    brier = ProbabilityScores.brier(labels: table.labels, predictions: predictions)
  }

  /// The area under the curve of the class or group `name`; nil if it is unknown or has no curve.
  public func area(of name: String) -> Double? {
    (perClass + groups).first { $0.name == name }?.curve?.area
  }
}
