import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles
import Training
import VariantFiles

/// A study on its way from file to outputs; each command is one or more of these steps, so all give the same result.
public struct StudyRun: Sendable {
  /// The study.
  public internal(set) var study: Study
  /// Where its outputs go.
  public internal(set) var folder: RunFolder
  /// Threads to work on; results do not depend on it.
  public let threads: Int
  /// The hyper-parameters to choose among when a model is fitted, the study's if not replaced; nil if the learner's are to
  /// be used.
  public var search: ModelSearch?
  let progress: StudyProgress

  /// The run of `study` on `threads` threads, telling `progress` how far it is.
  public init(_ study: Study, threads: Int, progress: @escaping StudyProgress = { _, _, _ in }) {
    self.study = study
    folder = RunFolder(study.output)
    self.threads = threads
    self.progress = progress
    search = study.training.search
  }

  /// Makes the folder, with the study as it is run in it; only once the input has turned out to be sound, so that a
  /// mistake leaves nothing behind.
  func makeFolder() throws(StudyError) {
    try folder.create()
    let json = try ProgramVersion.provenance(study, key: "").study
    try attempt { try AtomicFile.write(json + "\n", to: folder.study) }
  }

  /// Removes what a killed run left half-written in the folder.
  package func tidy() { folder.removeUnfinished() }

  /// The observed data; nil in a study that only simulates.
  public func data() throws(StudyError) -> ObservedData? {
    guard let source = study.data else { return nil }
    guard source.compare.isEmpty else {
      throw .invalid(
        "data.compare is for 'apus run'; for one stage name one population: --set data.compare=null --set data.target="
          + source.compare[0])
    }
    progress(.read, 0, 1)
    defer { progress(.read, 1, 1) }
    // They are shown at the end only, but a mistake in them should not wait until then.
    _ = try knownRegions()
    var data = try observed(source)
    _ = try genes(contigs: data.contigs.map(\.region.contig))
    for path in source.tracks ?? [] { _ = try attempt { try TrackFile.read(path) } }
    try demandSweepData(&data)
    try demandLikelyModel(&data)
    return data
  }

  /// The data of `source`; of a file of variants that is not there, the key that names it.
  private func observed(_ source: Study.DataSource) throws(StudyError) -> ObservedData {
    if let missing = source.variants.first(where: { $0 != "-" && !RunFolder.exists($0) }) {
      throw .missingFile("study '\(study.name)': data.variants: \(missing): no such file or directory")
    }
    return try ObservedData(source)
  }

  /// Throws if sweeps are looked for in data that cannot show them; notes it where the study insists.
  private func demandSweepData(_ data: inout ObservedData) throws(StudyError) {
    let looksForSweeps = study.classes.contains { $0.isSweep && study.scan.classes.contains($0.name) }
    guard study.isClassification, looksForSweeps, let words = try SweepRequirements.shortcoming(data) else { return }
    guard study.scan.force else {
      throw .invalid(
        "\(ContigNames.list(study.data?.variants ?? [], limit: 3)): \(words); 'scan.force: true' (--force) continues anyway"
      )
    }
    data.notes.append(words)
  }

  /// Throws if the model cannot give the diversity of the data; notes it where the study insists, or where it can hardly.
  private func demandLikelyModel(_ data: inout ObservedData) throws(StudyError) {
    guard let check = DiversityCheck(study, data) else { return }
    if check.isImpossible && !study.scan.force {
      throw .invalid("study '\(study.name)': \(check.doubts[0]); 'scan.force: true' (--force) continues anyway")
    }
    data.notes += check.doubts
  }

  /// The observed data, which this step cannot do without.
  public func requiredData() throws(StudyError) -> ObservedData {
    guard let data = try data() else {
      throw .invalid("study '\(study.name)' has no data to scan; add data.variants to the study file")
    }
    return data
  }

