/// A table of text; every row should have as many cells as the header.
package struct ReportTable: Sendable, Equatable {
  /// The column names.
  package let header: [String]
  /// The rows, in the order in which they are shown.
  package let rows: [[String]]

  /// A table.
  package init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }
}
