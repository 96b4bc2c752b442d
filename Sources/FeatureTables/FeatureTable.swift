/// Rows of features, with what is known about each row.
public struct FeatureTable: LearningInput, Equatable {
  /// Where a row of observed data lies.
  public typealias Location = ExampleRows.Location

  /// What the columns mean.
  public let schema: FeatureSchema
  /// The features, row-major, rows x columns; finite.
  public private(set) var values: [Double]
  /// What is known of each row.
  public private(set) var rows: ExampleRows
  /// The alignment of each row; nil if rows have none.
  public private(set) var alignments: AlignmentTable?

  /// A table without rows.
  public init(schema: FeatureSchema, classes: [String] = [], truthNames: [String] = []) {
    self.init(
      schema: schema, values: [], rows: ExampleRows(classes: classes, truthNames: truthNames),
      alignments: schema.alignment.map { AlignmentTable(shape: $0) })
  }

  /// A table of rows of features, one behind the other, of which nothing else is known.
  public init(schema: FeatureSchema, rows values: [Double]) {
    let columns = schema.columns.count
    precondition(
      columns == 0 ? values.isEmpty : values.count % columns == 0,
      "\(values.count) values are not rows of \(columns) columns")
    var rows = ExampleRows()
    rows.count = columns == 0 ? 0 : values.count / columns
    self.init(schema: schema, values: values, rows: rows, alignments: nil)
  }

  /// A table of `rows` with the features `values` and `alignments`, which must fit each other.
  init(schema: FeatureSchema, values: [Double], rows: ExampleRows, alignments: AlignmentTable?) {
    self.schema = schema
    self.values = values
    self.rows = rows
    self.alignments = alignments
  }

  /// The number of columns.
  public var columnCount: Int { schema.columns.count }

  /// The features of row `row`.
  public func row(_ row: Int) -> ArraySlice<Double> {
    values[row * columnCount..<(row + 1) * columnCount]
  }

  /// Adds a simulated row.
  public mutating func append(
    _ features: some Collection<Double>, label: Int, replicate: UInt64, truth: [Double],
    alignment: AlignmentTable.Row? = nil
  ) {
    append(features, alignment)
    rows.append(label: label, replicate: replicate, truth: truth)
  }

  /// Adds an observed row.
  public mutating func append(
    _ features: some Collection<Double>, location: Location, alignment: AlignmentTable.Row? = nil
  ) {
    append(features, alignment)
    rows.append(location)
  }

  /// Adds what is read of a row; rows have alignments if the first has one.
  private mutating func append(_ features: some Collection<Double>, _ alignment: AlignmentTable.Row?) {
    precondition(features.count == columnCount, "\(features.count) features for \(columnCount) columns")
    if rowCount == 0 && alignment == nil { alignments = nil }
    precondition((alignment == nil) == (alignments == nil), "some rows have alignments and others have none")
    if let alignment { alignments?.append(alignment) }
    values.append(contentsOf: features)
  }

  /// The same rows, all of the class `label` and with the replicates that `replicate` makes of theirs.
  package func relabelled(_ label: Int, replicate: (UInt64) -> UInt64) -> FeatureTable {
    var result = self
    result.rows.labels = rows.labels.map { _ in Int32(label) }
    result.rows.replicates = rows.replicates.map(replicate)
    return result
  }

  /// Adds the rows of `other`, which must have the same columns, classes and truths. Places are kept if the rows of both
  /// have them.
  public mutating func append(contentsOf other: FeatureTable) {
    precondition(schema.differences(from: other.schema).isEmpty, "only tables with the same columns can be joined")
    if rowCount == 0 {
      alignments = other.alignments
    } else if let more = other.alignments {
      alignments?.append(contentsOf: more)
    }
    rows.append(contentsOf: other.rows)
    values.append(contentsOf: other.values)
  }

  /// The table with all rows of the class `label` of `classes`; rows that are of no replicate become one each.
  package func labelled(_ label: Int, of classes: [String]) -> FeatureTable {
    FeatureTable(schema: schema, values: values, rows: rows.labelled(label, of: classes), alignments: alignments)
  }

  /// The table with the numbers of its replicates, in their order, counted from `first`.
  package func renumbered(from first: UInt64) -> FeatureTable {
    FeatureTable(schema: schema, values: values, rows: rows.renumbered(from: first), alignments: alignments)
  }

  /// The table with other `values`, one a row, in the column `column`.
  package func replacing(column: Int, with values: [Double]) -> FeatureTable {
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
    return FeatureTable(schema: schema, values: values, rows: rows, alignments: alignments)
  }

  /// The table of the given rows, in the given order.
  public func selecting(_ places: [Int]) -> FeatureTable {
    var selected: [Double] = []
    selected.reserveCapacity(places.count * columnCount)
    for place in places { selected.append(contentsOf: row(place)) }
    return FeatureTable(
      schema: schema, values: selected, rows: rows.selecting(places), alignments: alignments?.selecting(places))
  }
}