  /// Throws if there is nothing to learn: one class, which can be simulated but not told from another.
  package func requireTask() throws(StudyError) {
    guard study.isClassification, study.classes.count < 2 else { return }
    throw .invalid(
      "study '\(study.name)': classes: found one, '\(study.classNames.joined())', expected two to tell apart, or targets; 'apus simulate' "
        + "and 'apus features' do with one")
  }

  /// Throws if the learner needs a library that is not there: better said before the simulation than behind it.
  package func requireEngine() throws(StudyError) { try attempt { try study.learner.requireEngine() } }

  /// The simulation of the study.
  package func simulation(_ data: ObservedData?) throws(StudyError) -> TrainingSimulation {
    try TrainingSimulation(study, data: data)
  }

  /// What is learned from: the training table, or points of it (`learned(_:key:)`), from the simulator or from the `archive` that `simulate` wrote.
  public func training(
    _ data: ObservedData?, archive: String? = nil
  ) throws(StudyError) -> (table: FeatureTable, key: String) {
    if let labels = study.data?.labels, let data { return try labelled(data, labels) }
    let stage = try TrainingStage(study, data: data, folder: folder)
    var source: SimulationArchive?
    if let archive {
      source = try SimulationArchive(path: archive)
      try source?.check(stage.simulation, path: archive)
    }
    try makeFolder()
    return try learned(
      try stage.run(threads: threads, archive: source, progress: progress), key: stage.simulation.key)
  }

  /// Makes the share `shard` of the training table, for ``merge(_:_:)``, unless it is there.
  package func shard(
    _ shard: Shard, _ data: ObservedData?
  ) throws(StudyError) -> (rows: Int, failures: [FailedReplicate]) {
    let stage = try TrainingStage(study, data: data, folder: folder)
    // Processes that make other shards at this moment share the folder, so that each writes its own files only.
    try folder.create(forShards: true)
    return try stage.runShard(shard, threads: threads, progress: progress)
  }

  /// The training table put together from the shards at `paths`, or from all in the folder if there are none.
  package func merge(_ paths: [String], _ data: ObservedData?) throws(StudyError) -> FeatureTable {
    let stage = try TrainingStage(study, data: data, folder: folder)
    let rows = try stage.merged(paths)
    try makeFolder()
    return try stage.finish(rows)
  }

  /// The training table that `features` or `run` left in the folder.
  public func finishedTraining() throws(StudyError) -> (table: FeatureTable, key: String) {
    try demand(folder.training, "training table", madeBy: "apus features")
    let (table, provenance) = try attempt { try FeatureTable.read(folder.training) }
    return try learned(table, key: provenance.studyHash)
  }

  /// The model of the training table, and its evaluation on the held-out replicates.
  public func model(
    _ training: (table: FeatureTable, key: String)
  ) throws(StudyError) -> (model: ModelFile, evaluation: ModelEvaluation) {
    let stage = ModelStage(study, folder: folder, search: search)
    let model = try stage.run(training.table, tableKey: training.key, threads: threads, progress: progress)
    let evaluation: ModelEvaluation
    if let stored = model.evaluation {
      evaluation = stored
    } else {
      evaluation = try stage.evaluateHeldOut(model, training.table, tableKey: training.key, threads: threads)
    }
    try stage.write(evaluation)
    return (model, evaluation)
  }

  /// The evaluation of a finished model on the held-out rows of the finished training table.
  public func evaluation(_ model: ModelFile) throws(StudyError) -> ModelEvaluation {
    let stage = ModelStage(study, folder: folder)
    let (table, key) = try finishedTraining()
    let evaluation = try stage.evaluateHeldOut(model, table, tableKey: key, threads: threads)
    try stage.write(evaluation)
    return evaluation
  }

  /// The measurements of models fitted anew to parts of the finished training table.
  public func repeated(_ resampling: ModelFitting.Resampling) throws(StudyError) -> RepeatedMeasurement {
    try ModelFitting(LearningPlan(study, search: search))
      .repeated(try finishedTraining().table, resampling, threads: threads, progress: progress)
  }

