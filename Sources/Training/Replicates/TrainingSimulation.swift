import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import Synchronization

/// Simulates the replicates of a study and turns each into a row of features, in memory, on all threads.
public struct TrainingSimulation: Sendable {
  /// What each replicate is.
  package let plan: ReplicatePlan
  /// What is recorded of each replicate.
  package let truth: ReplicateTruth
  /// The features.
  package let features: FeatureSource
  /// The key of everything that decides the rows.
  package let key: String
  package let likeness: Likeness
  let summaries: SummaryShape

  var study: Study { plan.study }

  /// The simulation of `study` for `data` (nil: for the samples that the model lists, phased and polarised).
  public init(_ study: Study, data: ObservedData?) throws(StudyError) {
    try Self.checkSamples(study, data)
    if study.data?.invariant == .keep {
      throw .invalid(
        "data.invariant: keep is for features of files ('apus features'), scans and inspection; simulated windows have no sites "
          + "without variation to learn from: take it out")
    }
    let windows: ObservedWindows?
    if let data {
      features = try FeatureSource(study, data, populations: data.featurePopulations)
      windows = ObservedWindows(try WindowGrid(data, study))
      plan = try ReplicatePlan(
        study, samples: features.populations, observedMap: try Self.observedMap(study, windows))
    } else {
      windows = nil
      plan = try ReplicatePlan(study, samples: nil)
      features = try FeatureSource(study, nil, populations: plan.histories.populations)
    }
    truth = ReplicateTruth(study)
    summaries = SummaryShape(features, data)
    likeness = Likeness(study, data, windows, features)
    key = try Self.key(study, plan, features, patternKey: try likeness.key())
  }

  /// The map of the data, if there is one, of `windows`.
  private static func observedMap(_ study: Study, _ windows: ObservedWindows?) throws(StudyError) -> ObservedMap? {
    guard let file = study.data?.recombinationMap, let windows else { return nil }
    return try ObservedMap(file, windows, scale: study.likeness.recombinationScale)
  }

  /// The replicate `index`, or one of its loci, as it is before features are computed.
  package func replicate(
    _ index: Int, locus: Int? = nil, _ simulator: CoalescentSimulator, recordsTrajectory: Bool = false
  ) throws(StudyError) -> SimulatedHaplotypes {
    let replicate = try accepted(index, locus: locus, simulator, recordsTrajectory: recordsTrajectory)
    return SimulatedHaplotypes(
      matrix: replicate.result.matrix, truth: replicate.truth, trajectory: replicate.result.sweep?.trajectory)
  }

  /// What a user should know before a long simulation begins; nil if nothing.
  ///
  /// Exact replicates take time in proportion to about the 1.8th power of 4NrL where it is large: 5 s at 40,000
  /// (100 haplotypes).
  package func note() throws(StudyError) -> String? {
    let model = try plan.draw(0).model
    let size = model.demography.intervals[0].sizes[model.samples[0].population]?.initial ?? 0
    let rho = 4 * size * model.recombinationRate * model.sequenceLength
    let isConstant = study.model(ofClass: 0).demography == nil
    guard model.ancestry == .hudson && rho > 20_000 && isConstant else { return nil }
    let seconds = 5 * PortableMath.exp(1.8 * PortableMath.log(rho / 40_000))
    return "4NrL is about \(Int(rho).grouped): an exact replicate may take \(Int(seconds.rounded(.up)).grouped) s; "
      + "'model.ancestry: smc_prime' is an approximation that takes a tenth, 'windows.length' can be shorter"
  }

  /// The training table, in memory: a row for each replicate that could be simulated, the same for any number of threads.
  ///
  /// Throws, with the reasons, where so many could not that a run would end.
  public func table(threads: Int = 1) throws(StudyError) -> FeatureTable {
    try checkFeatures()
    let rows = try rows(0..<plan.count, threads: threads) { _ in }
    try FailedReplicates.check(rows.failures, simulated: rows.range.upperBound, plan)
    return rows.table
  }

  /// An empty table of this simulation's rows.
  func emptyTable() -> FeatureTable {
    FeatureTable(
      schema: features.schema, classes: study.classNames,
      truthNames: truth.names + WindowSummary.allCases.map(\.column))
  }

