import FeatureTables
import Groundwork

/// The scale on which a number is learned.
public enum TargetScale: String, Codable, Sendable {
  /// As it is.
  case linear
  /// Its natural logarithm; for positive numbers that range over orders of magnitude.
  case log

  /// `value` on this scale; not finite where it has no place there.
  public func transformed(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .log: return value > 0 ? PortableMath.log(value) : .nan
    }
  }

  /// The number that is `value` on this scale.
  func restored(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .log: return PortableMath.exp(value)
    }
  }
}

/// A number to predict: a column of the truth of a table.
public struct TargetVariable: Codable, Sendable, Equatable {
  /// The name of the truth column.
  public let name: String
  /// The scale on which it is learned.
  public let scale: TargetScale

  /// The truth column `name`, learned on `scale`.
  public init(_ name: String, scale: TargetScale = .linear) {
    self.name = name
    self.scale = scale
  }
}

/// What a model predicts.
public enum PredictionTask: Codable, Sendable, Equatable {
  /// One of `classes`, whose order is that of labels and probabilities everywhere.
  case classification(classes: [String])
  /// The numbers `targets`, in this order.
  case regression(targets: [TargetVariable])

  /// The classes, in order; none in regression.
  public var classes: [String] {
    if case .classification(let classes) = self { return classes }
    return []
  }

  /// The numbers to predict, in order; none in classification.
  public var targets: [TargetVariable] {
    if case .regression(let targets) = self { return targets }
    return []
  }

  /// Throws unless `table` has rows and columns and, for classification, labels and the classes of this task in the same
  /// order, for regression the targets among its truths.
  public func check(_ table: FeatureTable) throws(LearningError) {
    if table.columnCount == 0 { throw .emptyTable(reason: "the table has no columns") }
    if table.rowCount == 0 { throw .emptyTable(reason: "the table has no rows") }
    guard table.labels.count == table.rowCount else { throw .unlabelledTable }
    switch self {
    case .classification(let classes):
      guard table.classes == classes else { throw .classMismatch(expected: classes, found: table.classes) }
    case .regression(let targets):
      guard !targets.isEmpty else { throw .emptyTable(reason: "the task names no number to predict") }
      for target in targets where !table.truthNames.contains(target.name) {
        throw .unknownTarget(target.name, known: table.truthNames)
      }
    }
  }
}

/// The numbers that a table says are true, as regression learns them.
struct TargetColumns {
  /// Rows x targets, as the table has them.
  let values: [Double]
  /// Rows x targets, on the targets' scales, each with mean 0 and variance 1 (constant ones 0).
  let standardised: [Double]
  /// The mean and the standard deviation (1 if it is 0) of each target on its scale.
  let centres: [Double]
  let spreads: [Double]

  /// The truths of `table` that `targets` name; one that is not finite on its scale is refused.
  init(_ table: FeatureTable, _ targets: [TargetVariable]) throws(LearningError) {
    let (rows, width) = (table.rowCount, targets.count)
    var values = [Double](repeating: 0, count: rows * width)
    var scaled = values
    var centres: [Double] = []
    var spreads: [Double] = []
    for (place, target) in targets.enumerated() {
      guard let column = table.truthNames.firstIndex(of: target.name) else {
        throw .unknownTarget(target.name, known: table.truthNames)
      }
      var sum = 0.0
      for row in 0..<rows {
        let value = table.truth[row * table.truthNames.count + column]
        let transformed = target.scale.transformed(value)
        guard transformed.isFinite else {
          throw .unusableTarget(row: row, target: target.name, value: value, scale: target.scale)
        }
        values[row * width + place] = value
        scaled[row * width + place] = transformed
        sum += transformed
      }
      let centre = sum / Double(rows)
      var squares = 0.0
      for row in 0..<rows {
        let difference = scaled[row * width + place] - centre
        squares += difference * difference
      }
      let spread = squares > 0 ? (squares / Double(rows)).squareRoot() : 1
      for row in 0..<rows { scaled[row * width + place] = (scaled[row * width + place] - centre) / spread }
      centres.append(centre)
      spreads.append(spread)
    }
    self.values = values
    standardised = scaled
    self.centres = centres
    self.spreads = spreads
  }
}
