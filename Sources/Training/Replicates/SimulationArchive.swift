import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import StudyFiles
import Synchronization

/// Simulated haplotypes of a study in one file: what `apus simulate` writes and `apus features` reads.
package struct SimulationArchive: Sendable {
  private struct Manifest: Codable {
    var format: String
    var formatVersion: Int
    var haplotypes: Int
    var length: Int
    var classes: [String]
    var truthNames: [String]
    var provenance: Provenance
  }

  /// The value of `format` in the manifest.
  package static let formatName = "apus simulations"
  /// The label of a replicate that could not be simulated.
  private static let failedLabel: Int32 = -1

  /// Haplotypes of each replicate.
  package let haplotypeCount: Int
  /// Who made the archive; its hash is that of the study's simulation.
  package let provenance: Provenance
  /// Base pairs of each replicate.
  package let length: Int
  private let offsets: [Int]
  private let positions: [Double]
  private let words: [UInt64]
  private let labels: [Int32]
  private let truthValues: [Double]
  private let truthWidth: Int

  /// The number of replicates.
  package var count: Int { offsets.count - 1 }
  /// Sites over all replicates.
  package var siteCount: Int { positions.count }

  /// Simulates every replicate of `simulation` and writes them to `path`.
  ///
  /// What is known of them goes to `truth` as well, if that is given. Returns those that could not be simulated.
  @discardableResult
  package static func write(
    _ simulation: TrainingSimulation, threads: Int, to path: String, truth table: TruthFiles = TruthFiles(),
    progress: @escaping StudyProgress
  ) throws(StudyError) -> [FailedReplicate] {
    let study = simulation.plan.study
    let count = simulation.plan.count
    var offsets: [Int64] = [0]
    var positions: [Double] = []
    var words: [UInt64] = []
    var labels: [Int32] = []
    var truth: [Double] = []
    var failures: [FailedReplicate] = []
    var known = TruthTable(simulation, table)
    for start in stride(from: 0, to: count, by: 500) {
      let range = start..<min(start + 500, count)
      let batch = try simulation.haplotypes(
        Array(range), threads: threads, recordsTrajectories: table.trajectories != nil
      ) { progress(.simulate, start + $0, count) }
      for (index, replicate) in zip(range, batch) {
        known.add(index, replicate)
        switch replicate {
        case .success(let replicate):
          positions += replicate.matrix.positions
          words += replicate.matrix.words
          truth += replicate.truth
          labels.append(Int32(simulation.plan.classIndex(index)))
        case .failure(let error):
          failures.append(FailedReplicate(index: index, reason: error.description))
          truth += [Double](repeating: .nan, count: simulation.truth.names.count)
          labels.append(failedLabel)
        }
        offsets.append(Int64(positions.count))
      }
      try FailedReplicates.check(failures, simulated: range.upperBound, simulation.plan)
      guard (positions.count + words.count) * 8 < 3_500_000_000 else {
        throw .invalid("\(path): the haplotypes would pass 3.5 GB; simulate fewer replicates, or use 'apus run'")
      }
    }
    let manifest = Manifest(
      format: formatName, formatVersion: 1, haplotypes: simulation.plan.haplotypes, length: study.windows.length,
      classes: study.classNames, truthNames: simulation.truth.names,
      provenance: try ProgramVersion.provenance(study, key: simulation.key))
    var container = ArrayContainer(manifest: try attempt { try ManifestCoding.encode(manifest) })
    let width = (simulation.plan.haplotypes + 63) / 64
    container.add("offsets", NumericArray(offsets))
    container.add("positions", NumericArray(positions))
    container.add("words", NumericArray(words, shape: [positions.count, width]))
    container.add("labels", NumericArray(labels))
    container.add("truth", NumericArray(truth, shape: [count, simulation.truth.names.count]))
    let finished = container
    try attempt { try finished.write(to: path) }
    try known.write()
    return failures
  }

  /// The archive in the file at `path`.
  package init(path: String) throws(StudyError) {
    let container = try attempt { try ArrayContainer(path: path) }
    let manifest = try attempt {
      try ManifestCoding.decode(Manifest.self, from: container.manifest, format: Self.formatName, path: path)
    }
    let width = (manifest.haplotypes + 63) / 64
    guard let offsets = container["offsets"]?.int64s, let positions = container["positions"]?.doubles,
      let words = container["words"]?.uint64s, let labels = container["labels"]?.int32s,
      let truth = container["truth"]?.doubles, offsets.first == 0, offsets.last == Int64(positions.count),
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 }), words.count == positions.count * width,
      labels.count == offsets.count - 1, truth.count == labels.count * manifest.truthNames.count
    else { throw .invalid("\(path): its arrays do not fit together; simulate again") }
    haplotypeCount = manifest.haplotypes
    length = manifest.length
    provenance = manifest.provenance
    self.offsets = offsets.map(Int.init)
    self.positions = positions
    self.words = words
    self.labels = labels
    truthValues = truth
    truthWidth = manifest.truthNames.count
  }

  /// Throws unless these are the replicates of `simulation`.
  package func check(_ simulation: TrainingSimulation, path: String) throws(StudyError) {
    try simulation.plan.study.demandSingleWindows("a file of simulations")
    guard provenance.studyHash == simulation.key, count == simulation.plan.count else {
      throw .invalid(
        "\(path): made by another study (key \(provenance.studyHash), this study's is \(simulation.key)); simulate again"
      )
    }
  }

  /// The replicate `index`; an error if it could not be simulated.
  package func replicate(_ index: Int) throws(StudyError) -> SimulatedHaplotypes {
    if labels[index] == Self.failedLabel { throw .invalid("could not be simulated when the archive was made") }
    let sites = offsets[index]..<offsets[index + 1]
    let width = (haplotypeCount + 63) / 64
    let matrix = HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: Array(positions[sites]),
      words: Array(words[sites.lowerBound * width..<sites.upperBound * width]))
    return SimulatedHaplotypes(
      matrix: matrix, truth: Array(truthValues[index * truthWidth..<(index + 1) * truthWidth]), trajectory: nil)
  }
}

extension TrainingSimulation {
  /// The replicates `indices`, in this order, simulated on `threads` threads; throws if the program is asked to stop.
  package func haplotypes(
    _ indices: [Int], threads: Int, recordsTrajectories: Bool = false, progress: @Sendable (_ done: Int) -> Void
  ) throws(StudyError) -> [Result<SimulatedHaplotypes, StudyError>] {
    let results = try StopRequest.listening { () throws(StudyError) -> [Result<SimulatedHaplotypes, StudyError>] in
      simulated(indices, threads: threads, recordsTrajectories: recordsTrajectories, progress: progress)
    }
    if StopRequest.isMade { throw .stopped("stopped as asked; nothing was written") }
    return results
  }

  private func simulated(
    _ indices: [Int], threads: Int, recordsTrajectories: Bool, progress: @Sendable (_ done: Int) -> Void
  ) -> [Result<SimulatedHaplotypes, StudyError>] {
    let simulators = (0..<threads).map { _ in CoalescentSimulator() }
    let done = Atomic<Int>(0)
    return parallelMap(count: indices.count, workers: simulators) { simulator, offset in
      defer { progress(done.wrappingAdd(1, ordering: .relaxed).newValue) }
      do throws(StudyError) {
        if StopRequest.isMade { throw .stopped("") }
        return .success(
          try replicate(indices[offset], simulator, recordsTrajectory: recordsTrajectories))
      } catch { return .failure(error) }
    }
  }
}