  /// The rows of the replicates `range`, the same for any number of threads; of the first of them only if the program is
  /// asked to stop.
  package func rows(
    _ range: Range<Int>, threads: Int, collecting begun: CollectedRows = CollectedRows(),
    progress: @Sendable (_ done: Int) -> Void
  ) throws(StudyError) -> TrainingRows {
    try rows(range, threads: threads, collecting: begun, progress: progress) {
      index, locus, worker throws(StudyError) in
      try replicate(index, locus: locus, worker.simulator)
    }
  }

  /// The rows of replicates whose haplotypes and truth `source` gives, locus by locus where a replicate has several (else nil); it throws
  /// for one that could not be simulated. `begun` has those that are done at any time.
  package func rows(
    _ range: Range<Int>, threads: Int, collecting begun: CollectedRows = CollectedRows(),
    progress: @Sendable (_ done: Int) -> Void,
    source: @Sendable (_ index: Int, _ locus: Int?, _ worker: Worker) throws(StudyError) -> SimulatedHaplotypes
  ) throws(StudyError) -> TrainingRows {
    var workers: [Worker] = []
    for _ in 0..<threads { workers.append(try Worker(features, summaries)) }
    let done = Atomic<Int>(0)
    begun.begin(range)
    let _: [Void] = parallelMap(count: range.count, workers: workers) { worker, offset in
      if StopRequest.isMade { return }
      let index = range.lowerBound + offset
      do throws(StudyError) {
        let row = try row(index, worker) { locus throws(StudyError) in try source(index, locus, worker) }
        begun.add(.success(row), index)
        progress(done.wrappingAdd(1, ordering: .relaxed).newValue)
      } catch { begun.add(.failure(error), index) }
    }
    return table(begun.first)
  }

  /// The table of `first`, rows from the first on.
  func table(_ first: CollectedRows.First) -> TrainingRows {
    var result = TrainingRows(range: first.start..<first.start, table: emptyTable(), failures: [])
    for (offset, row) in first.rows.enumerated() {
      let index = first.start + offset
      result.range = first.start..<index + 1
      switch row {
      case .success(let row):
        result.table.append(
          row.features, label: plan.classIndex(index), replicate: UInt64(index), truth: row.truth,
          alignment: row.alignment)
      case .failure(let error): result.failures.append(FailedReplicate(index: index, reason: error.description))
      }
    }
    return result
  }

  /// The features of the replicate `index`, what is true of it and its summaries; `source` gives its haplotypes, or those of a locus.
  func row(
    _ index: Int, _ worker: Worker, _ source: (_ locus: Int?) throws(StudyError) -> SimulatedHaplotypes
  ) throws(StudyError) -> CollectedRows.Content {
    guard let loci = study.loci else {
      let replicate = try source(nil)
      let (matrix, accessible) = try likened(replicate.matrix, index)
      var row = worker.calculator.row(matrix, start: 0, accessible: accessible)
      if study.scan.answer == .sites { hideInaccessible(&row, accessible) }
      return .init(
        features: row.values,
        truth: replicate.truth + worker.summaries.values(matrix, start: 0, accessible: accessible),
        alignment: row.alignment)
    }
    var pooled = PooledLoci(features.windowSchema, worker.calculator)
    var truth: [Double] = []
    var summaries = [(sum: Double, count: Int)](repeating: (0, 0), count: WindowSummary.allCases.count)
    for locus in 0..<loci {
      let replicate = try source(locus)
      let (matrix, accessible) = try likened(replicate.matrix, index, locus: locus)
      if locus == 0 { truth = replicate.truth }
      pooled.add(worker.calculator.row(matrix, start: 0, accessible: accessible))
      for (place, value) in worker.summaries.values(matrix, start: 0, accessible: accessible).enumerated()
      where !value.isNaN {
        summaries[place] = (summaries[place].sum + value, summaries[place].count + 1)
      }
    }
    return .init(
      features: pooled.values, truth: truth + summaries.map { $0.count > 0 ? $0.sum / Double($0.count) : .nan },
      alignment: nil)
  }

