import FeatureTables
import Groundwork
import StudyFiles
import VariantFiles

/// What a file is that should hold a table of features.
extension TableRun {
  /// Throws if the file at `path` holds no features but what they are made of, or something else that is known; `schema` is that of the
  /// model that asks for them.
  static func checkIsTable(_ path: String, for schema: FeatureSchema? = nil) throws(StudyError) {
    let found: String
    switch FileFormat(of: path) {
    case .variants where FileFormat.isMarkedAsVariants(path): found = "variants"
    case .treeSequence: found = "a tree sequence"
    case .plink: found = "genotypes of PLINK"
    case .haplotypeMap, .haplotypeLines: found = "haplotypes"
    case .ms: found = "ms text"
    case .fasta: throw .invalid("\(path): holds FASTA, not features")
    case .demes, .study: throw .invalid("\(path): is a study file or a history, not a table of features")
    default: return
    }
    var words = "apus features \(path) -o windows.npz"
    if let schema, schema.isOfOurStatistics {
      words += " --features '\(schema.featureSet)'"
      if schema.windowLength > 0 { words += " --set windows.length=\(schema.windowLength)" }
      if schema.subwindowCount > 0 { words += " --set windows.subwindows=\(schema.subwindowCount)" }
    }
    throw .invalid("\(path): holds \(found), not features; make them first: \(words)")
  }

  /// `table`, of the file at `path`, as what a model for `schema` may be asked about, and what to know of that: text has the columns of a
  /// model by their names alone.
  static func taken(
    _ table: FeatureTable, for schema: FeatureSchema, _ path: String
  ) throws(StudyError) -> (table: FeatureTable, note: String?) {
    guard schema.isOfOurStatistics, !table.schema.isOfOurStatistics else { return (table, nil) }
    let (taken, reasons) = table.taken(for: schema)
    guard let taken else {
      throw .invalid(
        "\(path): does not fit the model, which was made for \(schema.featureSet): \(reasons.joined(separator: "; ")); make the "
          + "features with the model's own settings")
    }
    return (
      taken,
      "\(path) is text, which does not say how its statistics are defined or of how many haplotypes they are: by the names of the "
        + "columns they are taken for those of the model"
    )
  }
}
