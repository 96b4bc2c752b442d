import FeatureTables
import Groundwork

/// Some of the rows that a model learned from, kept in its file, so that other rows can be set beside them later.
public struct TrainingSample: Sendable, Equatable {
  /// Rows x columns, row-major, in single precision; NaN where a value is missing.
  public let values: [Float]
  /// The number of columns.
  public let columns: Int

  /// The most rows that are kept.
  public static let mostRows = 400

  /// Rows of `table` drawn at random, the same each time, at most ``mostRows``.
  public init(_ table: FeatureTable) {
    columns = table.columnCount
    values = Self.places(table.rowCount).flatMap { table.row($0).map { Float($0) } }
  }

  /// At most ``mostRows`` of `count` rows, drawn at random, in their order. Classes take turns along a table, so that rows at even distances
  /// may all be of one.
  public static func places(_ count: Int) -> [Int] {
    var stream = RandomStream(seed: 1, replicate: UInt64(count), purpose: .resampling)
    var places = Array(0..<count)
    stream.shuffle(&places)
    return places.prefix(mostRows).sorted()
  }

  private init(values: [Float], columns: Int) { (self.values, self.columns) = (values, columns) }

  /// The rows as a table of `schema`, whose columns they have.
  public func table(_ schema: FeatureSchema) -> FeatureTable {
    FeatureTable(schema: schema, rows: values.map { Double($0) })
  }

  /// How many rows of the sample are rows of `table`, to the last bit of single precision, and how many there are; none where the columns
  /// are others.
  public func shared(with table: FeatureTable) -> (rows: Int, of: Int) {
    let count = values.count / max(1, columns)
    guard table.columnCount == columns else { return (0, count) }
    // The sample is small, the table may be large.
    var places: [[UInt32]: Int] = [:]
    for row in 0..<count { places[values[row * columns..<(row + 1) * columns].map(\.bitPattern), default: 0] += 1 }
    var found = 0
    for row in 0..<table.rowCount {
      found += places.removeValue(forKey: table.row(row).map { Float($0).bitPattern }) ?? 0
      if places.isEmpty { break }
    }
    return (found, count)
  }

  private static let member = "training_sample"

  /// Adds the array of the sample, rows x columns, to `container`.
  func addParts(to container: inout ArrayContainer) {
    container.add(Self.member, NumericArray(values, shape: [values.count / max(1, columns), columns]))
  }

  /// The sample in `parts` for tables of `schema`; nil if there is none.
  init?(parts: ContainerParts, schema: FeatureSchema) throws(LearningError) {
    guard let values = try parts.optionalMember(Self.member, { $0.floats }) else { return nil }
    let columns = schema.columns.count
    guard columns > 0, values.count % columns == 0, !values.contains(where: \.isInfinite) else {
      throw .damaged(path: parts.path, reason: "its sample of training rows is not one of \(columns) columns")
    }
    self.init(values: values, columns: columns)
  }
}