  /// How the score on the finished training table grows with the rows to learn from.
  public func learningCurve(folds: Int?) throws(StudyError) -> LearningCurve {
    try ModelFitting(LearningPlan(study, search: search))
      .learningCurve(try finishedTraining().table, folds: folds, threads: threads)
  }

  /// The model in the file at `path`; the one in the folder if nil.
  public func finishedModel(_ path: String? = nil) throws(StudyError) -> ModelFile {
    if path == nil { try demand(folder.model, "model", madeBy: "apus train") }
    return try attempt { try ModelFile.read(path ?? folder.model) }
  }

  /// Throws unless there is a file at `path`, which another command makes.
  private func demand(_ path: String, _ what: String, madeBy command: String) throws(StudyError) {
    guard !RunFolder.exists(path) else { return }
    throw .missingFile(
      "study '\(study.name)' has no \(what) yet (\(path)); '\(command)' makes it, 'apus run' does all stages in turn")
  }

  /// The scan of `data`, with its check, written to the folder; of a scan that the check refuses only the check is.
  public func scan(
    _ model: ModelFile, _ data: ObservedData
  ) throws(StudyError) -> CheckedScan {
    var (result, stage) = try windows(model, data)
    let own = try training(of: model)
    result = try called(result, model, own)
    let (check, trust) = try check(model, stage, result, own)
    if let trust { result = result.limited(by: trust, study) }
    let isRefused = check.verdict == .refused && !study.scan.force
    if !isRefused { result.sweeps = try sweepEstimates(result, own) }
    try makeFolder()
    try write(check)
    folder.removeOtherScans()
    var notes: [String] = []
    if isRefused {
      folder.removeScan(study.task.names)
    } else {
      notes = try ScanOutput.write(result, study, data, stage, trust, model: model, folder: folder)
      if let trust { try write(trust) }
      if let sites = result.sites { try write(sites) }
    }
    return CheckedScan(
      result: result, stage: stage, check: check, trust: trust, isRefused: isRefused, notes: notes)
  }

  /// What `model` says of the windows of `data`.
  func windows(
    _ model: ModelFile, _ data: ObservedData
  ) throws(StudyError) -> (result: ScanResult, stage: ScanStage) {
    let stage = try ScanStage(study, data: data)
    return (
      try stage.run(model, modelLevels: try modelLevels(), threads: threads, progress: progress), stage
    )
  }

  /// The runs of the populations that `data.compare` names, each into a folder of its own within this run's; empty if it names
  /// none.
  package var populationRuns: [(population: String, run: StudyRun)] {
    (study.data?.compare ?? []).map { name in
      var own = study
      own.data?.compare = []
      own.data?.target = [name]
      own.output = folder.path + "/" + name
      return (name, StudyRun(own.ofPopulation([name]), threads: threads, progress: progress))
    }
  }

  /// The genes of `data.genes` on `contigs`; nil if the study names none.
  package func genes(contigs: [String]) throws(StudyError) -> NearestGenes? {
    try NearestGenes(study, contigs: contigs)
  }

  /// What the map and the tracks of the study say of `windows`; nothing without data.
  package func tracks(_ windows: [Interval]) throws(StudyError) -> [WindowTrack] {
    try study.data.map { source throws(StudyError) in try WindowTrack.all(source, windows) } ?? []
  }

  /// The regions of `data.known`, if the study names any: interval and name.
  package func knownRegions() throws(StudyError) -> [(interval: Interval, name: String)] {
    guard let path = study.data?.known else { return [] }
    let text = try attempt { String(decoding: try AtomicFile.read(path), as: UTF8.self) }
    let intervals = try attempt { try BEDFile.read(path) }
    let names = text.split(whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix("track") && !$0.hasPrefix("browser") }
      .map { line in line.split(separator: "\t").dropFirst(3).first.map(String.init) ?? "known region" }
    // Names are read from plain text only; without them the places are shown all the same.
    guard names.count == intervals.count else { return intervals.map { ($0, "known region") } }
    return zip(intervals, names).map { ($0, $1) }
  }
}
