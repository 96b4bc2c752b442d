import FeatureTables

/// The features of a table in single precision, as trees are grown from them.
struct SinglePrecisionColumns {
  /// Column after column.
  let values: [Float]

  /// Throws ``LearningError/notFinite(row:column:value:)`` at the first value that is not finite in single precision.
  init(_ table: FeatureTable) throws(LearningError) {
    let rows = table.rowCount
    let columns = table.columnCount
    try Self.checkFinite(table)
    values = [Float](unsafeUninitializedCapacity: rows * columns) { buffer, count in
      table.values.withUnsafeBufferPointer { source in
        for row in 0..<rows {
          for column in 0..<columns { buffer[column * rows + row] = Float(source[row * columns + column]) }
        }
      }
      count = rows * columns
    }
  }

  /// Row after row: the features of `table`.
  static func byRow(_ table: FeatureTable) -> [Float] {
    [Float](unsafeUninitializedCapacity: table.values.count) { buffer, count in
      table.values.withUnsafeBufferPointer { source in
        for place in source.indices { buffer[place] = Float(source[place]) }
      }
      count = table.values.count
    }
  }

  /// Throws ``LearningError/notFinite(row:column:value:)`` at the first value that is not finite in single precision; NaN
  /// passes where `allowsMissing`.
  static func checkFinite(_ table: FeatureTable, allowsMissing: Bool = false) throws(LearningError) {
    // NaN and infinity fail the comparison, as do doubles that overflow a float.
    let limit = Double(Float.greatestFiniteMagnitude)
    guard let bad = table.values.firstIndex(where: { !(abs($0) <= limit) && !(allowsMissing && $0.isNaN) }) else {
      return
    }
    throw .notFinite(
      row: bad / table.columnCount, column: table.schema.columns[bad % table.columnCount].name,
      value: table.values[bad])
  }
}
