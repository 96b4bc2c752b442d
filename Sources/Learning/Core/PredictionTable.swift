import FeatureTables

/// The probabilities of the classes for each row of a feature table.
public struct PredictionTable: Sendable, Equatable {
  /// The classes, in the model's order.
  public let classes: [String]
  /// Rows x classes, row-major; each row adds up to 1.
  public let probabilities: [Double]
  /// Where each row lies; empty for simulated data.
  public let locations: [FeatureTable.Location]

  /// A table from its parts; `probabilities` must hold whole rows.
  public init(classes: [String], probabilities: [Double], locations: [FeatureTable.Location] = []) {
    precondition(
      !classes.isEmpty && probabilities.count % classes.count == 0,
      "\(probabilities.count) probabilities are not rows of \(classes.count) classes")
    self.classes = classes
    self.probabilities = probabilities
    self.locations = locations
  }

  /// The number of rows.
  public var rowCount: Int { probabilities.count / classes.count }

  /// The probability of class `index` in row `row`.
  public func probability(row: Int, class index: Int) -> Double { probabilities[row * classes.count + index] }

  /// The probabilities of row `row`.
  public func row(_ row: Int) -> ArraySlice<Double> {
    probabilities[row * classes.count..<(row + 1) * classes.count]
  }

  /// The most probable class of row `row`; of equally probable ones the first.
  public func calledClass(row: Int) -> Int {
    var best = 0
    for index in 1..<max(classes.count, 1)
    where probability(row: row, class: index) > probability(row: row, class: best) {
      best = index
    }
    return best
  }

  /// The probabilities where the classes are `odds` times as common as where the model learned: weighted by these, and each row made
  /// to add up to 1 again (Saerens et al. 2002, doi:10.1162/089976602753284446). A row whose classes all have odds of 0 says nothing,
  /// and all classes alike.
  public func weighted(by odds: [Double]) -> PredictionTable {
    precondition(odds.count == classes.count, "\(odds.count) odds of \(classes.count) classes")
    var values: [Double] = []
    values.reserveCapacity(probabilities.count)
    for index in 0..<rowCount {
      let own = zip(row(index), odds).map { $0 * $1 }
      let total = own.reduce(0, +)
      values += own.map { total > 0 ? $0 / total : 1 / Double(own.count) }
    }
    return PredictionTable(classes: classes, probabilities: values, locations: locations)
  }
}
