import FeatureTables

/// Writes two labelled rows of two features, with the parameter that they were simulated with, as text, and reads them again.
func writeAndReadTable(at path: String) throws -> FeatureTable {
  let columns = ["pi", "tajimasD"].map { FeatureColumn(name: $0, statistic: $0, version: 1, subwindow: nil) }
  let schema = FeatureSchema(
    featureSet: "mine", columns: columns, usesPhase: false, usesPolarisation: false, haplotypeCount: 20,
    windowLength: 50_000, subwindowCount: 1)
  var table = FeatureTable(schema: schema, classes: ["neutral", "sweep"], truthNames: ["s"])
  table.append([0.0011, 0.1], label: 0, replicate: 0, truth: [0])
  table.append([0.0003, -1.9], label: 1, replicate: 1, truth: [0.02])
  try FeatureTableFile(format: .table, table: table).write(.tsv, to: path)
  return try FeatureTableFile.read(path).table
}
