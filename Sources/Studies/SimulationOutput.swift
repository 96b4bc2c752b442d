import Groundwork
import Haplotypes
import VariantFiles

/// Writes simulated haplotypes as other programs read them.
public enum SimulationOutput {
  /// Writes the first `count` replicates of `kind` (of every class if nil) as ms text.
  public static func writeMS(
    _ simulation: TrainingSimulation, kind: SweepClass?, count: Int, threads: Int, command: String, to path: String,
    progress: @escaping StudyProgress
  ) throws(StudyError) {
    let study = simulation.plan.study
    let indices = (0..<count).map { number in
      kind.map { SweepClass.allCases.count * number + $0.rawValue } ?? number
    }
    var matrices: [HaplotypeMatrix] = []
    for (done, index) in indices.enumerated() {
      matrices += try simulation.haplotypes(index..<index + 1, threads: threads, progress: { _ in }).map(\.matrix)
      progress(.simulate, done + 1, indices.count)
    }
    let finished = matrices
    try attempt {
      try MSText.write(
        finished, length: Double(study.windows.length), command: command, seed: study.training.seed, to: path)
    }
  }

  /// A block of a simulated contig.
  public struct Block: Sendable {
    /// The class it was simulated as.
    public let kind: SweepClass
    /// Where it lies.
    public let interval: Interval
    /// The subwindow that holds the sweep; nil without one.
    public let focus: Interval?
  }

  /// Writes one contig made of replicates of the classes `layout`, end to end, as VCF or BCF of diploid individuals;
  /// where the sweeps lie goes to `truthPath` as BED.
  ///
  /// Block b is the replicate with the number 5b + class of the study, so it is the one that training would simulate
  /// under the same seed; choose another seed than the training's.
  public static func writeContig(
    _ simulation: TrainingSimulation, layout: [SweepClass], contig: String, threads: Int, command: String,
    to path: String, truthPath: String?
  ) throws(StudyError) -> [Block] {
    let plan = simulation.plan
    let length = plan.study.windows.length
    guard plan.haplotypes.isMultiple(of: 2) else {
      throw .invalid("diploid individuals need an even number of haplotypes; model.haplotypes is \(plan.haplotypes)")
    }
    var joined = HaplotypeMatrix(
      haplotypeCount: plan.haplotypes, ploidies: [UInt8](repeating: 2, count: plan.haplotypes / 2))
    var blocks: [Block] = []
    var truth = ""
    for (number, kind) in layout.enumerated() {
      let index = SweepClass.allCases.count * number + kind.rawValue
      let replicates = try simulation.haplotypes(index..<index + 1, threads: 1, progress: { _ in })
      guard let matrix = replicates.first?.matrix else { continue }
      let start = number * length
      for site in 0..<matrix.siteCount {
        let words = matrix.words[site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite]
        joined.append(position: Double(start) + matrix.positions[site], alleles: words)
      }
      let block = Self.block(kind, index, plan, contig: contig, start: start)
      blocks.append(block)
      if let focus = block.focus { truth += "\(contig)\t\(focus.start)\t\(focus.end)\t\(kind.name)_sweep\n" }
    }
    let names = (1...max(1, plan.haplotypes / 2)).map { "ind\($0)" }
    let finished = joined
    let text = truth
    try attempt {
      try VariantWriter.write(
        finished, contig: contig, length: layout.count * length, sampleNames: names, command: command, to: path)
      if let truthPath { try AtomicFile.write(text, to: truthPath) }
    }
    return blocks
  }

  private static func block(
    _ kind: SweepClass, _ index: Int, _ plan: ReplicatePlan, contig: String, start: Int
  ) -> Block {
    let layout = plan.study.windows
    var focus: Interval?
    if kind != .neutral {
      let left = start + plan.subwindow(index) * layout.subwindowLength
      focus = Interval(contig: contig, start: left, end: left + layout.subwindowLength)
    }
    return Block(
      kind: kind, interval: Interval(contig: contig, start: start, end: start + layout.length), focus: focus)
  }
}