  /// Makes the values of stretches with too few accessible bases NaN, as those of observed ones are missing.
  private func hideInaccessible(_ row: inout FeatureRow, _ accessible: [Range<Int>]?) {
    guard let accessible else { return }
    let (count, length) = (row.accessibleBases.count, study.windows.subwindowLength)
    for stretch in 0..<count {
      let bounds = stretch * length..<(stretch + 1) * length
      let bases = accessible.reduce(0) { $0 + $1.clamped(to: bounds).count }
      guard Double(bases) < max(1, study.scan.minimumAccessible * Double(length)) else { continue }
      for place in stride(from: stretch, to: row.values.count, by: count) { row.values[place] = .nan }
    }
  }

  /// `matrix` as the observed data would show it, and its accessible stretches (nil: all of it).
  func likened(
    _ matrix: HaplotypeMatrix, _ index: Int, locus: Int? = nil
  ) throws(StudyError) -> (matrix: HaplotypeMatrix, accessible: [Range<Int>]?) {
    try likeness.applied(to: matrix, seed: study.training.seed, replicate: plan.number(index, locus: locus))
  }

  /// The haplotypes of the replicate `index` as the observed data would show them.
  package func haplotypes(ofReplicate index: Int) throws(StudyError) -> HaplotypeMatrix {
    try likened(try replicate(index, CoalescentSimulator()).matrix, index).matrix
  }

  /// What one thread keeps.
  package final class Worker {
    package let simulator = CoalescentSimulator()
    let calculator: FeatureCalculator
    let summaries: SummaryCalculator

    init(_ features: FeatureSource, _ shape: SummaryShape) throws(StudyError) {
      calculator = try features.calculator()
      summaries = SummaryCalculator(shape)
    }
  }

  /// Throws if the model says something of the sample that the data say already.
  private static func checkSamples(_ study: Study, _ data: ObservedData?) throws(StudyError) {
    guard let data else { return }
    if let wanted = study.model.haplotypes, wanted != data.haplotypeCount {
      throw .invalid(
        "model.haplotypes is \(wanted), but the chosen samples have \(data.haplotypeCount) haplotypes; leave the key out"
      )
    }
    guard study.model.samples.isEmpty else {
      throw .invalid("model.samples is for studies without data; with data the samples are those of data.target")
    }
  }

  /// Throws if features cannot be computed from what is simulated.
  func checkFeatures() throws(StudyError) {
    let samples = plan.histories.samples
    if features.populations.count > 1 { return }
    if let other = samples.first(where: { $0.population != samples[0].population || $0.time != samples[0].time }) {
      throw .invalid(
        "the features '\(features.featureSet.id)' are of one population sampled at one time, but model.samples has others "
          + "(\(other.haplotypes) haplotypes at time \(other.time)); features of several populations compare them "
          + "('apus statistics list'), and 'apus simulate' writes their haplotypes")
    }
  }

  private static func key(
    _ study: Study, _ plan: ReplicatePlan, _ features: FeatureSource, patternKey: String
  ) throws(StudyError) -> String {
    struct Inputs: Encodable {
      var simulator: Int
      var models: [Study.SimulationModel]
      var classes: [StudyClass]
      var files: [String]
      var replicates: Int
      var seed: UInt64
      var schema: FeatureSchema
      var pattern: String
      var summaries: Int
      var hidden: Double?
      var truth: [String]
      var quantities: [Study.Quantity]
    }
    // The contents of files decide, not their names.
    let models = study.classes.indices.map { index in
      var model = study.model(ofClass: index).renamingFiles { _ in "" }
      model.haplotypes = plan.haplotypes
      return model
    }
    var classes = study.classes
    for index in classes.indices { classes[index].model = nil }
    return try StageKey.of(
      Inputs(
        simulator: CoalescentSimulator.version, models: models, classes: classes, files: plan.filesKey(),
        replicates: study.training.replicates, seed: study.training.seed,
        schema: features.schema, pattern: patternKey, summaries: WindowSummary.version,
        hidden: study.scan.answer == .sites ? study.scan.minimumAccessible : nil,
        truth: study.truthNames, quantities: study.quantities ?? []))
  }
}
