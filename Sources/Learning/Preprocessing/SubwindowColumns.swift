import FeatureTables

/// Which columns of a table are of one statistic in the subwindows of a row.
enum SubwindowColumns {
  /// The columns of each statistic that has one in every subwindow, in the order of the subwindows; statistics in the order of
  /// their first columns.
  static func of(_ schema: FeatureSchema) -> [[Int]] {
    struct Key: Hashable {
      var statistic: String
      var stem: String
    }
    var places: [Key: Int] = [:]
    var groups: [[(subwindow: Int, column: Int)]] = []
    for (index, column) in schema.columns.enumerated() {
      guard let subwindow = column.subwindow else { continue }
      // A statistic may have several columns in a subwindow; they differ in what stands before the number.
      var stem = Substring(column.name)
      while stem.last?.isNumber == true { stem.removeLast() }
      let key = Key(statistic: column.statistic, stem: String(stem))
      if places[key] == nil {
        places[key] = groups.count
        groups.append([])
      }
      groups[places[key] ?? 0].append((subwindow, index))
    }
    return groups.map { $0.sorted { $0.subwindow < $1.subwindow }.map(\.column) }
  }
}
