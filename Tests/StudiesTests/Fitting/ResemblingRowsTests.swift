import FeatureTables
import Groundwork
import Studies
import Testing

@Suite("Rows drawn to be like those of another table")
struct ResemblingRowsTests {
  /// One column: normal numbers about `centre` of each row, and rows of two classes in turn.
  private static func table(_ centres: [Double], seed: UInt64, columns: [String] = ["x"]) -> FeatureTable {
    let schema = FeatureSchema(
      featureSet: "made up",
      columns: columns.map { FeatureColumn(name: $0, statistic: $0, version: 1, subwindow: nil) }, usesPhase: true,
      usesPolarisation: true, haplotypeCount: 10, windowLength: 100, subwindowCount: 1)
    var table = FeatureTable(schema: schema, classes: ["a", "b"])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    for (row, centre) in centres.enumerated() {
      table.append(
        columns.map { _ in centre + stream.normal() }, label: row % 3 == 0 ? 1 : 0, replicate: UInt64(row), truth: [])
    }
    return table
  }

  @Test func mixture() throws {
    // Half of the rows lie about 0, half about 6; those to be like lie about 6 alone.
    let own = Self.table((0..<900).map { $0 / 2 % 2 == 0 ? 0 : 6 }, seed: 1)
    let found = try ResemblingRows(
      own, like: Self.table([Double](repeating: 6, count: 300), seed: 2), seed: 3, threads: 2)
    #expect(found.table.rowCount == 900)
    #expect(found.table.labels.count { $0 == 1 } == 300, "the shares of the classes change")
    // Odds are cut at 20 and its inverse, so that a few of the others stay.
    let near = found.table.values.count { $0 > 3 }
    #expect(near > 810 && near < 900)
    #expect(found.area > 0.7 && found.effectiveCount > 350 && found.effectiveCount < 650)
    // Of a table that is like it already nearly all rows stay.
    let same = try ResemblingRows(
      own, like: Self.table((0..<300).map { $0 / 2 % 2 == 0 ? 0 : 6 }, seed: 5), seed: 3, threads: 1)
    #expect(abs(same.area - 0.5) < 0.06 && same.effectiveCount > 600)
  }

  @Test func refusals() {
    let own = Self.table([Double](repeating: 0, count: 30), seed: 1)
    #expect(throws: (any Error).self) {
      try ResemblingRows(own, like: Self.table([0, 1], seed: 1), seed: 1, threads: 1)
    }
    #expect(throws: (any Error).self) {
      try ResemblingRows(
        own, like: Self.table([Double](repeating: 0, count: 30), seed: 1, columns: ["y"]), seed: 1, threads: 1)
    }
  }
}
