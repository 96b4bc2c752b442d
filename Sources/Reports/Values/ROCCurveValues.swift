/// The receiver operating characteristic of one class against all others.
package struct ROCCurveValues: Sendable {
  /// The class.
  package let className: String
  /// The area under the curve, in [0, 1].
  package let auc: Double
  /// Points from (0, 0) to (1, 1).
  package let points: [(falsePositiveRate: Double, truePositiveRate: Double)]
  /// How well the class is retrieved: the area under precision over recall; nil if not known.
  package let averagePrecision: Double?
  /// Rows of the class, and others, by which precision follows from the rates; 0 if not known.
  package let positives, negatives: Int

  /// A curve.
  package init(
    className: String, auc: Double, points: [(falsePositiveRate: Double, truePositiveRate: Double)],
    averagePrecision: Double? = nil, positives: Int = 0, negatives: Int = 0
  ) {
    self.className = className
    self.auc = auc
    self.points = points
    self.averagePrecision = averagePrecision
    self.positives = positives
    self.negatives = negatives
  }

  /// Precision over recall, by ascending recall: of what is called the share that is right, where so much of the class is found; empty
  /// where the numbers of rows are not known.
  var precision: [(recall: Double, precision: Double)] {
    guard positives > 0, negatives > 0 else { return [] }
    return points.compactMap { point in
      let right = point.truePositiveRate * Double(positives)
      let called = right + point.falsePositiveRate * Double(negatives)
      return called > 0 ? (point.truePositiveRate, right / called) : nil
    }
  }
}
