import Demography
import FeatureTables
import Groundwork
import StudyFiles
import VariantFiles

/// Studies, demographies, and tables of text.
extension FileInspection {
  static func describeStudy(_ path: String) throws(StudyError) -> [String] {
    let study = try StudyFile.read(path)
    return [
      "study '\(study.name)', recipe \(study.recipe): \(study.training.replicates.of("replicate")) of each class, "
        + "windows of \(study.windows.length.grouped) bases in \(study.windows.subwindowCount.of("subwindow"))",
      "  outputs in \(study.output)",
    ]
  }

  static func describeDemes(_ path: String) throws(StudyError) -> [String] {
    let graph = try attempt { try DemesFile.graph(try text(path), path: path) }
    var lines = [
      "Demes model: \(graph.demes.count.of("deme")), \(graph.migrations.count.of("migration")), \(graph.pulses.count.of("pulse")); times in "
        + graph.timeUnits
    ]
    for deme in graph.demes {
      let from = deme.ancestors.isEmpty ? "" : " from " + deme.ancestors.joined(separator: " and ")
      let size = deme.epochs.last.map { ", \($0.endSize) individuals at its end" } ?? ""
      lines.append("  deme \(deme.name)\(from): \(deme.startTime) to \(deme.endTime) ago\(size)")
    }
    // Whether it can be simulated is more than whether it can be read.
    do { _ = try DemesFile.model(try text(path), path: path) } catch { return lines + ["  cannot be used: \(error)"] }
    return lines + ["  can be used for: model.demography"]
  }

  private static func text(_ path: String) throws(StudyError) -> String {
    try attempt { String(decoding: try Gunzip.read(path), as: UTF8.self) }
  }

  static func describePopulations(_ path: String) throws(StudyError) -> [String] {
    let map = try attempt { try PopulationMapFile.read(path) }
    let sizes = map.populations.map { name in "\(name) \(map.entries.count { $0.population == name }.grouped)" }
    return [
      "population map: \(map.entries.count.of("sample")) of \(map.populations.count.of("population"))",
      "  " + sizes.joined(separator: ", "),
    ]
  }

  /// The table that `apus simulate --truth` writes.
  static func describeTruth(_ path: String) throws(StudyError) -> [String] {
    let rows = try text(path).split(whereSeparator: \.isNewline).map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    var classes: [Substring] = []
    for row in rows.dropFirst() where row.count > 1 && !classes.contains(row[1]) { classes.append(row[1]) }
    let failed = rows.dropFirst().count { $0.last != "." }
    let parameters = rows[0].dropFirst(3).dropLast().joined(separator: ", ")
    return ["truth of simulations: \((rows.count - 1).of("replicate")), \(failed.grouped) of them failed"]
      + classes.map { name in "  class \(name): \(rows.count { $0.count > 1 && $0[1] == name }.of("replicate"))" }
      + ["  parameters: \(parameters)"]
  }

  static func describeTable(_ path: String) throws(StudyError) -> [String] {
    let lines = try text(path).split(whereSeparator: \.isNewline)
    let separator: Character = lines.first?.contains("\t") == true ? "\t" : ","
    let columns = lines.first?.split(separator: separator, omittingEmptySubsequences: false) ?? []
    return [
      "table: \(max(0, lines.count - 1).of("row")), \(columns.count.of("column")): \(columns.joined(separator: ", "))"
    ]
  }
}
