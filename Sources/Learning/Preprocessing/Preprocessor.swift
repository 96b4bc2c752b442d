import FeatureTables

/// A ``Preprocessing`` as the training rows have decided it.
struct Preprocessor: Sendable, Equatable {
  private enum Map: Sendable, Equatable {
    case none
    /// One mean and standard deviation a column; 0 for the latter where the column is constant.
    case standardise(centres: [Double], spreads: [Double])
    /// Columns x knots: evenly spaced quantiles of each column.
    case quantile([Double])
    case perWindow
  }

  private let map: Map
  /// What takes the place of missing values, one a column; nil if there may be none.
  private let fill: [Double]?

  /// Quantiles that are kept of a column, at most.
  private static let knotLimit = 1001
  /// Further out than this, values are all alike: single precision must hold them.
  private static let limit = 1e30

  /// What `kind` learns from the rows of `table`, at least one.
  init(_ kind: Preprocessing, _ table: FeatureTable) {
    fill = kind.imputation.map { Self.fill($0, table) }
    let table = fill.map { Self.filled(table, $0) } ?? table
    switch kind.scaling {
    case .none: map = .none
    case .perWindow: map = .perWindow
    case .standardise:
      let moments = ColumnMoments(table)
      map = .standardise(centres: moments.means, spreads: moments.deviations)
    case .quantile:
      let knots = min(Self.knotLimit, table.rowCount)
      map = .quantile(
        (0..<table.columnCount).flatMap { column in
          let sorted = (0..<table.rowCount).map { table.values[$0 * table.columnCount + column] }.sorted()
          return (0..<knots).map { knot in
            let place = Double(knot) / Double(max(1, knots - 1)) * Double(sorted.count - 1)
            let below = Int(place)
            let above = min(below + 1, sorted.count - 1)
            return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
          }
        })
    }
  }

  /// True if tables may have missing values.
  var fillsMissing: Bool { fill != nil }

  private static func fill(_ kind: Preprocessing.Imputation, _ table: FeatureTable) -> [Double] {
    (0..<table.columnCount).map { column in
      let known = (0..<table.rowCount).map { table.values[$0 * table.columnCount + column] }.filter { !$0.isNaN }
      if known.isEmpty { return 0 }
      switch kind {
      case .mean: return known.reduce(0, +) / Double(known.count)
      case .median:
        let sorted = known.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
      }
    }
  }

  private static func filled(_ table: FeatureTable, _ fill: [Double]) -> FeatureTable {
    guard table.values.contains(where: \.isNaN) else { return table }
    return table.replacing(
      schema: table.schema, values: table.values.enumerated().map { $1.isNaN ? fill[$0 % fill.count] : $1 })
  }

  /// `table` with its features preprocessed.
  func applied(to table: FeatureTable) -> FeatureTable {
    let table = fill.map { Self.filled(table, $0) } ?? table
    if case .none = map { return table }
    return table.replacing(schema: table.schema, values: values(table))
  }

  private func values(_ table: FeatureTable) -> [Double] {
    let columns = table.columnCount
    var result = table.values
    switch map {
    case .none: break
    case .standardise(let centres, let spreads):
      for row in 0..<table.rowCount {
        for column in 0..<columns {
          let place = row * columns + column
          let scaled = spreads[column] > 0 ? (result[place] - centres[column]) / spreads[column] : 0
          result[place] = min(max(scaled, -Self.limit), Self.limit)
        }
      }
    case .quantile(let all):
      let count = all.count / columns
      for column in 0..<columns {
        let knots = all[column * count..<(column + 1) * count]
        for row in 0..<table.rowCount {
          result[row * columns + column] = Self.place(of: result[row * columns + column], among: knots)
        }
      }
    case .perWindow:
      for columnsOfStatistic in SubwindowColumns.of(table.schema) {
        for row in 0..<table.rowCount {
          let places = columnsOfStatistic.map { row * columns + $0 }
          let least = min(0, places.reduce(Double.infinity) { min($0, result[$1]) })
          let sum = places.reduce(0.0) { $0 + (result[$1] - least) }
          for place in places { result[place] = sum > 0 ? (result[place] - least) / sum : 1 / Double(places.count) }
        }
      }
    }
    return result
  }

  /// The place of `value` among ascending `knots`, from -1 to 1; between two knots in proportion, on several equal ones
  /// in their middle.
  private static func place(of value: Double, among knots: ArraySlice<Double>) -> Double {
    func first(_ isBehind: (Double) -> Bool) -> Int {
      var (low, high) = (knots.startIndex, knots.endIndex)
      while low < high {
        let middle = (low + high) / 2
        if isBehind(knots[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let lower = first { $0 >= value }
    let upper = first { $0 > value }
    let start = knots.startIndex
    let span = Double(max(1, knots.count - 1))
    if lower < upper {
      return knots.first == knots.last ? 0 : Double(lower + upper - 1 - 2 * start) / span - 1
    }
    if lower == start { return -1 }
    if lower == knots.endIndex { return 1 }
    let share = (value - knots[lower - 1]) / (knots[lower] - knots[lower - 1])
    return 2 * (Double(lower - 1 - start) + share) / span - 1
  }

  /// Adds what was learned to `container`: `preprocess_fill` (one a column) if missing values are filled; `preprocess_centre` and `preprocess_spread` (one a column), or
  /// `preprocess_quantile` (columns x quantiles), or the mark `preprocess_per_window`; nothing if nothing is done. The names
  /// begin with `prefix`.
  func addParts(to container: inout ArrayContainer, prefix: String = "preprocess") {
    if let fill { container.add("\(prefix)_fill", NumericArray(fill)) }
    switch map {
    case .none: break
    case .standardise(let centres, let spreads):
      container.add("\(prefix)_centre", NumericArray(centres))
      container.add("\(prefix)_spread", NumericArray(spreads))
    case .quantile(let knots): container.add("\(prefix)_quantile", NumericArray(knots))
    case .perWindow: container.add("\(prefix)_per_window", NumericArray([UInt8(1)]))
    }
  }

  /// What is in `parts` for tables of `columns` columns; nothing if there is none.
  init(parts: ContainerParts, columns: Int, prefix: String = "preprocess") throws(LearningError) {
    func require(_ holds: Bool) throws(LearningError) {
      if !holds { throw .damaged(path: parts.path, reason: "its preprocessing is not one of \(columns) columns") }
    }
    fill = try parts.optionalMember("\(prefix)_fill") { $0.doubles }
    if let fill { try require(fill.count == columns && fill.allSatisfy(\.isFinite)) }
    if let centres = try parts.optionalMember("\(prefix)_centre", { $0.doubles }) {
      let spreads = try parts.member("\(prefix)_spread") { $0.doubles }
      try require(centres.count == columns && spreads.count == columns && (centres + spreads).allSatisfy(\.isFinite))
      map = .standardise(centres: centres, spreads: spreads)
    } else if let knots = try parts.optionalMember("\(prefix)_quantile", { $0.doubles }) {
      try require(columns > 0 && !knots.isEmpty && knots.count % columns == 0 && knots.allSatisfy(\.isFinite))
      map = .quantile(knots)
    } else {
      map = try parts.optionalMember("\(prefix)_per_window", { $0.uint8s }) == nil ? .none : .perWindow
    }
  }
}
