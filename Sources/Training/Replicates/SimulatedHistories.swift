import Coalescent
import Demography
import FeatureTables
import Groundwork
import StudyFiles

/// The demography of a study's replicates: the samples, the populations, and the numbers of the Demes file that are drawn.
struct SimulatedHistories: Sendable {
  /// The samples, haplotypes in this order.
  let samples: [SampleSet]
  /// The names of the samples' demes; "" in a constant population.
  let sampleNames: [String]
  /// The population in which sweeps happen.
  let sweepPopulation: Int
  /// The population that swept alleles come from by a pulse; nil if they arise by mutation.
  let sweepSource: Int?
  private let parameters: [Study.Parameter]
  private let conditions: [ParameterCondition]
  private let template: DemesTemplate?
  /// The model of the file as it stands; nil for a constant population.
  private let base: DemographicModel?

  /// Draws that conditions may refuse before they are taken to contradict the priors.
  private static let largestDraws = 100_000

  /// The histories of `source` with samples of `populations`, or with the samples that it lists if nil.
  ///
  /// A population is sampled from the deme that `model.population` names for it, or else from that of its own name.
  init(_ source: Study.SimulationModel, populations: [FeatureSchema.Population]?) throws(StudyError) {
    parameters = source.parameters
    conditions = source.conditions.filter { !$0.isOfReplicate }
    let names: Names
    if let path = source.demography {
      let text = try attempt { String(decoding: try AtomicFile.read(path), as: UTF8.self) }
      let template = try attempt { try DemesTemplate(text, path: path) }
      for place in parameters.flatMap(\.replaces) { try attempt { try template.check(place) } }
      let base = try attempt { try template.model() }
      self.template = template
      self.base = base
      names = Names(path: path, model: base)
    } else {
      template = nil
      base = nil
      names = Names(path: nil, model: nil)
    }
    if let populations, populations.count > 1 {
      samples = try names.sampled(source, populations)
    } else if source.samples.isEmpty || populations != nil {
      guard let haplotypes = populations?.first?.haplotypeCount ?? source.haplotypes else {
        throw .invalid("a study without data needs model.haplotypes or model.samples, the samples to simulate")
      }
      let population = try names.sampled(source, name: populations?.first?.name)
      samples = [SampleSet(population: population, haplotypes: haplotypes)]
    } else {
      var sets: [SampleSet] = []
      for sample in source.samples {
        let population: Int
        if let deme = sample.deme {
          population = try names.index(deme, "model.samples")
        } else {
          population = try names.only("model.samples")
        }
        sets.append(SampleSet(population: population, haplotypes: sample.haplotypes, time: sample.time))
      }
      samples = sets
    }
    sampleNames = samples.map { names.model?.populations[$0.population] ?? "" }
    let sweep = source.sweep
    sweepPopulation =
      try sweep.deme.map { name throws(StudyError) in try names.index(name, "model.sweep.deme") }
      ?? samples[0].population
    sweepSource = try sweep.source.map { name throws(StudyError) in try names.index(name, "model.sweep.source") }
  }

  /// The samples as populations, by the names of their demes.
  var populations: [FeatureSchema.Population] {
    zip(samples, sampleNames).map { FeatureSchema.Population(name: $1, haplotypeCount: $0.haplotypes) }
  }

  /// The history of a replicate with the values of its parameters.
  func model(constantSize: Double, _ values: [Double]) throws(StudyError) -> DemographicModel {
    guard let template, let base else { return try attempt { try DemographicModel(constantSize: constantSize) } }
    if parameters.isEmpty { return base }
    let replacements = zip(parameters, values).flatMap { parameter, value in parameter.replaces.map { ($0, value) } }
    do { return try template.model(replacing: replacements) } catch {
      let drawn = zip(parameters, values).map { "\($0.name) = \($1)" }.joined(separator: ", ")
      throw .invalid("\(error); with \(drawn) (model.conditions can exclude such draws)")
    }
  }

