import Coalescent
import Demography
import Groundwork

/// What replicate k of a study is: its class, where its sweep lies, and the parameters drawn for it. A function of the
/// study and k alone.
public struct ReplicatePlan: Sendable {
  /// The names of the parameters that are recorded with each replicate.
  public static let truthNames = [
    "population_size", "mutation_rate", "recombination_rate", "selection_coefficient", "fixation_time",
    "initial_frequency", "sweep_position", "origin_time",
  ]

  let study: Study
  let haplotypes: Int
  let demography: DemographicModel?
  /// The index of the population that is sampled and in which sweeps happen.
  let population: Int

  /// The plan of `study` for samples of `haplotypes`; reads the demography's file.
  public init(_ study: Study, haplotypes: Int) throws(StudyError) {
    self.study = study
    self.haplotypes = haplotypes
    guard let path = study.model.demography else {
      demography = nil
      population = 0
      return
    }
    let model = try attempt {
      try DemesFile.model(String(decoding: AtomicFile.read(path), as: UTF8.self), path: path)
    }
    demography = model
    population = try Self.population(study, model, path: path)
  }

  /// The deme of `model` that the samples are of.
  private static func population(
    _ study: Study, _ model: DemographicModel, path: String
  ) throws(StudyError) -> Int {
    let present = model.populations.indices.filter { model.intervals[0].sizes[$0] != nil }
    let names = present.map { model.populations[$0] }.joined(separator: ", ")
    if let name = study.model.population {
      guard let found = present.first(where: { model.populations[$0] == name }) else {
        throw .invalid("model.population: found '\(name)', expected a deme of \(path) that lives at present: \(names)")
      }
      return found
    }
    let targets = study.data?.target ?? []
    if targets.count == 1, let found = present.first(where: { model.populations[$0] == targets[0] }) { return found }
    guard present.count == 1 else {
      throw .invalid("\(path) has several demes at present (\(names)); say which one is sampled with model.population")
    }
    return present[0]
  }

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

  /// The model of replicate `index`, with the parameters drawn for it.
  public func model(_ index: Int) throws(StudyError) -> CoalescentModel {
    var stream = RandomStream(seed: study.training.seed, replicate: UInt64(index), purpose: .parameters)
    // Every parameter is drawn for every class, in this order, so that classes share the draws' meaning.
    let size = study.model.populationSize.draw(&stream)
    let mutationRate = study.model.mutationRate.draw(&stream)
    let recombinationRate = study.model.recombinationRate.draw(&stream)
    let selection = study.model.sweep.selectionCoefficient.draw(&stream)
    let fixation = study.model.sweep.fixationTime.draw(&stream)
    let frequency = study.model.sweep.softInitialFrequency.draw(&stream)
    let kind = sweepClass(index)
    var sweep: Sweep?
    if kind != .neutral {
      let centre = (Double(subwindow(index)) + 0.5) * Double(study.windows.subwindowLength)
      sweep = Sweep(
        population: population, position: centre, selectionCoefficient: selection, fixationTime: fixation,
        initialFrequency: kind.isSoft ? frequency : 0)
    }
    let demography = try attempt { try self.demography ?? DemographicModel(constantSize: size) }
    return CoalescentModel(
      samples: [SampleSet(population: population, haplotypes: haplotypes)],
      sequenceLength: Double(study.windows.length), demography: demography,
      mutationRate: mutationRate, recombinationRate: recombinationRate, sweep: sweep)
  }

  /// The values of ``truthNames`` for a simulated replicate; NaN where one has no meaning.
  static func truth(_ model: CoalescentModel, _ result: SimulatedReplicate) -> [Double] {
    [
      model.demography.intervals[0].sizes[model.samples[0].population]?.initial ?? .nan, model.mutationRate,
      model.recombinationRate,
      model.sweep?.selectionCoefficient ?? .nan, model.sweep?.fixationTime ?? .nan,
      model.sweep?.initialFrequency ?? .nan, model.sweep?.position ?? .nan, result.sweepOrigin ?? .nan,
    ]
  }
}
