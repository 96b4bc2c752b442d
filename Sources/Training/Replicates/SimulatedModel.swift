import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import StudyFiles

/// What the replicates of a class are drawn from: a model with the files that it names.
struct SimulatedModel: Sendable {
  let source: Study.SimulationModel
  let histories: SimulatedHistories
  private let mutationMap: SimulatedRateMap?
  private let recombinationMap: SimulatedRateMap?
  private let sizeMap: SimulatedSizeMap?
  private let sweeps: SimulatedSweep

  /// The model `source` for windows of `length` bases, with samples of `populations`, or those that it lists if nil; reads
  /// the files that it names.
  init(
    _ source: Study.SimulationModel, length: Int, populations: [FeatureSchema.Population]?
  ) throws(StudyError) {
    self.source = source
    histories = try SimulatedHistories(source, populations: populations)
    mutationMap = try source.mutationMap.map { source throws(StudyError) in
      try SimulatedRateMap(source, length: length, isRecombination: false)
    }
    recombinationMap = try source.recombinationMap.map { source throws(StudyError) in
      try SimulatedRateMap(source, length: length, isRecombination: true)
    }
    sizeMap = try source.backgroundSelection.map { source throws(StudyError) in
      try SimulatedSizeMap(source, length: length)
    }
    sweeps = try SimulatedSweep(source.sweep, histories)
  }

  /// What a sweep of this model is, but for its place.
  struct SweepSite {
    /// `none` for a replicate without a sweep.
    var kind: StudyClass.SweepKind
    /// Base pairs from the start of the window to its subwindow.
    var subwindowStart: Double
    /// Base pairs.
    var subwindowLength: Double
  }

  /// The map of a replicate whose rate varies at random about `rate`; nil if it does not.
  private func randomMap(
    length: Int, rate: Double, _ stream: inout RandomStream, locus: RandomStream?
  ) throws(StudyError) -> (map: RateMap, start: Double)? {
    guard let variation = source.recombinationVariation?.draw(&stream), variation > 0, rate > 0 else { return nil }
    var own = (locus ?? stream).beginning(.rateVariation)
    return (try RandomRateMap.draw(length: length, rate: rate, variation: variation, &own), .nan)
  }

  /// What is drawn from `stream` for a replicate of `length` base pairs with a sweep as `site` says; the map that
  /// `observedMap` draws, if it does, takes the place of the model's own crossovers. Where the window lies in maps is drawn from
  /// `locus`, if there is one, so that loci of equal parameters lie at places of their own.
  func draw(
    _ site: SweepSite, length: Int, _ stream: inout RandomStream, locus: RandomStream? = nil,
    observedMap: (inout RandomStream) throws(StudyError) -> (map: RateMap, start: Double)?
  ) throws(StudyError) -> DrawnReplicate {
    // Every parameter is drawn for every class, in this order, so that classes share the draws' meaning.
    let size = source.populationSize.draw(&stream)
    var known = ["population_size": size, "length": Double(length)]
    var parameters: [Double]?
    if source.mutationRate.expression != nil || source.recombinationRate.expression != nil {
      parameters = try histories.drawValues(known: known, &stream)
      for (parameter, value) in zip(source.parameters, parameters ?? []) { known[parameter.name] = value }
    }
    let mutationRate = try rate("mutation_rate", source.mutationRate, &known, &stream)
    let recombinationRate = try rate("recombination_rate", source.recombinationRate, &known, &stream)
    let sweep = try sweeps.draw(site, &stream)
    let conversion = source.geneConversion.map { priors in
      GeneConversion(rate: priors.rate.draw(&stream), meanTractLength: priors.meanTractLength.draw(&stream))
    }
    let maps = try maps(length: length, rate: recombinationRate, &stream, locus: locus, observedMap)
    let recurrent = source.recurrentSweeps.map { priors in
      RecurrentSweeps(
        population: histories.sweepPopulation, rate: priors.rate.draw(&stream),
        selectionCoefficient: priors.selectionCoefficient.draw(&stream), reach: Double(priors.reach))
    }
    if parameters == nil { parameters = try histories.drawValues(known: known, &stream) }
    let values = parameters ?? []
    let demography = try histories.model(constantSize: size, values)
    var model = CoalescentModel(
      samples: histories.samples, sequenceLength: Double(length), demography: demography,
      mutationRate: maps.mutations?.map.meanRate ?? mutationRate,
      recombinationRate: maps.crossovers?.map.meanRate ?? recombinationRate, sweep: sweep)
    model.mutationMap = maps.mutations?.map
    model.recombinationMap = maps.crossovers?.map
    model.geneConversion = conversion
    model.backgroundSelection = maps.sizes?.map
    model.recurrentSweeps = recurrent
    model.memoryLimit = source.memoryLimit
    switch source.ancestry {
    case "smc_prime": model.ancestry = .smcPrime
    case "smc": model.ancestry = .smc(reach: Double(source.smcReach ?? 0))
    default: model.ancestry = .hudson
    }
    model.sitePlacement = source.usesWholeBases ? .wholeBases : .continuous
    return DrawnReplicate(
      model: model, parameterNames: source.parameters.map(\.name), parameters: values,
      mutationMapStart: maps.mutations?.start, recombinationMapStart: maps.crossovers?.start,
      sizeMapStart: maps.sizes?.start)
  }

