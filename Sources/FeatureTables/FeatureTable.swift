/// Rows of features, with what is known about each row.
public struct FeatureTable: Sendable, Equatable {
  /// Where a row of observed data lies: 0-based, half-open.
  public struct Location: Sendable, Codable, Hashable {
    /// The contig.
    public let contig: String
    /// The first base.
    public let start: Int
    /// One past the last base.
    public let end: Int

    /// The stretch `start`..<`end` of `contig`.
    public init(contig: String, start: Int, end: Int) {
      self.contig = contig
      self.start = start
      self.end = end
    }
  }

  /// What the columns mean.
  public let schema: FeatureSchema
  /// The features, row-major, rows x columns; finite.
  public internal(set) var values: [Double]
  /// The names of the classes that `labels` index; empty in tables without labels.
  public let classes: [String]
  /// The class of each row; empty in tables without labels.
  public internal(set) var labels: [Int32]
  /// The replicate of each row: rows of one replicate must stay on one side of any split. Empty in observed data.
  public internal(set) var replicates: [UInt64]
  /// The names of the columns of `truth`: parameters that the replicate was simulated with.
  public let truthNames: [String]
  /// Rows x truth columns; NaN where a parameter has no meaning for the row's class.
  public internal(set) var truth: [Double]
  /// Where each row lies; empty in simulated data.
  public internal(set) var locations: [Location]

  /// A table without rows.
  public init(schema: FeatureSchema, classes: [String] = [], truthNames: [String] = []) {
    self.schema = schema
    self.classes = classes
    self.truthNames = truthNames
    values = []
    labels = []
    replicates = []
    truth = []
    locations = []
  }

  /// A table of rows of features, one behind the other, of which nothing else is known.
  public init(schema: FeatureSchema, rows: [Double]) {
    self.init(schema: schema)
    precondition(
      schema.columns.isEmpty ? rows.isEmpty : rows.count % schema.columns.count == 0,
      "\(rows.count) values are no rows of \(schema.columns.count) columns")
    values = rows
  }

  /// A table of rows that were read elsewhere; the parts must fit each other.
  init(
    schema: FeatureSchema, values: [Double], classes: [String], labels: [Int32], replicates: [UInt64],
    truthNames: [String], truth: [Double], locations: [Location]
  ) {
    self.schema = schema
    self.values = values
    self.classes = classes
    self.labels = labels
    self.replicates = replicates
    self.truthNames = truthNames
    self.truth = truth
    self.locations = locations
  }

  /// The number of columns.
  public var columnCount: Int { schema.columns.count }

  /// The number of rows.
  public var rowCount: Int { columnCount == 0 ? 0 : values.count / columnCount }

  /// The features of row `row`.
  public func row(_ row: Int) -> ArraySlice<Double> {
    values[row * columnCount..<(row + 1) * columnCount]
  }

  /// Adds a simulated row.
  public mutating func append(_ features: some Collection<Double>, label: Int, replicate: UInt64, truth: [Double]) {
    precondition(features.count == columnCount, "\(features.count) features for \(columnCount) columns")
    precondition(truth.count == truthNames.count, "\(truth.count) truths for \(truthNames.count) names")
    precondition(classes.indices.contains(label), "label \(label) names none of \(classes.count) classes")
    values.append(contentsOf: features)
    labels.append(Int32(label))
    replicates.append(replicate)
    self.truth.append(contentsOf: truth)
  }

  /// Adds an observed row.
  public mutating func append(_ features: some Collection<Double>, location: Location) {
    precondition(features.count == columnCount, "\(features.count) features for \(columnCount) columns")
    values.append(contentsOf: features)
    locations.append(location)
  }

  /// Adds the rows of `other`, which must have the same columns, classes and truths. Places are kept if the rows of both
  /// have them.
  public mutating func append(contentsOf other: FeatureTable) {
    precondition(
      schema.differences(from: other.schema).isEmpty && classes == other.classes,
      "only tables of one kind can be joined")
    let havePlaces = (rowCount == 0 || !locations.isEmpty) && (other.rowCount == 0 || !other.locations.isEmpty)
    locations = havePlaces ? locations + other.locations : []
    values.append(contentsOf: other.values)
    labels.append(contentsOf: other.labels)
    replicates.append(contentsOf: other.replicates)
    truth.append(contentsOf: other.truth)
  }

  /// The table with all rows of the class `label` of `classes`; rows that are of no replicate become one each.
  public func labelled(_ label: Int, of classes: [String]) -> FeatureTable {
    precondition(classes.indices.contains(label), "label \(label) names none of \(classes.count) classes")
    var table = FeatureTable(schema: schema, classes: classes, truthNames: truthNames)
    table.values = values
    table.labels = [Int32](repeating: Int32(label), count: rowCount)
    table.replicates = replicates.isEmpty ? (0..<rowCount).map { UInt64($0) } : replicates
    table.truth = truth
    table.locations = locations
    return table
  }

  /// The table with the numbers of its replicates, in their order, counted from `first`.
  public func renumbered(from first: UInt64) -> FeatureTable {
    var table = self
    let places = Dictionary(uniqueKeysWithValues: Set(replicates).sorted().enumerated().map { ($1, UInt64($0)) })
    for (row, replicate) in replicates.enumerated() { table.replicates[row] = first + (places[replicate] ?? 0) }
    return table
  }

  /// The table with other `values`, one a row, in the column `column`.
  public func replacing(column: Int, with values: [Double]) -> FeatureTable {
    precondition(values.count == rowCount, "\(values.count) values for \(rowCount) rows")
    var table = self
    for (row, value) in values.enumerated() { table.values[row * columnCount + column] = value }
    return table
  }

  /// The table with other features: `values`, rows x columns of `schema`, and all else as it is.
  public func replacing(schema: FeatureSchema, values: [Double]) -> FeatureTable {
    precondition(
      values.count == rowCount * schema.columns.count,
      "\(values.count) values for \(rowCount) rows of \(schema.columns.count) columns")
    var table = FeatureTable(schema: schema, classes: classes, truthNames: truthNames)
    table.values = values
    table.labels = labels
    table.replicates = replicates
    table.truth = truth
    table.locations = locations
    return table
  }

  /// The table of the given rows, in the given order.
  public func selecting(_ rows: [Int]) -> FeatureTable {
    var table = FeatureTable(schema: schema, classes: classes, truthNames: truthNames)
    table.values.reserveCapacity(rows.count * columnCount)
    for index in rows {
      table.values.append(contentsOf: row(index))
      if !labels.isEmpty { table.labels.append(labels[index]) }
      if !replicates.isEmpty { table.replicates.append(replicates[index]) }
      if !truthNames.isEmpty {
        table.truth.append(contentsOf: truth[index * truthNames.count..<(index + 1) * truthNames.count])
      }
      if !locations.isEmpty { table.locations.append(locations[index]) }
    }
    return table
  }
}
