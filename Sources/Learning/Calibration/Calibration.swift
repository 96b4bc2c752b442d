import FeatureTables
import Groundwork

/// A correction of probabilities of classes, learned from rows that the model had not seen.
///
/// A forest says 0 where it only means "rare", so all but isotonic curves take probabilities below 1 / (2 rows), and for beta
/// those as close to 1, for that bound: n rows cannot tell rarer things apart.
public struct Calibration: Sendable, Equatable {
  /// How a probability is corrected.
  enum Map: Sendable, Equatable {
    /// p^(1/T) / sum p^(1/T), of probabilities of at least `floor`.
    case temperature(Double, floor: Double)
    /// The curve of each class.
    case isotonic([IsotonicCurve])
    /// The curve of each class, of probabilities from `floor` to 1 - `floor`.
    case beta([BetaCurve], floor: Double)
    /// The map, of probabilities of at least `floor`.
    case dirichlet(DirichletMap, floor: Double)
  }

  let map: Map

  init(map: Map) { self.map = map }

  /// The correction that `method` learns from `predictions` of rows, at least one, whose classes are `labels`.
  ///
  /// Rows of equal `replicates`, one number a row, stay together where some are kept aside (Dirichlet); nil: each row stands
  /// alone.
  public init(
    _ method: CalibrationMethod, labels: [Int32], predictions: PredictionTable, replicates: [UInt64]? = nil
  ) {
    let replicates = replicates ?? labels.indices.map { UInt64($0) }
    precondition(
      labels.count == predictions.rowCount && !labels.isEmpty && replicates.count == labels.count,
      "\(labels.count) labels and \(replicates.count) replicates of \(predictions.rowCount) predictions")
    let floor = 1 / (2 * Double(labels.count))
    let classes = predictions.classes.indices
    func column(_ index: Int) -> [Double] { labels.indices.map { predictions.probability(row: $0, class: index) } }
    func isClass(_ index: Int) -> [Bool] { labels.map { Int($0) == index } }
    switch method {
    case .temperature:
      let logarithms = Self.logarithms(predictions.probabilities, floor)
      map = .temperature(Self.temperature(labels, logarithms, classCount: classes.count), floor: floor)
    case .isotonic: map = .isotonic(classes.map { IsotonicCurve(scores: column($0), isTrue: isClass($0)) })
    case .beta:
      map = .beta(classes.map { BetaCurve(scores: column($0), isTrue: isClass($0), floor: floor) }, floor: floor)
    case .dirichlet:
      map = .dirichlet(
        DirichletMap(
          logarithms: Self.logarithms(predictions.probabilities, floor), labels: labels, replicates: replicates,
          classCount: classes.count),
        floor: floor)
    }
  }

  private static func logarithms(_ probabilities: some Sequence<Double>, _ floor: Double) -> [Double] {
    probabilities.map { PortableMath.log(max($0, floor)) }
  }

  /// The temperature, 0.01 to 100, at which the log loss is least: a root of its slope in 1/T, which rises.
  private static func temperature(_ labels: [Int32], _ logarithms: [Double], classCount: Int) -> Double {
    func slope(_ inverse: Double) -> Double {
      var sum = 0.0
      for (row, label) in labels.enumerated() {
        let own = logarithms[row * classCount..<(row + 1) * classCount]
        let top = own.reduce(-Double.infinity, max)
        var (mass, mean) = (0.0, 0.0)
        for value in own {
          let weight = PortableMath.exp(inverse * (value - top))
          mass += weight
          mean += weight * value
        }
        sum += mean / mass - own[own.startIndex + Int(label)]
      }
      return sum
    }
    var (low, high) = (0.01, 100.0)
    if slope(low) >= 0 { return 1 / low }
    if slope(high) <= 0 { return 1 / high }
    // Halving on the log scale until the bounds are neighbours or nearly so.
    for _ in 0..<80 {
      let middle = (low * high).squareRoot()
      if slope(middle) < 0 { low = middle } else { high = middle }
    }
    return 1 / (low * high).squareRoot()
  }

  /// The corrected `predictions`; each row adds up to 1. Where a row's corrected probabilities are all 0, each class gets
  /// the same.
  public func applied(to predictions: PredictionTable) -> PredictionTable {
    let width = predictions.classes.count
    var result: [Double] = []
    for row in 0..<predictions.rowCount {
      let values = corrected(predictions.row(row))
      let sum = values.reduce(0, +)
      for value in values { result.append(sum > 0 ? value / sum : 1 / Double(width)) }
    }
    return PredictionTable(
      classes: predictions.classes, probabilities: result, locations: predictions.locations)
  }

  /// What the map makes of the probabilities of a row; they need not add up to 1.
  private func corrected(_ row: ArraySlice<Double>) -> [Double] {
    switch map {
    case .temperature(let temperature, let floor):
      return Self.logarithms(row, floor).map { PortableMath.exp($0 / temperature) }
    case .isotonic(let curves): return zip(curves, row).map { $0.value(at: $1) }
    case .beta(let curves, let floor):
      return zip(curves, row).map { $0.value(at: min(max($1, floor), 1 - floor)) }
    case .dirichlet(let map, let floor): return map.probabilities(Self.logarithms(row, floor))
    }
  }
}
