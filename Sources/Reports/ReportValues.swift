/// A label and what belongs to it.
package struct LabelledValue: Sendable, Equatable {
  /// The label.
  package let label: String
  /// The value, in words.
  package let value: String

  /// `label`: `value`.
  package init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}

/// A table of text; every row should have as many cells as the header.
package struct ReportTable: Sendable, Equatable {
  /// The column names.
  package let header: [String]
  /// The rows, in the order in which they are shown.
  package let rows: [[String]]

  /// A table.
  package init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }
}

/// How often each true class was given each label, on data that were held out.
package struct ConfusionTable: Sendable, Equatable {
  /// The classes, in the order of the model.
  package let classes: [String]
  /// `counts[true class][predicted class]`.
  package let counts: [[Int]]

  /// A square table of `classes`.
  package init(classes: [String], counts: [[Int]]) {
    precondition(
      counts.count == classes.count && counts.allSatisfy { $0.count == classes.count },
      "a confusion table of \(classes.count) classes needs as many rows and columns")
    self.classes = classes
    self.counts = counts
  }
}

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

/// A score that grew with the rows that were learned from.
package struct GrowthCurveValues: Sendable, Equatable {
  /// A score with so many rows.
  package struct Point: Sendable, Equatable {
    /// Rows that were learned from.
    package let rows: Int
    /// The score, and its interval.
    package let value, low, high: Double

    /// A score.
    package init(rows: Int, value: Double, low: Double, high: Double) {
      self.rows = rows
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// What was measured.
  package let name: String
  /// By ascending rows.
  package let points: [Point]

  /// A curve.
  package init(name: String, points: [Point]) {
    self.name = name
    self.points = points
  }
}

/// Whether the probabilities of the classes called mean what they say.
package struct ReliabilityValues: Sendable, Equatable {
  /// Calls of about one probability.
  package struct Bin: Sendable, Equatable {
    /// The mean probability of the class called.
    package let probability: Double
    /// The share of calls that are right.
    package let observed: Double
    /// The bounds of its interval.
    package let low, high: Double
    /// The number of calls.
    package let rows: Int

    /// A bin.
    package init(probability: Double, observed: Double, low: Double, high: Double, rows: Int) {
      self.probability = probability
      self.observed = observed
      self.low = low
      self.high = high
      self.rows = rows
    }
  }

  /// The bins that have calls, by ascending probability.
  package let bins: [Bin]
  /// The mean over calls of the distance between share and probability.
  package let expectedCalibrationError: Double

  /// Bins and their mean distance.
  package init(bins: [Bin], expectedCalibrationError: Double) {
    self.bins = bins
    self.expectedCalibrationError = expectedCalibrationError
  }
}

/// Where the values of a feature lie.
package struct FeatureQuantiles: Sendable, Equatable {
  /// Least value, quantiles .01, .25, .5, .75, .99, and greatest value.
  package let minimum, q01, q25, median, q75, q99, maximum: Double

  /// Quantiles in ascending order; NaN where there is no value.
  package init(
    minimum: Double, q01: Double, q25: Double, median: Double, q75: Double, q99: Double, maximum: Double
  ) {
    self.minimum = minimum
    self.q01 = q01
    self.q25 = q25
    self.median = median
    self.q75 = q75
    self.q99 = q99
    self.maximum = maximum
  }
}

/// A feature in the simulations and in the data.
package struct FeatureRange: Sendable, Equatable {
  /// The feature's name.
  package let name: String
  /// The statistic: the name without its subwindow.
  package let statistic: String
  /// The subwindow; nil for a feature of the whole window.
  package let subwindow: Int?
  /// The feature in the training simulations.
  package let simulated: FeatureQuantiles
  /// The feature in the observed windows.
  package let observed: FeatureQuantiles
  /// The share of observed windows outside the simulated 1-99 % range, in [0, 1].
  package let shareOutside: Double

  /// A feature; names that end in `_win3` are taken apart into statistic and subwindow.
  package init(name: String, simulated: FeatureQuantiles, observed: FeatureQuantiles, shareOutside: Double) {
    self.name = name
    self.simulated = simulated
    self.observed = observed
    self.shareOutside = shareOutside
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    if parts.count > 1, let last = parts.last, last.hasPrefix("win"), let index = Int(last.dropFirst(3)) {
      statistic = parts.dropLast().joined(separator: "_")
      subwindow = index
    } else {
      statistic = name
      subwindow = nil
    }
  }
}

/// How much a feature matters to the model.
package struct FeatureImportance: Sendable, Equatable {
  /// The feature's name.
  package let feature: String
  /// By how much the accuracy (of numbers R2) falls when the feature's values are exchanged between held-out rows.
  package let importance: Double
  /// The standard deviation of that between exchanges.
  package let spread: Double
  /// The feature's share in what the model learned: a second opinion.
  package let share: Double

  /// A feature's importance.
  package init(feature: String, importance: Double, spread: Double, share: Double) {
    self.feature = feature
    self.importance = importance
    self.spread = spread
    self.share = share
  }
}