  /// The values of the parameters, drawn until the conditions on what is drawn hold; `known` are the numbers drawn before.
  func drawValues(known: [String: Double], _ stream: inout RandomStream) throws(StudyError) -> [Double] {
    if parameters.isEmpty { return [] }
    for _ in 0..<Self.largestDraws {
      var named = known
      var values: [Double] = []
      for parameter in parameters {
        let value = parameter.prior.draw(&stream, known: named)
        guard value.isFinite else {
          throw .invalid(
            "model.parameters.\(parameter.name): '\(parameter.prior.words)' is not a number where "
              + (parameter.prior.expression?.names ?? []).map { "\($0) = \(named[$0] ?? .nan)" }.joined(separator: ", ")
          )
        }
        values.append(value)
        named[parameter.name] = value
      }
      if conditions.allSatisfy({ $0.holds(named) }) { return values }
    }
    throw .invalid(
      "model.conditions: \(Self.largestDraws.grouped) draws of the parameters in a row broke one of: "
        + conditions.map(\.description).joined(separator: ", "))
  }

  /// What decides the histories besides the study: the file.
  var key: String { base.map { "\($0)" } ?? "" }
}

/// Looks populations up by name.
private struct Names {
  let path: String?
  let model: DemographicModel?

  /// The population called `name`; `key` is the key of the study file that names it.
  func index(_ name: String, _ key: String) throws(StudyError) -> Int {
    guard let model else { throw .invalid("\(key): found '\(name)', but there is no model.demography with demes") }
    guard let index = model.populations.firstIndex(of: name) else {
      let hint = nearestSpelling(of: name, among: model.populations).map { "; did you mean '\($0)'?" } ?? ""
      throw .invalid(
        "\(key): there is no deme '\(name)' in \(path ?? "")\(hint) (known: \(model.populations.joined(separator: ", ")))"
      )
    }
    return index
  }

  /// The only population; an error if there are several.
  func only(_ key: String) throws(StudyError) -> Int {
    guard let model, model.populations.count > 1 else { return 0 }
    throw .invalid("\(key): say which deme is sampled (known: \(model.populations.joined(separator: ", ")))")
  }

  /// The deme that a single sample is of; `name` is what the data call it.
  func sampled(_ source: Study.SimulationModel, name: String?) throws(StudyError) -> Int {
    guard source.population.count < 2 else {
      throw .invalid(
        "model.population: found \(source.population.joined(separator: ", ")), expected one deme, as the sample is taken as one "
          + "population")
    }
    guard model != nil else {
      if let name = source.population.first { return try index(name, "model.population") }
      return 0
    }
    if let name = source.population.first { return try living(name) }
    if let name, let found = present.first(where: { $0.name == name }) { return found.index }
    guard present.count == 1 else {
      throw .invalid(
        "\(path ?? "") has several demes at present (\(presentNames)); say which one is sampled with model.population")
    }
    return present[0].index
  }

  /// The samples of several populations: each of the deme in its place of `model.population`, or of its own name.
  func sampled(
    _ source: Study.SimulationModel, _ populations: [FeatureSchema.Population]
  ) throws(StudyError) -> [SampleSet] {
    guard model != nil else {
      throw .invalid(
        "samples of several populations (\(populations.map(\.name).joined(separator: ", "))) need model.demography with a deme "
          + "for each")
    }
    guard source.population.isEmpty || source.population.count == populations.count else {
      throw .invalid(
        "model.population: found \(source.population.count) demes, expected one for each of "
          + populations.map(\.name).joined(separator: ", "))
    }
    var samples: [SampleSet] = []
    for (number, population) in populations.enumerated() {
      let deme = try living(source.population.isEmpty ? population.name : source.population[number])
      samples.append(SampleSet(population: deme, haplotypes: population.haplotypeCount))
    }
    return samples
  }

  /// The demes that live at present.
  private var present: [(index: Int, name: String)] {
    guard let model else { return [] }
    return model.populations.indices.filter { model.intervals[0].sizes[$0] != nil }.map { ($0, model.populations[$0]) }
  }

  private var presentNames: String { present.map(\.name).joined(separator: ", ") }

  /// The deme `name`, which must live at present.
  private func living(_ name: String) throws(StudyError) -> Int {
    guard let found = present.first(where: { $0.name == name }) else {
      throw .invalid(
        "model.population: found '\(name)', expected a deme of \(path ?? "") that lives at present: \(presentNames)")
    }
    return found.index
  }
}
