import FeatureTables

/// A fitted model with all that is needed to use and judge it, in one file that describes itself.
///
/// The file is an `ArrayContainer`: `manifest.json` (format "apus model", version 1: task with the order of classes,
/// feature schema, learner with hyper-parameters and how they were chosen, evaluation, training ranges, importances, provenance, citations) and the arrays of
/// the model, of its novelty score and of its sample of training rows. Nothing in it is executable.
public struct ModelFile: Sendable {
  /// The fitted model.
  public var model: any Model
  /// What fitted it, with hyper-parameters.
  public var learner: any Learner
  /// How well it did on held-out rows; nil if that was not tried.
  public var evaluation: ModelEvaluation?
  /// The values that each column had in training, in column order.
  public var featureRanges: [FeatureRange]
  /// How far rows lie from those of training; nil if that was not looked at.
  public var novelty: NoveltyScore?
  /// Some of the rows that it learned from; nil if none were kept.
  public var sample: TrainingSample?
  /// What its columns are worth on rows that it has not seen, the greatest first
  /// (`PermutationImportance.foremost(of:_:seed:threads:)`); empty if that was not looked at.
  public var importances: [PermutationImportance]
  /// How its hyper-parameters were chosen; nil if they were given.
  public var choice: ModelChoice?
  /// Who made it from what.
  public var provenance: Provenance
  /// What to cite, one reference an entry.
  public var citations: [String]

  /// The value of `format` in the manifest.
  package static let formatName = "apus model"

  /// A model file from its parts.
  public init(
    model: any Model, learner: any Learner, evaluation: ModelEvaluation?, featureRanges: [FeatureRange],
    importances: [PermutationImportance] = [], novelty: NoveltyScore? = nil, sample: TrainingSample? = nil,
    choice: ModelChoice? = nil, provenance: Provenance, citations: [String] = []
  ) {
    self.model = model
    self.learner = learner
    self.evaluation = evaluation
    self.featureRanges = featureRanges
    self.importances = importances
    self.novelty = novelty
    self.sample = sample
    self.choice = choice
    self.provenance = provenance
    self.citations = citations
  }

  private struct Manifest: Codable {
    var format: String
    var formatVersion: Int
    var task: PredictionTask
    var schema: FeatureSchema
    @LearnerSpecification var learner: any Learner
    var evaluation: ModelEvaluation?
    var featureRanges: [FeatureRange]
    var importances: [PermutationImportance]?
    var choice: ModelChoice?
    var provenance: Provenance
    var citations: [String]
  }

  /// The container of the model; equal models are equal bytes.
  package func container() throws(LearningError) -> ArrayContainer {
    let manifest = Manifest(
      format: Self.formatName, formatVersion: 1, task: model.task, schema: model.schema,
      learner: learner, evaluation: evaluation, featureRanges: featureRanges,
      importances: importances.isEmpty ? nil : importances, choice: choice, provenance: provenance, citations: citations
    )
    do {
      var container = ArrayContainer(manifest: try ManifestCoding.encode(manifest))
      model.addParts(to: &container)
      novelty?.addParts(to: &container)
      sample?.addParts(to: &container)
      return container
    } catch {
      throw .file(error)
    }
  }

  /// Writes the model to `path`, whole or not at all.
  public func write(to path: String) throws(LearningError) {
    let container = try container()
    do { try container.write(to: path) } catch { throw .file(error) }
  }

  /// The model in the file at `path`; a file of another kind, a damaged or a newer one is refused.
  public static func read(_ path: String) throws(LearningError) -> ModelFile {
    let container: ArrayContainer
    let manifest: Manifest
    do {
      container = try ArrayContainer(path: path)
      manifest = try ManifestCoding.decode(
        Manifest.self, from: container.manifest, format: formatName, path: path)
    } catch {
      throw .file(error)
    }
    let learner = manifest.learner
    let model = try fitted(by: learner, manifest, container, path)
    let parts = ContainerParts(container: container, path: path)
    let novelty = try NoveltyScore(
      parts: parts, features: manifest.schema, seen: manifest.schema.withEmbedding(of: model))
    let sample = try TrainingSample(parts: parts, schema: manifest.schema)
    return ModelFile(
      model: model, learner: learner, evaluation: manifest.evaluation, featureRanges: manifest.featureRanges,
      importances: manifest.importances ?? [], novelty: novelty, sample: sample, choice: manifest.choice,
      provenance: manifest.provenance, citations: manifest.citations)
  }

  private static func fitted<L: Learner>(
    by learner: L, _ manifest: Manifest, _ container: ArrayContainer, _ path: String
  ) throws(LearningError) -> any Model {
    let base = try L.Fitted(schema: manifest.schema, task: manifest.task, parts: container, path: path)
    let parts = ContainerParts(container: container, path: path)
    guard let calibration = try Calibration(parts: parts, classCount: manifest.task.classes.count) else { return base }
    return CalibratedModel(base, calibration)
  }
}
