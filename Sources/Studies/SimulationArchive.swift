import Coalescent
import FeatureTables
import Groundwork
import Haplotypes

/// Simulated haplotypes of a study in one file: what `apus simulate` writes and `apus features` reads.
public struct SimulationArchive: Sendable {
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
  public static let formatName = "apus simulations"

  /// Haplotypes of each replicate.
  public let haplotypeCount: Int
  /// Who made the archive; its hash is that of the study's simulation.
  public let provenance: Provenance
  /// Base pairs of each replicate.
  public let length: Int
  private let offsets: [Int]
  private let positions: [Double]
  private let words: [UInt64]
  private let labels: [Int32]
  private let truthValues: [Double]
  private let truthWidth: Int

  /// The number of replicates.
  public var count: Int { offsets.count - 1 }
  /// Sites over all replicates.
  public var siteCount: Int { positions.count }

  /// Simulates every replicate of `simulation` and writes them to `path`.
  public static func write(
    _ simulation: TrainingSimulation, threads: Int, to path: String, progress: @escaping StudyProgress
  ) throws(StudyError) {
    let study = simulation.plan.study
    let count = simulation.plan.count
    var offsets: [Int64] = [0]
    var positions: [Double] = []
    var words: [UInt64] = []
    var labels: [Int32] = []
    var truth: [Double] = []
    for start in stride(from: 0, to: count, by: 500) {
      let range = start..<min(start + 500, count)
      for replicate in try simulation.haplotypes(range, threads: threads, progress: { progress(.simulate, $0, count) })
      {
        positions += replicate.matrix.positions
        words += replicate.matrix.words
        offsets.append(Int64(positions.count))
        truth += replicate.truth
        labels.append(Int32(simulation.plan.sweepClass(replicate.index).rawValue))
      }
      guard (positions.count + words.count) * 8 < 3_500_000_000 else {
        throw .invalid("\(path): the haplotypes would pass 3.5 GB; simulate fewer replicates, or use 'apus run'")
      }
    }
    let manifest = Manifest(
      format: formatName, formatVersion: 1, haplotypes: simulation.plan.haplotypes, length: study.windows.length,
      classes: SweepClass.names, truthNames: ReplicatePlan.truthNames,
      provenance: try ProgramVersion.provenance(study, key: simulation.key))
    var container = ArrayContainer(manifest: try attempt { try ManifestCoding.encode(manifest) })
    let width = (simulation.plan.haplotypes + 63) / 64
    container.add("offsets", NumericArray(offsets))
    container.add("positions", NumericArray(positions))
    container.add("words", NumericArray(words, shape: [positions.count, width]))
    container.add("labels", NumericArray(labels))
    container.add("truth", NumericArray(truth, shape: [count, ReplicatePlan.truthNames.count]))
    let finished = container
    try attempt { try finished.write(to: path) }
  }

  /// The archive in the file at `path`.
  public init(path: String) throws(StudyError) {
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
  public func check(_ simulation: TrainingSimulation, path: String) throws(StudyError) {
    guard provenance.studyHash == simulation.key, count == simulation.plan.count else {
      throw .invalid(
        "\(path): made by another study (key \(provenance.studyHash), this study's is \(simulation.key)); simulate again"
      )
    }
  }

  /// The haplotypes of replicate `index`.
  package func matrix(_ index: Int) throws(StudyError) -> HaplotypeMatrix {
    let sites = offsets[index]..<offsets[index + 1]
    let width = (haplotypeCount + 63) / 64
    return HaplotypeMatrix(
      haplotypeCount: haplotypeCount, positions: Array(positions[sites]),
      words: Array(words[sites.lowerBound * width..<sites.upperBound * width]))
  }

  /// The truth of replicate `index`.
  package func truth(_ index: Int) -> [Double] {
    Array(truthValues[index * truthWidth..<(index + 1) * truthWidth])
  }
}

extension TrainingSimulation {
  /// The haplotypes and truth of the replicates `range`.
  public func haplotypes(
    _ range: Range<Int>, threads: Int, progress: @Sendable (_ index: Int) -> Void
  ) throws(StudyError) -> [(index: Int, matrix: HaplotypeMatrix, truth: [Double])] {
    nonisolated(unsafe) let simulators = (0..<threads).map { _ in CoalescentSimulator() }
    let results: [Result<(HaplotypeMatrix, [Double]), StudyError>] = parallelMap(count: range.count, threads: threads) {
      worker, offset in
      do throws(StudyError) {
        let (model, result) = try replicate(range.lowerBound + offset, simulators[worker])
        progress(range.lowerBound + offset + 1)
        return .success((result.matrix, ReplicatePlan.truth(model, result)))
      } catch { return .failure(error) }
    }
    var replicates: [(index: Int, matrix: HaplotypeMatrix, truth: [Double])] = []
    for (offset, result) in results.enumerated() {
      let (matrix, truth) = try result.get()
      replicates.append((range.lowerBound + offset, matrix, truth))
    }
    return replicates
  }
}
