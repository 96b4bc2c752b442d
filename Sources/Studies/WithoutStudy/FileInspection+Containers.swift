import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// The binary files of Apus: feature tables, models, simulations.
extension FileInspection {
  static func describeContainer(_ path: String) throws(StudyError) -> [String] {
    switch try attempt({ try ArrayContainer(path: path).formatName }) {
    case FeatureTable.formatName: return try describeTableOfOurs(path)
    case ModelFile.formatName: return try describeModel(path)
    case SimulationArchive.formatName: return try describeSimulations(path)
    default:
      throw .invalid(
        "\(path): is a zip archive, such as .npz and .xlsx are, but holds no features, model or simulations of Apus")
    }
  }

  private static func describeTableOfOurs(_ path: String) throws(StudyError) -> [String] {
    let (table, provenance) = try attempt { try FeatureTable.read(path) }
    return ["feature table: \(table.rowCount.of("row")) x \(table.columnCount.of("column"))"]
      + describe(table.schema) + describeRows(table)
      + [
        table.labels.isEmpty
          ? "  for: apus predict MODEL \(path)" : "  for: apus train \(path), apus evaluate \(path) --model MODEL",
        describe(provenance),
      ]
  }

  private static func describeModel(_ path: String) throws(StudyError) -> [String] {
    let file = try ModelFile.open(path)
    let task =
      file.model.task.isClassification
      ? "classes in order: " + file.model.task.classes.joined(separator: ", ")
      : "predicts " + file.model.task.targets.map(\.name).joined(separator: ", ")
    var lines = ["model: \(type(of: file.learner).title), \(task)"] + describe(file.model.schema)
    if let evaluation = file.evaluation { lines += EvaluationText.summary(evaluation).map { "  " + $0 } }
    lines.append("  for: apus predict \(path) TABLE, apus scan STUDY --model \(path)")
    return lines + [describe(file.provenance)]
  }

  private static func describeSimulations(_ path: String) throws(StudyError) -> [String] {
    let archive = try SimulationArchive(path: path)
    return [
      "simulations: \(archive.count.of("replicate")) of \(archive.haplotypeCount.of("haplotype")) x \(archive.length.grouped) "
        + "bases, \(archive.siteCount.of("site"))",
      "  for: apus features STUDY --simulations \(path)", describe(archive.provenance),
    ]
  }

  /// Feature tables in text, as other programs write them.
  static func describeFeatures(_ path: String) throws(StudyError) -> [String] {
    let file = try attempt { try FeatureTableFile.read(path) }
    let table = file.table
    var lines = ["\(file.format.rawValue): \(table.rowCount.of("row")) x \(table.columnCount.of("column"))"]
    if table.schema.subwindowCount > 0 { lines.append("  subwindows: \(table.schema.subwindowCount)") }
    lines += describeRows(table)
    if let row = file.droppedRows.first {
      let count = file.droppedRows.count
      lines.append(
        "  note: \(count.of("row")) \(count == 1 ? "is" : "are") left out for features that are not finite numbers; the first on "
          + "line \(row.line): \(row.column) is \(row.found)")
    }
    lines.append(
      "  can be used for: training and comparing models; statistics are defined by the program that wrote them")
    if table.labels.isEmpty && table.locations.isEmpty {
      lines.append("  cannot be used for training: the rows have no labels")
    }
    return lines
  }

  private static func describeRows(_ table: FeatureTable) -> [String] {
    var lines: [String] = []
    for (index, name) in table.classes.enumerated() where !table.labels.isEmpty {
      lines.append("  class \(name): \(table.labels.count { $0 == Int32(index) }.of("row"))")
    }
    if let first = table.locations.first, let last = table.locations.last {
      lines.append("  observed windows from \(first.contig):\(first.start) to \(last.contig):\(last.end)")
    }
    return lines
  }

  private static func describe(_ schema: FeatureSchema) -> [String] {
    let haplotypes = schema.haplotypeCount > 0 ? "\(schema.haplotypeCount)" : "an unknown number of"
    let length = schema.windowLength > 0 ? "\(schema.windowLength.grouped) bases" : "unknown length"
    return [
      "  features: \(schema.featureSet), \(haplotypes) haplotypes, windows of \(length) in \(schema.subwindowCount) "
        + "subwindows",
      "  needs: " + (schema.usesPhase ? "phased haplotypes" : "genotypes") + ", "
        + (schema.usesPolarisation ? "ancestral alleles" : "no ancestral alleles"),
    ]
  }

  private static func describe(_ provenance: Provenance) -> String {
    "  made by \(provenance.software) \(provenance.version), seed \(provenance.seed), key \(provenance.studyHash)"
  }
}
