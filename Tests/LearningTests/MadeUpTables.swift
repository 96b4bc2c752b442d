import FeatureTables
import Groundwork

/// Tables made up for tests.
enum MadeUp {
  static func schema(_ names: [String]) -> FeatureSchema {
    FeatureSchema(
      featureSet: "made up",
      columns: names.map { FeatureColumn(name: $0, statistic: $0, version: 1, subwindow: nil) }, usesPhase: true,
      usesPolarisation: true, haplotypeCount: 10, windowLength: 100, subwindowCount: 1)
  }

  static func table(_ rows: [[Double]], labels: [Int], classes: [String], replicates: [UInt64]? = nil) -> FeatureTable {
    var table = FeatureTable(schema: schema((0..<(rows.first?.count ?? 0)).map { "f\($0)" }), classes: classes)
    for (index, row) in rows.enumerated() {
      table.append(row, label: labels[index], replicate: replicates?[index] ?? UInt64(index), truth: [])
    }
    return table
  }

  static let centres = [[0.0, 0, 0, 0], [2, 0, 1, 0], [0, 2, 0, 1]]

  /// Three overlapping clouds in four of eight columns; a column of zeros, a copy of the first column, and noise.
  static func clouds(rows: Int, seed: UInt64) -> FeatureTable {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    func bell() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() } }
    let made = (0..<rows).map { row in
      let cloud = centres[row % 3].map { $0 + bell() }
      return cloud + [0, cloud[0], bell(), bell()]
    }
    return table(made, labels: (0..<rows).map { $0 % 3 }, classes: ["a", "b", "c"])
  }

  /// The table with other column names.
  static func renamed(_ table: FeatureTable, _ names: [String]) -> FeatureTable {
    var result = FeatureTable(schema: schema(names), classes: table.classes)
    for row in 0..<table.rowCount {
      result.append(table.row(row), label: Int(table.labels[row]), replicate: table.replicates[row], truth: [])
    }
    return result
  }
}

/// What the error that `body` throws says; "no error" if it throws none.
func errorMessage(_ body: () throws -> Any) -> String {
  do {
    _ = try body()
    return "no error"
  } catch {
    return "\(error)"
  }
}
