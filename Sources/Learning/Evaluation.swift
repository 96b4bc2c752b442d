import FeatureTables

/// Classes that answer one question together: "sweep" for hard and soft.
public struct ClassGroup: Codable, Sendable, Equatable {
  /// The group's name.
  public let name: String
  /// Its classes.
  public let classes: [String]

  /// The group `name` of `classes`.
  public init(name: String, classes: [String]) {
    self.name = name
    self.classes = classes
  }
}

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
  }

  /// Points that a stored curve has at most (about).
  public static let curvePoints = 200

  /// How often each class was called which.
  public let confusion: ConfusionMatrix
  /// The share of rows called their true class.
  public let accuracy: Proportion
  /// The 95 % interval of the accuracy: lower and upper bound.
  public let accuracyInterval: [Double]
  /// Each class against the rest, in class order.
  public let perClass: [OneVersusRest]
  /// Groups of classes against the rest, in the order asked for.
  public let groups: [OneVersusRest]
  /// See ``ProbabilityScores/logLoss(labels:predictions:)``.
  public let logLoss: Double
  /// See ``ProbabilityScores/brier(labels:predictions:)``.
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
    func against(_ name: String, _ members: [String]) -> OneVersusRest {
      let positive = Set(classes.indices.filter { members.contains(classes[$0]) })
      let curve = ROCCurve(labels: table.labels, predictions: predictions, positive: positive)
      return OneVersusRest(name: name, classes: members, curve: curve?.thinned(to: Self.curvePoints))
    }
    for group in groups where !group.classes.allSatisfy(classes.contains) {
      throw .classMismatch(expected: classes, found: group.classes)
    }
    perClass = classes.map { against($0, [$0]) }
    self.groups = groups.map { against($0.name, $0.classes) }
    logLoss = ProbabilityScores.logLoss(labels: table.labels, predictions: predictions)
    brier = ProbabilityScores.brier(labels: table.labels, predictions: predictions)
  }

  /// The area under the curve of the class or group `name`; nil if it is unknown or has no curve.
  public func area(of name: String) -> Double? {
    (perClass + groups).first { $0.name == name }?.curve?.area
  }
}
