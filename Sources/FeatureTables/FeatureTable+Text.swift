/// Tables of text beside what our models were made for.
extension FeatureSchema {
  /// True if the statistics are ours; those of text, of which nobody says who defined them, have version 0.
  package var isOfOurStatistics: Bool { columns.contains { $0.version > 0 } }

  /// `column`, the name of a column, with the names of the populations in place of their numbers, as tables of text have it.
  package func namingPopulations(in column: String) -> String {
    guard populations.count > 1, let mark = column.firstRange(of: "_pop") else { return column }
    let numbers = column[mark.upperBound...].split(separator: "-").map { Int($0) }
    let chosen = numbers.compactMap { number in
      number.flatMap { populations.indices.contains($0 - 1) ? populations[$0 - 1].name : nil }
    }
    guard chosen.count == numbers.count, !chosen.isEmpty else { return column }
    return column[..<mark.lowerBound] + "_" + chosen.joined(separator: "-")
  }
}

extension FeatureTable {
  /// This table, read from text, as one of `schema`: its columns are found by their names and put in order. Text tells neither versions
  /// of statistics nor the sample. Nil, with the reasons, where columns are missing, unknown, or of windows of another length.
  package func taken(for schema: FeatureSchema) -> (table: FeatureTable?, reasons: [String]) {
    var places: [String: Int] = [:]
    for (place, column) in self.schema.columns.enumerated() { places[column.name] = place }
    var order: [Int] = []
    var lacking: [String] = []
    for column in schema.columns {
      if let place = places[column.name] ?? places[schema.namingPopulations(in: column.name)] {
        order.append(place)
      } else {
        lacking.append(column.name)
      }
    }
    let known = Set(order)
    let surplus = self.schema.columns.indices.filter { !known.contains($0) }.map { self.schema.columns[$0].name }
    var reasons: [String] = []
    for (what, names) in [("missing columns", lacking), ("unknown columns", surplus)] where !names.isEmpty {
      reasons.append("\(what): " + FeatureSchema.list(names))
    }
    let (length, expected) = (self.schema.windowLength, schema.windowLength)
    if length > 0, expected > 0, length != expected {
      reasons.append("window length: expected \(expected), found \(length)")
    }
    if schema.alignment != nil { reasons.append("the model reads alignments, which text does not hold") }
    guard reasons.isEmpty else { return (nil, reasons) }
    let values = (0..<rowCount).flatMap { row in order.map { self.values[row * columnCount + $0] } }
    return (FeatureTable(schema: schema, values: values, rows: rows, alignments: nil), [])
  }
}
