import FeatureTables

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
