import FeatureTables
import Groundwork
import TestSupport
import Testing

@Suite struct FeatureTableTests {
  let provenance = Provenance(version: "0", studyHash: "h", study: "{}", seed: 1)

  func table(rows: Int) -> FeatureTable {
    let columns = (0..<3).map { (window: Int) in
      FeatureColumn(name: "pi_win\(window)", statistic: "pi", version: 1, subwindow: window)
    }
    let schema = FeatureSchema(
      featureSet: "s-hic", columns: columns, usesPhase: true, usesPolarisation: true, haplotypeCount: 20,
      windowLength: 1100, subwindowCount: 3)
    var table = FeatureTable(schema: schema, classes: ["neutral", "hard"], truthNames: ["s"])
    for row in 0..<rows {
      table.append([Double(row), 0.1, 1 / 3], label: row % 2, replicate: UInt64(row), truth: [row == 0 ? .nan : 0.01])
    }
    return table
  }

  @Test(arguments: [0, 1, 17]) func roundTrip(rows: Int) throws {
    let folder = try TemporaryFolder()
    let table = table(rows: rows)
    try table.container(provenance: provenance).write(to: folder.file("t.npz"))
    let (read, who) = try FeatureTable.read(folder.file("t.npz"))
    #expect(read.values == table.values)
    #expect(read.labels == table.labels)
    #expect(read.schema == table.schema)
    #expect(read.truth.count == rows)
    #expect(who == provenance)
  }

  @Test func tablesWithOtherTruthsAreNotJoined() async {
    await #expect(processExitsWith: .failure) {
      let schema = FeatureSchema(
        featureSet: "t", columns: [FeatureColumn(name: "pi", statistic: "pi", version: 1, subwindow: nil)],
        usesPhase: false, usesPolarisation: false, haplotypeCount: 2, windowLength: 10, subwindowCount: 1)
      var table = FeatureTable(schema: schema, classes: ["a"], truthNames: ["s"])
      table.append(contentsOf: FeatureTable(schema: schema, classes: ["a"], truthNames: ["h"]))
    }
  }

  @Test("Populations are written where there are several; files without them are read as before")
  func populations() throws {
    let folder = try TemporaryFolder()
    let old = table(rows: 1).schema
    let json = try #require(String(bytes: table(rows: 1).container(provenance: provenance).manifest, encoding: .utf8))
    #expect(!json.contains("populations"))
    let populations = [("a", 12), ("b", 8)].map { FeatureSchema.Population(name: $0.0, haplotypeCount: $0.1) }
    let schema = FeatureSchema(
      featureSet: "filet", columns: old.columns, usesPhase: true, usesPolarisation: true, haplotypeCount: 20,
      populations: populations, windowLength: 1100, subwindowCount: 3)
    try FeatureTable(schema: schema).container(provenance: provenance).write(to: folder.file("t.npz"))
    #expect(try FeatureTable.read(folder.file("t.npz")).table.schema == schema)
    #expect(schema.differences(from: old).contains { $0.contains("haplotypes of the populations: expected [12, 8]") })
  }

  @Test func damagedFilesAreRefused() throws {
    let folder = try TemporaryFolder()
    let bytes = try table(rows: 5).container(provenance: provenance).bytes
    var flipped = bytes
    flipped[bytes.count / 2] ^= 1
    for (name, contents) in [("cut", Array(bytes.prefix(bytes.count - 30))), ("flipped", flipped), ("empty", [])] {
      try AtomicFile.write(contents, to: folder.file(name))
      #expect(throws: FeatureTablesError.self) { try FeatureTable.read(folder.file(name)) }
    }
    #expect(throws: FeatureTablesError.self) { try FeatureTable.read(folder.file("absent")) }
  }

  @Test func schemaDifferencesNameTheColumns() {
    let schema = table(rows: 0).schema
    let other = FeatureSchema(
      featureSet: "s-hic", columns: Array(schema.columns.dropLast()), usesPhase: true, usesPolarisation: false,
      haplotypeCount: 20, windowLength: 1100, subwindowCount: 3)
    #expect(schema.differences(from: schema).isEmpty)
    let reasons = schema.differences(from: other)
    #expect(reasons.contains { $0.contains("pi_win2") })
    #expect(reasons.contains { $0.contains("polarised") })
  }

  @Test func selectionKeepsRowsTogether() {
    let selected = table(rows: 6).selecting([4, 1])
    #expect(selected.replicates == [4, 1])
    #expect(selected.labels == [0, 1])
    #expect(Array(selected.row(0)) == [4, 0.1, 1 / 3])
  }
}
