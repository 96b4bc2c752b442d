import FeatureTables
import Groundwork
import Haplotypes
import Learning
import VariantFiles

/// Tells what a file holds and what it can be used for.
public enum FileInspection {
  /// Lines about the file at `path`: any file that Apus reads or writes.
  public static func describe(_ path: String) throws(StudyError) -> [String] {
    let lower = path.lowercased()
    if lower.hasSuffix(".npz") { return try describeContainer(path) }
    if lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") { return try describeStudy(path) }
    let intervals = [".bed", ".bedgraph", ".tsv"]
    if intervals.contains(where: { lower.hasSuffix($0 + ".gz") }) || lower.hasSuffix(".bed")
      || lower.hasSuffix(".bedgraph")
    {
      return try describeIntervals(path)
    }
    if lower.hasSuffix(".tsv") { return try describeTable(path) }
    if lower.hasSuffix(".ms") || lower.hasSuffix(".msout") || lower.hasSuffix(".ms.gz") || lower.hasSuffix(".msout.gz")
    {
      return try describeMS(path)
    }
    return try describeVariants(path)
  }

  private static func describeContainer(_ path: String) throws(StudyError) -> [String] {
    if let (table, provenance) = try? FeatureTable.read(path) {
      var lines = ["feature table: \(table.rowCount.grouped) rows x \(table.columnCount) columns"]
      lines += describe(table.schema)
      for (index, name) in table.classes.enumerated() where !table.labels.isEmpty {
        lines.append("  class \(name): \(table.labels.count { $0 == Int32(index) }.grouped) rows")
      }
      if let first = table.locations.first, let last = table.locations.last {
        lines.append("  observed windows from \(first.contig):\(first.start) to \(last.contig):\(last.end)")
      }
      return lines + [describe(provenance)]
    }
    if let file = try? ModelFile.read(path) {
      var lines = [
        "model: \(type(of: file.learner).title), classes in order: " + file.model.task.classes.joined(separator: ", ")
      ]
      lines += describe(file.model.schema)
      if let evaluation = file.evaluation { lines += EvaluationText.summary(evaluation).map { "  " + $0 } }
      return lines + [describe(file.provenance)]
    }
    let archive = try SimulationArchive(path: path)
    return [
      "simulations: \(archive.count.grouped) replicates of \(archive.haplotypeCount) haplotypes x \(archive.length.grouped) "
        + "bases, \(archive.siteCount.grouped) sites", describe(archive.provenance),
    ]
  }

  private static func describe(_ schema: FeatureSchema) -> [String] {
    [
      "  features: \(schema.featureSet), \(schema.haplotypeCount) haplotypes, windows of "
        + "\(schema.windowLength.grouped) bases in \(schema.subwindowCount) subwindows",
      "  needs: " + (schema.usesPhase ? "phased haplotypes" : "genotypes") + ", "
        + (schema.usesPolarisation ? "ancestral alleles" : "no ancestral alleles"),
    ]
  }

  private static func describe(_ provenance: Provenance) -> String {
    "  made by \(provenance.software) \(provenance.version), seed \(provenance.seed), key \(provenance.studyHash)"
  }

  private static func describeStudy(_ path: String) throws(StudyError) -> [String] {
    let study = try StudyFile.read(path)
    return [
      "study '\(study.name)', recipe \(study.recipe): \(study.training.replicates.grouped) replicates of each class, "
        + "windows of \(study.windows.length.grouped) bases in \(study.windows.subwindowCount) subwindows",
      "  outputs in \(study.output)",
    ]
  }

  private static func describeIntervals(_ path: String) throws(StudyError) -> [String] {
    let intervals = try attempt { try BEDFile.read(path) }
    let mask = Mask(accessible: intervals)
    let bases = mask.accessible.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    return ["intervals: \(intervals.count.grouped) on \(mask.accessible.count) contigs, \(bases.grouped) bases"]
  }

  private static func describeTable(_ path: String) throws(StudyError) -> [String] {
    let text = try attempt { String(decoding: try AtomicFile.read(path), as: UTF8.self) }
    let lines = text.split(whereSeparator: \.isNewline)
    let columns = lines.first?.split(separator: "\t", omittingEmptySubsequences: false) ?? []
    return [
      "table: \(max(0, lines.count - 1).grouped) rows, \(columns.count) columns: \(columns.joined(separator: ", "))"
    ]
  }

  private static func describeMS(_ path: String) throws(StudyError) -> [String] {
    let replicates = try attempt { try MSText.read(path, length: 1) }
    let sites = replicates.map(\.siteCount)
    let mean = Double(sites.reduce(0, +)) / Double(max(1, sites.count))
    return [
      "ms text: \(replicates.count.grouped) replicates of \(replicates.first?.haplotypeCount ?? 0) haplotypes",
      "  segregating sites: mean \(mean.fixed(1)), smallest \(sites.min() ?? 0), largest \(sites.max() ?? 0)",
    ]
  }

  private static func describeVariants(_ path: String) throws(StudyError) -> [String] {
    let file = try attempt { try VariantFile(path: path) }
    var lines = [
      "variants: \(file.samples.count.grouped) samples, \(file.contigs.count) contigs, "
        + (file.hasAncestralAllele ? "INFO/AA in the header" : "no INFO/AA")
    ]
    lines += file.notes.map { "  note: " + $0 }
    for contig in file.contigs {
      let region = try attempt { try file.region(contig.name) }
      let observed = try attempt { try file.read(region, samples: nil) }
      if observed.ledger.read == 0 { continue }
      let matrix = observed.matrix
      let ploidies = Set(matrix.ploidies).sorted().map { "\($0)" }.joined(separator: ", ")
      let first = Int(matrix.positions.first ?? 0) + 1
      let last = Int(matrix.positions.last ?? 0) + 1
      lines.append(
        "  contig \(contig.name): \(matrix.siteCount.grouped) usable sites from \(first.grouped) to \(last.grouped), "
          + "\(matrix.haplotypeCount.grouped) haplotypes (ploidy \(ploidies)), "
          + (matrix.isPhased ? "phased" : "unphased") + ", "
          + (matrix.missing == nil ? "no missing calls" : "\(missingShare(matrix)) of calls missing"))
      lines.append("    " + observed.ledger.summary)
      lines += observed.notes.map { "    note: " + $0 }
    }
    return lines
  }

  private static func missingShare(_ matrix: HaplotypeMatrix) -> String {
    let missing = matrix.missing?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
    return (100 * Double(missing) / Double(max(1, matrix.siteCount * matrix.haplotypeCount))).fixed(2) + " %"
  }
}
