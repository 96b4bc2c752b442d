import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// Writes simulated haplotypes as other programs read them.
package enum SimulationOutput {
  /// Replicates that are simulated together, before they are written.
  private static let batchSize = 256

  /// Writes replicates as ms text: of the class `kind`, or of every class in turn if nil; `count` of them, from number `first` of those.
  /// What is known of them goes to `truth`. Returns those that could not be simulated; they are left out.
  package static func writeMS(
    _ simulation: TrainingSimulation, kind: Int?, first: Int = 0, count: Int, threads: Int, command: String,
    to path: String, truth files: TruthFiles = TruthFiles(), progress: @escaping StudyProgress
  ) throws(StudyError) -> [FailedReplicate] {
    let study = simulation.plan.study
    let indices = (first..<first + count).map { number in
      kind.map { study.classes.count * number + $0 } ?? number
    }
    let header = MSText.header(
      haplotypes: simulation.plan.haplotypes, replicates: count, command: command, seed: study.training.seed)
    var truth = TruthTable(simulation, files)
    var failures: [FailedReplicate] = []
    func write() throws {
      var writer = try AtomicFileWriter(path)
      try writer.append(Array(header.utf8))
      for start in stride(from: 0, to: count, by: batchSize) {
        let batch = Array(indices[start..<min(start + batchSize, count)])
        let results = try simulation.haplotypes(
          batch, threads: threads, recordsTrajectories: files.trajectories != nil
        ) { progress(.simulate, start + $0, count) }
        var text = ""
        for (index, result) in zip(batch, results) {
          truth.add(index, result)
          switch result {
          case .success(let replicate):
            MSText.append(replicate.matrix, length: Double(study.windows.length), to: &text)
          case .failure(let error): failures.append(FailedReplicate(index: index, reason: error.description))
          }
        }
        try writer.append(Array(text.utf8))
      }
      try FailedReplicates.checkAny(failures, of: indices, simulation.plan)
      try writer.finish()
    }
    try attempt { try write() }
    try truth.write()
    return failures
  }

  /// A block of a simulated contig.
  package struct Block: Sendable {
    /// The class it was simulated as.
    package let kind: StudyClass
    /// Where it lies.
    package let interval: Interval
    /// The subwindow that holds the sweep; nil without one.
    package let focus: Interval?
  }

  /// How a simulated contig is written.
  package struct ContigFormat: Sendable {
    /// The contig's name.
    package var contig: String
    /// Haplotypes of an individual: 1 or 2.
    package var ploidy: Int
    /// A BED of the places of the sweeps; nil for none.
    package var sweeps: String?
    /// A table of individuals and their demes; nil for none.
    package var populations: String?
    /// What is written; nil: what the suffix of the file says.
    package var type: VariantWriter.OutputType?

    /// A contig of individuals of `ploidy` haplotypes.
    package init(
      contig: String, ploidy: Int = 2, sweeps: String? = nil, populations: String? = nil,
      type: VariantWriter.OutputType? = nil
    ) {
      self.contig = contig
      self.ploidy = ploidy
      self.sweeps = sweeps
      self.populations = populations
      self.type = type
    }
  }

  /// Writes one contig made of replicates of the classes `layout`, end to end, as VCF or BCF.
  ///
  /// Block b is the replicate with the number (classes x b + class) of the study, so it is the one that training would simulate
  /// under the same seed; choose another seed than the training's.
  package static func writeContig(
    _ simulation: TrainingSimulation, layout: [Int], _ format: ContigFormat, threads: Int, command: String,
    to path: String, truth files: TruthFiles = TruthFiles()
  ) throws(StudyError) -> [Block] {
    let plan = simulation.plan
    let length = plan.study.windows.length
    let individuals = try individuals(plan, ploidy: format.ploidy)
    var joined = HaplotypeMatrix(
      haplotypeCount: plan.haplotypes, ploidies: [UInt8](repeating: UInt8(format.ploidy), count: individuals.count))
    let indices = layout.enumerated().map { plan.study.classes.count * $0 + $1 }
    let replicates = try simulation.haplotypes(
      indices, threads: threads, recordsTrajectories: files.trajectories != nil
    ) { _ in }
    var truth = TruthTable(simulation, files)
    var blocks: [Block] = []
    var bed = ""
    for (number, replicate) in replicates.enumerated() {
      let kind = plan.studyClass(indices[number])
      truth.add(indices[number], replicate)
      let matrix = try replicate.get().matrix
      let start = number * length
      for site in 0..<matrix.siteCount {
        let words = matrix.words[site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite]
        joined.append(position: Double(start) + matrix.positions[site], alleles: words)
      }
      let block = Self.block(kind, indices[number], plan, contig: format.contig, start: start)
      blocks.append(block)
      if let focus = block.focus { bed += "\(format.contig)\t\(focus.start)\t\(focus.end)\t\(kind.name)_sweep\n" }
    }
    let (finished, sweeps) = (joined, bed)
    try attempt {
      try VariantWriter.write(
        finished, contig: format.contig, length: layout.count * length, sampleNames: individuals.map(\.name),
        command: command, to: path, type: format.type)
      if let path = format.sweeps { try AtomicFile.write(sweeps, to: path) }
      if let path = format.populations {
        try AtomicFile.write(individuals.map { "\($0.name)\t\($0.deme)\n" }.joined(), to: path)
      }
    }
    try truth.write()
    return blocks
  }

  /// The names of the individuals, sample by sample: ind1, ind2 ... of a constant population, else CEU_1, CEU_2 ...; those
  /// of ancient samples carry the time: CEU_100g_1.
  private static func individuals(
    _ plan: ReplicatePlan, ploidy: Int
  ) throws(StudyError) -> [(name: String, deme: String)] {
    var counts: [String: Int] = [:]
    var individuals: [(name: String, deme: String)] = []
    for (sample, deme) in zip(plan.histories.samples, plan.histories.sampleNames) {
      guard sample.haplotypes.isMultiple(of: ploidy) else {
        throw .invalid(
          "diploid individuals need an even number of haplotypes; a sample has \(sample.haplotypes) (or use --ploidy 1)"
        )
      }
      let age = sample.time > 0 ? "\(Int(exactly: sample.time).map { "\($0)" } ?? "\(sample.time)")g" : ""
      let stem = [deme, age].filter { !$0.isEmpty }.joined(separator: "_")
      for _ in 0..<sample.haplotypes / ploidy {
        counts[stem, default: 0] += 1
        let number = counts[stem] ?? 0
        individuals.append((stem.isEmpty ? "ind\(number)" : "\(stem)_\(number)", deme.isEmpty ? "population" : stem))
      }
    }
    return individuals
  }

  private static func block(
    _ kind: StudyClass, _ index: Int, _ plan: ReplicatePlan, contig: String, start: Int
  ) -> Block {
    let layout = plan.study.windows
    var focus: Interval?
    if kind.sweep != .none {
      let left = start + plan.subwindow(index) * layout.subwindowLength
      focus = Interval(contig: contig, start: left, end: left + layout.subwindowLength)
    }
    return Block(
      kind: kind, interval: Interval(contig: contig, start: start, end: start + layout.length), focus: focus)
  }
}
