/// How often rows of each true class were called each class.
public struct ConfusionMatrix: Codable, Sendable, Equatable {
  /// The classes, in order.
  public let classes: [String]
  /// counts[true class][called class].
  public private(set) var counts: [[Int]]

  /// A matrix of zeros.
  public init(classes: [String]) {
    self.classes = classes
    counts = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
  }

  /// The matrix of `labels` against the called classes of `predictions`, which have as many rows.
  public init(labels: [Int32], predictions: PredictionTable) {
    precondition(
      labels.count == predictions.rowCount, "\(labels.count) labels of \(predictions.rowCount) predictions")
    self.init(classes: predictions.classes)
    for (row, label) in labels.enumerated() { counts[Int(label)][predictions.calledClass(row: row)] += 1 }
  }

  /// Rows in all.
  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  /// Rows called their true class.
  public var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
  /// The share of rows called their true class, with Wilson's interval.
  public var accuracy: Proportion { Proportion(successes: correct, total: total) }

  /// The share of the rows of each true class that were called it (recall), with Wilson's interval.
  public var recalls: [Proportion] {
    counts.indices.map { Proportion(successes: counts[$0][$0], total: counts[$0].reduce(0, +)) }
  }

  /// The share of the rows called each class that are of it (precision), with Wilson's interval.
  public var precisions: [Proportion] {
    counts.indices.map { index in
      Proportion(successes: counts[index][index], total: counts.reduce(0) { $0 + $1[index] })
    }
  }
}
