import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

/// A finished scan in a few numbers, for programs: `summary.json`, and the table of general statistics of MultiQC.
struct ScanSummary: Encodable {
  let program: String
  let study: String
  let samples: Int
  let haplotypes: Int
  let recordsRead: Int
  let recordsUsed: Int
  let windows: Int
  let windowsClassified: Int
  /// Called regions by class; empty where numbers are predicted.
  let regions: [String: Int]
  /// The share of feature values outside the range of 98 % of the simulations.
  let atypicalFeatures: Double
  /// Of held-out simulations; nil where numbers are predicted.
  let accuracy: Double?
  let accuracyInterval: [Double]?
  /// R2 on held-out simulations of each number; nil where classes are predicted.
  let r2: [String: Double]?

  init(_ result: ScanResult, _ study: Study, _ data: ObservedData, _ model: ModelFile) {
    program = "apus \(ProgramVersion.current)"
    self.study = study.name
    samples = data.samples.count
    haplotypes = data.haplotypeCount
    let ledger = data.ledger
    (recordsRead, recordsUsed) = (ledger.read, ledger.used)
    windows = result.windows.count
    windowsClassified = result.observed.rowCount
    regions = Dictionary(
      uniqueKeysWithValues: study.scan.classes.map { name in (name, result.regions.count { $0.kind == name }) })
    let shares = result.windows.compactMap(\.finding?.atypicalShare)
    atypicalFeatures = shares.reduce(0, +) / Double(max(1, shares.count))
    switch model.evaluation {
    case .classes(let evaluation):
      (accuracy, accuracyInterval, r2) = (evaluation.accuracy.value, evaluation.accuracyInterval, nil)
    case .numbers(let targets):
      (accuracy, accuracyInterval) = (nil, nil)
      r2 = Dictionary(uniqueKeysWithValues: targets.map { ($0.target, $0.r2) })
    case nil: (accuracy, accuracyInterval, r2) = (nil, nil, nil)
    }
  }

  /// The JSON text.
  func json() throws(FeatureTablesError) -> String {
    String(decoding: try ManifestCoding.encode(self), as: UTF8.self) + "\n"
  }

  /// The file that MultiQC (https://multiqc.info, custom content) finds by its name: one row of its general statistics.
  func multiQC() throws(FeatureTablesError) -> String {
    struct Column: Encodable {
      let title: String
      let description: String
    }
    struct File: Encodable {
      let id = "apus"
      let plotType = "generalstats"
      let headers: [String: Column]
      let data: [String: [String: Double]]

      enum CodingKeys: String, CodingKey {
        case id
        case plotType = "plot_type"
        case headers
        case data
      }
    }
    var values: [(key: String, title: String, description: String, value: Double)] = [
      ("apus_windows", "Windows", "windows classified", Double(windowsClassified)),
      ("apus_regions", "Regions", "called regions", Double(regions.values.reduce(0, +))),
      ("apus_atypical", "Atypical", "share of features outside the simulated range", atypicalFeatures),
    ]
    if let accuracy {
      values.append(("apus_accuracy", "Accuracy", "share of held-out simulations classified rightly", accuracy))
    }
    for (name, value) in (r2 ?? [:]).sorted(by: { $0.key < $1.key }) {
      values.append(("apus_r2_\(name)", "R2 \(name)", "R2 on held-out simulations", value))
    }
    let file = File(
      headers: Dictionary(
        uniqueKeysWithValues: values.map { ($0.key, Column(title: $0.title, description: $0.description)) }),
      data: [study: Dictionary(uniqueKeysWithValues: values.map { ($0.key, $0.value) })])
    return String(decoding: try ManifestCoding.encode(file), as: UTF8.self) + "\n"
  }
}
