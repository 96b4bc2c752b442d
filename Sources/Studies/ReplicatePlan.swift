import Coalescent
import Groundwork
import Haplotypes

/// What replicate k of a study is: its class, where its sweep lies, and the parameters drawn for it. A function of the
/// study and k alone.
public struct ReplicatePlan: Sendable {
  let study: Study
  let histories: SimulatedHistories
  private let mutationMap: SimulatedRateMap?
  private let recombinationMap: SimulatedRateMap?
  private let sizeMap: SimulatedSizeMap?
  private let trajectory: SweepPath?

  /// The plan of `study` for `haplotypes` of one sample, or for the samples that it lists if nil; reads the files that
  /// the model names.
  public init(_ study: Study, haplotypes: Int?) throws(StudyError) {
    self.study = study
    histories = try SimulatedHistories(study, haplotypes: haplotypes)
    let length = study.windows.length
    mutationMap = try study.model.mutationMap.map { source throws(StudyError) in
      try SimulatedRateMap(source, length: length, isRecombination: false)
    }
    recombinationMap = try study.model.recombinationMap.map { source throws(StudyError) in
      try SimulatedRateMap(source, length: length, isRecombination: true)
    }
    sizeMap = try study.model.backgroundSelection.map { source throws(StudyError) in
      try SimulatedSizeMap(source, length: length)
    }
    trajectory = try study.model.sweep.trajectory.map(SweepPathFile.read)
  }

  /// Haplotypes over all samples.
  public var haplotypes: Int { histories.samples.reduce(0) { $0 + $1.haplotypes } }

  /// Replicates in all: those of each class in turn.
  public var count: Int { SweepClass.allCases.count * study.training.replicates }

  /// The class of replicate `index`: classes take turns, so that any prefix is balanced.
  public func sweepClass(_ index: Int) -> SweepClass {
    SweepClass.allCases[index % SweepClass.allCases.count]
  }

  /// The subwindow of the sweep of replicate `index`: the middle one, or the others in turn for linked classes.
  func subwindow(_ index: Int) -> Int {
    let middle = study.windows.subwindowCount / 2
    let kind = sweepClass(index)
    if kind.isSweep || study.windows.subwindowCount == 1 { return middle }
    let turn = index / SweepClass.allCases.count % (study.windows.subwindowCount - 1)
    return turn < middle ? turn : turn + 1
  }

  /// What is drawn for replicate `index`.
  public func draw(_ index: Int) throws(StudyError) -> DrawnReplicate {
    var stream = RandomStream(seed: study.training.seed, replicate: UInt64(index), purpose: .parameters)
    let priors = study.model
    // Every parameter is drawn for every class, in this order, so that classes share the draws' meaning.
    let size = priors.populationSize.draw(&stream)
    let mutationRate = priors.mutationRate.draw(&stream)
    let recombinationRate = priors.recombinationRate.draw(&stream)
    let sweep = drawSweep(index, &stream)
    let conversion = priors.geneConversion.map { priors in
      GeneConversion(rate: priors.rate.draw(&stream), meanTractLength: priors.meanTractLength.draw(&stream))
    }
    let length = study.windows.length
    let mutations = try mutationMap.map { map throws(StudyError) in try map.draw(length: length, &stream) }
    let crossovers = try recombinationMap.map { map throws(StudyError) in try map.draw(length: length, &stream) }
    let background = try sizeMap.map { map throws(StudyError) in try map.draw(length: length, &stream) }
    let recurrent = priors.recurrentSweeps.map { priors in
      RecurrentSweeps(
        population: histories.sweepPopulation, rate: priors.rate.draw(&stream),
        selectionCoefficient: priors.selectionCoefficient.draw(&stream), reach: Double(priors.reach))
    }
    let (demography, parameters) = try histories.draw(constantSize: size, &stream)
    var model = CoalescentModel(
      samples: histories.samples, sequenceLength: Double(length), demography: demography,
      mutationRate: mutations?.map.meanRate ?? mutationRate,
      recombinationRate: crossovers?.map.meanRate ?? recombinationRate, sweep: sweep)
    model.mutationMap = mutations?.map
    model.recombinationMap = crossovers?.map
    model.geneConversion = conversion
    model.backgroundSelection = background?.map
    model.recurrentSweeps = recurrent
    model.memoryLimit = priors.memoryLimit
    switch priors.ancestry {
    case "smc_prime": model.ancestry = .smcPrime
    case "smc": model.ancestry = .smc(reach: Double(priors.smcReach ?? 0))
    default: model.ancestry = .hudson
    }
    model.sitePlacement = priors.usesWholeBases ? .wholeBases : .continuous
    return DrawnReplicate(
      model: model, parameters: parameters, mutationMapStart: mutations?.start,
      recombinationMapStart: crossovers?.start,
      sizeMapStart: background?.start
    )
  }

  /// The sweep of replicate `index`; nil if it is neutral, drawn all the same.
  private func drawSweep(_ index: Int, _ stream: inout RandomStream) -> Sweep? {
    let priors = study.model.sweep
    let selection = priors.selectionCoefficient.draw(&stream)
    let fixation = priors.fixationTime.draw(&stream)
    let frequency = priors.softInitialFrequency.draw(&stream)
    let dominance = priors.dominance.draw(&stream)
    let final = priors.finalFrequency.draw(&stream)
    let place = priors.position.draw(&stream)
    let mutation = priors.softMutationRate?.draw(&stream)
    let onset = priors.onset?.draw(&stream)
    let kind = sweepClass(index)
    if kind == .neutral { return nil }
    let position = (Double(subwindow(index)) + place) * Double(study.windows.subwindowLength)
    let recurrent = kind.isSoft ? mutation ?? 0 : 0
    if let trajectory {
      return Sweep(
        population: histories.sweepPopulation, position: position, trajectory: trajectory,
        recurrentMutationRate: recurrent, source: histories.sweepSource)
    }
    return Sweep(
      population: histories.sweepPopulation, position: position, selectionCoefficient: selection, dominance: dominance,
      fixationTime: onset == nil ? fixation : 0, initialFrequency: kind.isSoft && mutation == nil ? frequency : 0,
      finalFrequency: final, recurrentMutationRate: recurrent, source: histories.sweepSource, onset: onset)
  }

  /// What the files that the model names say: the part of a stage's key that the study itself does not hold.
  var filesKey: [String] {
    [
      histories.key, mutationMap?.key ?? "", recombinationMap?.key ?? "", sizeMap?.key ?? "",
      trajectory.map { StageKey.ofWords($0.points.flatMap { [$0.time.bitPattern, $0.frequency.bitPattern] }) } ?? "",
    ]
  }
}

/// What was drawn for a replicate.
public struct DrawnReplicate: Sendable {
  /// What is simulated.
  public let model: CoalescentModel
  /// The values of the study's parameters, in their order.
  public let parameters: [Double]
  /// Where its window begins in the map of mutations.
  let mutationMapStart: Double?
  /// Where its window begins in the map of crossovers.
  let recombinationMapStart: Double?
  /// Where its window begins in the map of background selection.
  let sizeMapStart: Double?
}
