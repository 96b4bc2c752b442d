import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training
import VariantFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The model of a study: fitted on the training replicates, measured on those held out.
package struct ModelStage: Sendable {
  private let study: Study
  private let folder: RunFolder
  private let fitting: ModelFitting

  /// The stage of `study` with outputs in `folder`, its hyper-parameters chosen by `search` if there is one.
  package init(_ study: Study, folder: RunFolder, search: ModelSearch? = nil) {
    self.study = study
    self.folder = folder
    fitting = ModelFitting(LearningPlan(study, search: search))
  }

  /// The model fitted to `table`; read from the folder if it is there already.
  package func run(
    _ table: FeatureTable, tableKey: String, threads: Int, progress: @escaping StudyProgress
  ) throws(StudyError) -> ModelFile {
    let key = try fitting.key(tableKey)
    if let model = try? ModelFile.read(folder.model), model.provenance.studyHash == key { return model }
    let file = try fitting.fit(
      table, provenance: try ProgramVersion.provenance(study, key: key), threads: threads, progress: progress)
    try attempt { try file.write(to: folder.model) }
    return file
  }

  /// How well `model` does on the replicates of `table` that its training did not see.
  ///
  /// A model that was fitted to this very table is measured on the rows that were held out then, whatever this study's
  /// seed and test fraction are now; any other has seen none of them and is measured on this study's share.
  package func evaluateHeldOut(
    _ model: ModelFile, _ table: FeatureTable, tableKey: String, threads: Int
  ) throws(StudyError) -> ModelEvaluation {
    var own = fitting
    if let made = try? JSONDecoder().decode(Study.self, from: Data(model.provenance.study.utf8)) {
      let before = ModelFitting(LearningPlan(made, search: model.choice?.search))
      if try before.key(tableKey) == model.provenance.studyHash { own = before }
    }
    let test = try own.split(table, seed: own.training.seed).test
    return try fitting.evaluate(model.model, table.selecting(test), threads: threads)
  }

  /// Writes the evaluation as a table.
  package func write(_ evaluation: ModelEvaluation) throws(StudyError) {
    try attempt { try AtomicFile.write(EvaluationText.table(evaluation), to: folder.evaluation) }
  }
}
