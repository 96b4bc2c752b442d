import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

extension StudyRun {
  /// The posterior of `data` as a whole, written to the folder, with the model of the last round and its evaluation.
  ///
  /// Replicates are simulated `training.rounds` times, each time from the priors cut to where the last posterior lies: given that region
  /// the prior is what it was, so that nothing has to be corrected, and the replicates lie where the data are. The first rounds have
  /// fewer loci.
  public func posterior(
    _ data: ObservedData
  ) throws(StudyError) -> (result: PosteriorResult, model: ModelFile, evaluation: ModelEvaluation) {
    // Rounds narrow the priors of targets; histories are told apart under their own.
    let count = study.isClassification ? 1 : study.training.rounds ?? 1
    var run = self
    var rounds: [PosteriorRound] = []
    var before: FeatureTable?
    while true {
      let number = rounds.count + 1
      run.folder = RunFolder(number == count ? folder.path : folder.round(number))
      run.study.loci = PosteriorRound.loci(study, number, of: count)
      let observed = try ObservedFeatures(run.study, data).table(threads: threads, progress: progress).table
      rounds.append(PosteriorRound(number, run.study))
      let training = try run.training(data)
      if before == nil { before = training.table }
      let (model, evaluation) = try run.model(training)
      if number == count {
        folder.removePosterior()
        var result = try result(
          run, model, data, observed, rounds: rounds, before: before ?? training.table, learned: training.table)
        result.notes = try PosteriorOutput.write(result, study, to: folder)
        return (result, model, evaluation)
      }
      let draws = try attempt { try model.model.predictPosterior(observed, threads: threads) }
      var next = PosteriorRound.narrowed(run.study, by: draws)
      next.training.seed = study.training.seed &+ UInt64(number)
      run.study = next
    }
  }

  /// What `model`, of the last round `run`, says of `observed`.
  private func result(
    _ run: StudyRun, _ model: ModelFile, _ data: ObservedData, _ observed: FeatureTable, rounds: [PosteriorRound],
    before: FeatureTable, learned all: FeatureTable
  ) throws(StudyError) -> PosteriorResult {
    let split = try ModelFitting(LearningPlan(run.study, search: run.search))
      .split(all, seed: run.study.training.seed)
    let (learned, held) = (all.selecting(split.training), all.selecting(split.test))
    if study.isClassification {
      let fit = try model.novelty.map { novelty throws(StudyError) in
        try attempt { try GoodnessOfFit(observed, novelty, model.model, threads: threads) }
      }
      return PosteriorResult(
        draws: nil, estimates: [], choice: try choice(model, observed), rounds: rounds, calibration: nil, fit: fit,
        predictions: nil, observed: observed, before: before)
    }
    let fit = GoodnessOfFit(observed, learned, keptAside: held, study.targets, threads: threads)
    let draws = try attempt { try model.model.predictPosterior(observed, threads: threads) }
    let estimates = study.targets.indices.map { index in
      PosteriorEstimate(draws, index, study: study, first: before.rows.truth(study.targets[index].name) ?? [])
    }
    let calibration = PosteriorCalibration(
      try attempt { try model.model.predictPosterior(held, threads: threads) }, held, seed: study.training.seed)
    return PosteriorResult(
      draws: draws, estimates: estimates, choice: nil, rounds: rounds, calibration: calibration, fit: fit,
      predictions: try predictions(draws, data, observed), observed: observed, before: before)
  }

  /// How probable each class is for `observed`.
  private func choice(_ model: ModelFile, _ observed: FeatureTable) throws(StudyError) -> ModelPosterior {
    try attempt {
      let table = try model.model.predict(observed, threads: threads)
      var posterior: Double?
      if let own = model.model as? any PosteriorModel, own.hasPosterior {
        posterior = try own.posterior(observed, threads: threads).first?.probability
      }
      return ModelPosterior(
        classes: table.classes, probabilities: Array(table.row(0)), called: table.calledClass(row: 0),
        posterior: posterior)
    }
  }

  /// What replicates with parameters from `draws` look like, beside `observed`.
  private func predictions(
    _ draws: PosteriorDraws, _ data: ObservedData, _ observed: FeatureTable
  ) throws(StudyError) -> PosteriorPredictions {
    try makeFolder()
    try attempt { try AtomicFile.write(PosteriorText.draws(draws), to: folder.draws) }
    var own = study
    own.training.replicates = PosteriorPredictions.usual
    for target in study.targets where study.prior(of: target.name) != nil {
      own = own.with(.table(try PriorTable(path: folder.draws, column: target.name)), for: target.name)
    }
    let simulation = try TrainingSimulation(own, data: data)
    let rows = try simulation.rows(0..<PosteriorPredictions.usual, threads: threads) { [progress] done in
      progress(.simulate, done, PosteriorPredictions.usual)
    }
    return PosteriorPredictions(observed, rows.table)
  }
}