  /// The maps of a replicate, each with where it begins in the one that it is a stretch of.
  private struct Maps {
    var mutations: (map: RateMap, start: Double)?
    var crossovers: (map: RateMap, start: Double)?
    var sizes: (map: EffectiveSizeMap, start: Double)?
  }

  /// The maps of a replicate of `length` base pairs, their places drawn from `locus` if there is one; crossovers are those of
  /// `observedMap`, else of the model's own map, else vary at random about `rate`, if anything does.
  private func maps(
    length: Int, rate: Double, _ stream: inout RandomStream, locus: RandomStream?,
    _ observedMap: (inout RandomStream) throws(StudyError) -> (map: RateMap, start: Double)?
  ) throws(StudyError) -> Maps {
    var locus = locus
    /// What `body` draws of a place.
    func placed<Value>(
      _ stream: inout RandomStream, _ body: (inout RandomStream) throws(StudyError) -> Value
    ) throws(StudyError) -> Value {
      guard var own = locus else { return try body(&stream) }
      defer { locus = own }
      return try body(&own)
    }
    var maps = Maps()
    maps.mutations = try placed(&stream) { stream throws(StudyError) in
      try mutationMap.map { map throws(StudyError) in try map.draw(length: length, &stream) }
    }
    maps.crossovers = try placed(&stream, observedMap)
    if maps.crossovers == nil {
      maps.crossovers = try placed(&stream) { stream throws(StudyError) in
        try recombinationMap.map { map throws(StudyError) in try map.draw(length: length, &stream) }
      }
    }
    if maps.crossovers == nil { maps.crossovers = try randomMap(length: length, rate: rate, &stream, locus: locus) }
    maps.sizes = try placed(&stream) { stream throws(StudyError) in
      try sizeMap.map { map throws(StudyError) in try map.draw(length: length, &stream) }
    }
    return maps
  }

  /// A rate that is drawn, or worked out from `known` numbers; it is known from then on.
  private func rate(
    _ name: String, _ prior: Prior, _ known: inout [String: Double], _ stream: inout RandomStream
  ) throws(StudyError) -> Double {
    let value = prior.draw(&stream, known: known)
    guard (0...0.01).contains(value) else {
      throw .invalid("model.\(name): '\(prior.words)' is \(value) for a replicate, expected 0 to 0.01")
    }
    known[name] = value
    return value
  }

  /// What the files that the model names say: the part of a stage's key that the study itself does not hold.
  var filesKey: [String] {
    [histories.key, mutationMap?.key ?? "", recombinationMap?.key ?? "", sizeMap?.key ?? "", sweeps.key]
  }
}
