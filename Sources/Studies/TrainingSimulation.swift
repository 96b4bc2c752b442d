import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import Synchronization

/// Simulates the replicates of a study and turns each into a row of features, in memory, on all threads.
public struct TrainingSimulation: Sendable {
  /// What each replicate is.
  public let plan: ReplicatePlan
  /// The features.
  public let featureSet: FeatureSet
  /// The key of everything that decides the rows.
  public let key: String
  private let pattern: ObservedPattern?

  private var study: Study { plan.study }

  /// The simulation of `study` for `data` (nil: for `model.haplotypes` haplotypes, phased and polarised).
  public init(_ study: Study, data: ObservedData?) throws(StudyError) {
    let haplotypes = try Self.haplotypes(study, data)
    plan = try ReplicatePlan(study, haplotypes: haplotypes)
    featureSet = try Self.featureSet(study, data, haplotypes)
    var grid: WindowGrid?
    if let data { grid = try WindowGrid(data, study) }
    if let grid, let data { pattern = ObservedPattern(grid, data, study.windows) } else { pattern = nil }
    key = try Self.key(study, plan, featureSet, patternKey: pattern?.key ?? "")
  }

  /// The replicate `index` as it is before features are computed.
  func replicate(
    _ index: Int, _ simulator: CoalescentSimulator
  ) throws(StudyError) -> (model: CoalescentModel, result: SimulatedReplicate) {
    let model = try plan.model(index)
    let result = try attempt { try simulator.simulate(model, seed: study.training.seed, replicate: UInt64(index)) }
    return (model, result)
  }

  /// An empty table of this simulation's rows.
  func emptyTable() -> FeatureTable {
    FeatureTable(
      schema: featureSet.schema(haplotypeCount: plan.haplotypes, layout: study.windows), classes: SweepClass.names,
      truthNames: ReplicatePlan.truthNames)
  }

  /// The rows of the replicates `range`, the same for any number of threads.
  package func rows(
    _ range: Range<Int>, threads: Int, progress: @Sendable (_ done: Int) -> Void
  ) throws(StudyError) -> FeatureTable {
    try rows(range, threads: threads, progress: progress) { index, worker throws(StudyError) in
      let (model, result) = try replicate(index, worker.simulator)
      return (result.matrix, ReplicatePlan.truth(model, result))
    }
  }

  /// The rows of replicates whose haplotypes and truth `source` gives.
  func rows(
    _ range: Range<Int>, threads: Int, progress: @Sendable (_ done: Int) -> Void,
    source: @Sendable (_ index: Int, _ worker: Worker) throws(StudyError) -> (HaplotypeMatrix, [Double])
  ) throws(StudyError) -> FeatureTable {
    var workers: [Worker] = []
    for _ in 0..<threads { workers.append(try Worker(featureSet, study.windows, plan.haplotypes)) }
    nonisolated(unsafe) let scratch = workers
    let done = Atomic<Int>(0)
    typealias Row = Result<(features: [Double], truth: [Double]), StudyError>
    let rows: [Row] = parallelMap(count: range.count, threads: threads) { worker, offset in
      let index = range.lowerBound + offset
      do throws(StudyError) {
        let (matrix, truth) = try source(index, scratch[worker])
        let row = features(matrix, index, scratch[worker].calculator)
        progress(done.wrappingAdd(1, ordering: .relaxed).newValue)
        return .success((row, truth))
      } catch { return .failure(error) }
    }
    var table = emptyTable()
    for (offset, row) in rows.enumerated() {
      let index = range.lowerBound + offset
      let (features, truth) = try row.get()
      table.append(features, label: plan.sweepClass(index).rawValue, replicate: UInt64(index), truth: truth)
    }
    return table
  }

  private func features(_ matrix: HaplotypeMatrix, _ index: Int, _ calculator: FeatureCalculator) -> [Double] {
    guard let pattern else { return calculator.row(matrix, start: 0, accessible: nil).values }
    let copy = pattern.apply(to: matrix, seed: study.training.seed, replicate: UInt64(index))
    return calculator.row(copy.matrix, start: 0, accessible: copy.accessible).values
  }

  /// What one thread keeps.
  final class Worker {
    let simulator = CoalescentSimulator()
    let calculator: FeatureCalculator

    init(_ featureSet: FeatureSet, _ layout: WindowLayout, _ haplotypes: Int) throws(StudyError) {
      calculator = try attempt {
        try FeatureCalculator(featureSet: featureSet, layout: layout, haplotypeCount: haplotypes)
      }
    }
  }

  private static func haplotypes(_ study: Study, _ data: ObservedData?) throws(StudyError) -> Int {
    if let data {
      if let wanted = study.model.haplotypes, wanted != data.haplotypeCount {
        throw .invalid(
          "model.haplotypes is \(wanted), but the chosen samples have \(data.haplotypeCount) haplotypes; leave the key out"
        )
      }
      return data.haplotypeCount
    }
    guard let haplotypes = study.model.haplotypes else {
      throw .invalid("a study without data needs model.haplotypes, the size of the samples to simulate")
    }
    return haplotypes
  }

  /// The features that `study` asks for, or that suit `data`.
  static func featureSet(
    _ study: Study, _ data: ObservedData?, _ haplotypes: Int
  ) throws(StudyError) -> FeatureSet {
    try attempt {
      let featureSet =
        study.features == "auto"
        ? FeatureSet.shic(
          phased: data?.isPhased ?? true, polarised: data?.isPolarised ?? true, withMaximumDerivedFrequency: false)
        : try FeatureSet.named(study.features)
      try featureSet.check(haplotypeCount: haplotypes)
      for contig in data?.contigs ?? [] { try featureSet.check(contig.matrix) }
      return featureSet
    }
  }

  private static func key(
    _ study: Study, _ plan: ReplicatePlan, _ featureSet: FeatureSet, patternKey: String
  ) throws(StudyError) -> String {
    struct Inputs: Encodable {
      var simulator: Int
      var model: Study.SimulationModel
      var demography: String
      var replicates: Int
      var seed: UInt64
      var schema: FeatureSchema
      var pattern: String
    }
    var model = study.model
    model.demography = nil
    model.haplotypes = plan.haplotypes
    return try StageKey.of(
      Inputs(
        simulator: CoalescentSimulator.version, model: model, demography: plan.demography.map { "\($0)" } ?? "",
        replicates: study.training.replicates, seed: study.training.seed,
        schema: featureSet.schema(haplotypeCount: plan.haplotypes, layout: study.windows), pattern: patternKey))
  }
}
