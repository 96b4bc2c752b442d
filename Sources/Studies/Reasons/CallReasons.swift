import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles
import Training

/// Why the regions of a scan were called: what their peaks look like beside the training simulations.
public struct CallReasons: Sendable {
  /// A feature at a peak.
  public struct Evidence: Sendable {
    /// The feature, as a column of the observed table.
    public let column: Int
    /// Its value.
    public let observed: Double
    /// How many times as likely the value is under the class called as without a sweep, by this feature alone.
    public let ratio: Double
  }

  /// A called region.
  public struct Reason: Sendable {
    /// The region.
    public let region: CalledRegion
    /// The features that speak most for the call, then those that speak most against it.
    public let evidence: [Evidence]
    /// What can be told of its sweep.
    package let told: [SweepParameters.Estimate]
    /// Haplotypes about the peak, if they are shown.
    package let observed: HaplotypeStretch?
    /// The same of the most similar simulation.
    package let simulated: HaplotypeStretch?
  }

  /// The reasons, in the order of the regions.
  public let reasons: [Reason]
  /// The names of the columns that are mentioned, each with its values by class.
  public let distributions: [(column: Int, name: String, quantiles: [[Double]])]
  /// The classes of `distributions`.
  public let classes: [String]

  /// The most regions whose reasons are given, the most probable first.
  private static let mostRegions = 200
  /// The most regions whose haplotypes are shown.
  private static let mostPictures = 6

  /// The reasons for the regions of `result`, the training rows being `table`; `simulation` gives their haplotypes (nil: none are
  /// shown).
  init(
    _ study: Study, _ model: ModelFile, _ result: ScanResult, table: FeatureTable, data: ObservedData,
    simulation: TrainingSimulation?
  ) throws(StudyError) {
    let names = study.classNames
    classes = names
    let shown = result.regions.indices.sorted { result.regions[$0].probability > result.regions[$1].probability }
      .prefix(Self.mostRegions)
    let pictured = Set(shown.prefix(Self.mostPictures))
    var row = -1
    var rows: [Interval: (row: Int, window: WindowGrid.Window)] = [:]
    for scanned in result.windows where scanned.window.insufficient == nil {
      row += 1
      rows[scanned.window.focus] = (row, scanned.window)
    }
    let comparison = ClassComparison(
      study, table, model, labels: Set(shown.compactMap { names.firstIndex(of: result.regions[$0].kind) }))
    var made: [Reason] = []
    for index in shown.sorted() {
      let region = result.regions[index]
      guard let peak = rows[region.peak], let label = names.firstIndex(of: region.kind) else { continue }
      let values = Array(result.observed.row(peak.row))
      var stretches: (HaplotypeStretch?, HaplotypeStretch?) = (nil, nil)
      if pictured.contains(index) {
        stretches.0 = try HaplotypeStretch(data, peak.window, study)
        if let simulation, let nearest = comparison.mostSimilar(to: values, label: label) {
          stretches.1 = try HaplotypeStretch(simulation, replicate: Int(table.replicates[nearest]), study)
        }
      }
      made.append(
        Reason(
          region: region, evidence: comparison.evidence(values, label: label),
          told: result.sweeps?.regions[index] ?? [], observed: stretches.0,
          simulated: stretches.1))
    }
    reasons = made
    let columns = Set(made.flatMap { $0.evidence.map(\.column) }).sorted()
    distributions = columns.map {
      (column: $0, name: table.schema.columns[$0].name, quantiles: comparison.quantiles(column: $0))
    }
  }
}

extension StudyRun {
  /// Why `scan` called its regions; nil where none are called, or the model's training table is not in the folder.
  public func reasons(
    _ model: ModelFile, _ data: ObservedData, _ scan: CheckedScan
  ) throws(StudyError) -> CallReasons? {
    guard !scan.isRefused, !scan.result.regions.isEmpty, let own = try training(of: model) else { return nil }
    let isOfWindows = scan.result.sites == nil
    return try CallReasons(
      study, model, scan.result, table: own.table, data: data,
      simulation: isOfWindows ? try simulation(data) : nil)
  }
}
