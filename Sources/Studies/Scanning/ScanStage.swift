import FeatureTables
import Groundwork
import Haplotypes
import Learning
import Statistics
import StudyFiles
import Training
import VariantFiles

/// Classifies the observed windows of a study.
package struct ScanStage: Sendable {
  private let study: Study
  private let data: ObservedData
  let features: ObservedFeatures

  /// The stage of `study` over `data`.
  package init(_ study: Study, data: ObservedData) throws(StudyError) {
    try study.demandSingleWindows("a scan")
    self.study = study
    self.data = data
    features = try ObservedFeatures(study, data)
  }

  /// The classified windows and called regions of `model`; those of a scan for sites are called afterwards. `modelLevels` are what its
  /// statistics are relative to, if not to their chromosome.
  package func run(
    _ model: ModelFile, modelLevels: SiteLevels? = nil, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> ScanResult {
    try check(model)
    let answersSites = study.scan.answer == .sites
    let made =
      answersSites
      ? try features.points(study, modelLevels: modelLevels, threads: threads, progress: progress)
      : try features.table(threads: threads, progress: progress)
    let observed = made.table
    let findings = try attempt { try WindowFinding.all(model, observed, threads: threads) }
    let rule = CallRule(study)
    var row = 0
    let windows = features.grid.windows.map { window in
      guard window.insufficient == nil else { return ScannedWindow(window: window, finding: nil) }
      defer { row += 1 }
      let found = ScannedWindow(window: window, finding: findings[row])
      guard !answersSites, let probabilities = found.probabilities, rule.isWithheld(probabilities) else { return found }
      return found.calling(nil)
    }
    return ScanResult(
      windows: windows, regions: answersSites ? [] : CalledRegion.merging(windows, study), observed: observed,
      insufficientValues: made.insufficientValues)
  }

  /// Windows that cannot be classified, by reason.
  package var insufficient: [(reason: String, count: Int)] { features.insufficient }

  /// Sites that lie in no window.
  package var sitesOutside: Int { features.grid.sitesOutside }

  /// Throws unless `model` is one that this study would train for these data.
  private func check(_ model: ModelFile) throws(StudyError) {
    let schema = features.source.learnedSchema(study)
    var reasons = model.model.schema.differences(from: schema)
    if model.model.task != study.task {
      reasons.append("it predicts \(Self.words(model.model.task)), the study \(Self.words(study.task))")
    }
    if schema.featureSet != model.model.schema.featureSet {
      reasons.removeAll { $0.contains(" columns: ") }
    }
    if reasons.isEmpty { return }
    var remedy = "train a model for these data with 'apus run'"
    if let other = try? FeatureSet.named(model.model.schema.featureSet), other.id != features.source.featureSet.id,
      data.contigs.allSatisfy({ (try? other.check($0.sites.outline, populationSizes: features.source.sizes)) != nil })
    {
      remedy += ", or ask for the model's features with --set features=\(other.id)"
    }
    throw .invalid(
      "the model is incompatible with study '\(study.name)': \(reasons.joined(separator: "; ")) (expected: by the model; found: "
        + "in the study and its data); \(remedy)")
  }

  private static func words(_ task: PredictionTask) -> String {
    (task.isClassification ? "the classes " : "the numbers ") + task.names.joined(separator: ", ")
  }
}
