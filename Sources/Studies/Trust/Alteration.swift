import Coalescent
import Groundwork
import Haplotypes
import StudyFiles
import Training

/// A way in which simulations may differ from the truth.
package struct Alteration: Sendable {
  /// What is altered, as a table names it.
  package let name: String
  /// Factors of what is simulated.
  var sizes = 1.0
  var mutationRate = 1.0
  var recombinationRate = 1.0
  /// The least B of background selection, in the middle of the window; nil if none is added.
  package var leastB: Double?
  /// The chance, at each site at which an individual is heterozygous, that its haplotypes are exchanged from there on.
  package var switchErrors = 0.0
  /// The share of sites whose ancestral and derived alleles are exchanged.
  package var misorientation = 0.0

  /// An alteration of nothing.
  package init(_ name: String) { self.name = name }

  /// What a study is tried under; errors of phase and polarisation only where its features know of these.
  static func all(usesPhase: Bool, usesPolarisation: Bool) -> [Alteration] {
    var all = [Alteration("as trained")]
    for factor in [0.5, 2] {
      var sizes = Alteration("population sizes x \(factor)")
      sizes.sizes = factor
      var mutations = Alteration("mutation rate x \(factor)")
      mutations.mutationRate = factor
      var crossovers = Alteration("recombination rate x \(factor)")
      crossovers.recombinationRate = factor
      all += [sizes, mutations, crossovers]
    }
    all.append(backgroundSelection)
    if usesPhase {
      var phase = Alteration("switch error at 2 % of heterozygous sites")
      phase.switchErrors = 0.02
      all.append(phase)
    }
    if usesPolarisation {
      var polarisation = Alteration("2 % of sites mispolarised")
      polarisation.misorientation = 0.02
      all.append(polarisation)
    }
    return all
  }

  /// A valley of B.
  static var backgroundSelection: Alteration {
    var background = Alteration("background selection, B of \(usualLeastB) in the middle to \(outerB)")
    background.leastB = usualLeastB
    return background
  }

  /// B at the ends of a window, and what a study is tried under in its middle: a mean of 0.7, in a valley of diversity that a sweep
  /// could have left.
  private static let (outerB, usualLeastB) = (0.9, 0.5)
  /// Pieces of equal B on either side of the middle.
  private static let stepsOfB = 5

  /// `model` as altered.
  package func applied(to model: CoalescentModel) throws(StudyError) -> CoalescentModel {
    var model = model
    if sizes != 1 { model.demography = model.demography.scalingSizes(by: sizes) }
    model.mutationRate *= mutationRate
    model.recombinationRate *= recombinationRate
    if mutationRate != 1, let map = model.mutationMap {
      model.mutationMap = try attempt { try map.scaled(toMean: map.meanRate * mutationRate) }
    }
    if recombinationRate != 1, let map = model.recombinationMap {
      model.recombinationMap = try attempt { try map.scaled(toMean: map.meanRate * recombinationRate) }
    }
    if let leastB { model.backgroundSelection = try attempt { try Self.valley(leastB, in: model) } }
    return model
  }

  /// B that falls by equal steps from ``outerB`` at the ends of the sequence to `leastB` in its middle, times the B that `model` has.
  private static func valley(_ leastB: Double, in model: CoalescentModel) throws(RateMapError) -> EffectiveSizeMap {
    let pieces = 2 * stepsOfB
    let width = model.sequenceLength / Double(pieces)
    let steps = (0..<pieces).map { piece in
      let step = min(piece, pieces - 1 - piece)
      return outerB - (outerB - leastB) * Double(step) / Double(stepsOfB - 1)
    }
    let ends = (1..<pieces).map { Double($0) * width }
    let given = model.backgroundSelection
    let breakpoints = Set([0, model.sequenceLength] + ends + (given?.breakpoints ?? [])).sorted()
    let values = zip(breakpoints, breakpoints.dropFirst()).map { left, right in
      let middle = (left + right) / 2
      let own = steps[min(Int(middle / width), pieces - 1)]
      guard let given, let piece = given.breakpoints.lastIndex(where: { $0 <= middle }) else { return own }
      return own * given.values[min(piece, given.values.count - 1)]
    }
    return try EffectiveSizeMap(breakpoints: breakpoints, values: values)
  }

  /// `matrix` with errors drawn for replicate `replicate`, of individuals as `ploidies` says (nil: pairs of neighbouring haplotypes); those
  /// that a study is trained on come on top.
  package func applied(
    to matrix: HaplotypeMatrix, ploidies: [UInt8]? = nil, seed: UInt64, replicate: UInt64
  ) -> HaplotypeMatrix {
    var stream = RandomStream(seed: seed, replicate: replicate, purpose: .error)
    return GenotypeErrors(switchError: switchErrors, misorientation: misorientation)
      .applied(to: matrix, ploidies: ploidies, &stream)
  }
}

extension TrainingSimulation {
  /// The rows of the replicates `range`, altered as `alteration` says; those that cannot be simulated have none.
  func rows(_ range: Range<Int>, _ alteration: Alteration, threads: Int) throws(StudyError) -> TrainingRows {
    let seed = plan.study.training.seed
    return try rows(range, threads: threads, progress: { _ in }) { index, _, worker throws(StudyError) in
      let replicate = try accepted(index, worker.simulator, alteration: alteration.applied(to:))
      return SimulatedHaplotypes(
        matrix: alteration.applied(
          to: replicate.result.matrix, ploidies: likeness.ploidies, seed: seed, replicate: UInt64(index)),
        truth: replicate.truth, trajectory: nil)
    }
  }
}
