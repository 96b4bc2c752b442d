import Yams

extension StudyReader {
  package func model(_ section: YAMLSection) throws(StudyError) -> Study.SimulationModel {
    let parameters = try parameters(section)
    let model = Study.SimulationModel(
      haplotypes: try section.count("haplotypes"), samples: try samples(section),
      demography: resolve(try section.text("demography")), population: try section.words("population"),
      parameters: parameters, conditions: try conditions(section, parameters),
      populationSize: try section.required("population_size"),
      mutationRate: try rate(section, "mutation_rate"),
      mutationMap: try rateMap(section, "mutation_map"),
      recombinationRate: try rate(section, "recombination_rate"),
      recombinationMap: try rateMap(section, "recombination_map"),
      recombinationVariation: try section.prior("recombination_variation"),
      geneConversion: try geneConversion(section),
      usesWholeBases: try section.word("sites") == "whole_bases",
      ancestry: try ancestry(section).name, smcReach: try ancestry(section).reach,
      backgroundSelection: try rateMap(section, "background_selection", keys: ["file", "region"]),
      recurrentSweeps: try recurrentSweeps(section),
      memoryLimit: (try section.count("memory_limit") ?? 4096) << 20,
      sweep: try sweep(try section.section("sweep")))
    try checkExpressions(model, section)
    return model
  }

  /// [{deme: CEU, haplotypes: 20, time: 0}, ...]
  private func samples(_ section: YAMLSection) throws(StudyError) -> [Study.Sample] {
    guard let node = section.node("samples") else { return [] }
    guard let items = node.sequence, !items.isEmpty else {
      throw section.fail(node, "samples", expected: "a list: [{deme: CEU, haplotypes: 20, time: 0}]")
    }
    var samples: [Study.Sample] = []
    for (index, item) in items.enumerated() {
      guard let mapping = item.mapping else {
        throw section.fail(item, "samples", expected: "{deme: CEU, haplotypes: 20, time: 0}")
      }
      let sample = YAMLSection(path: path, name: "model.samples[\(index)]", mapping: mapping)
      try sample.checkKeys(["deme", "haplotypes", "time"])
      guard let haplotypes = try sample.count("haplotypes", 1...1_048_576) else {
        throw sample.fail(item, "haplotypes", expected: "the number of haplotypes")
      }
      samples.append(
        Study.Sample(
          deme: try sample.text("deme"), haplotypes: haplotypes, time: try sample.number("time", 0...1e12) ?? 0))
    }
    return samples
  }

  /// {name: {uniform: [a, b], replaces: demes.CEU.start_time}, ...}
  private func parameters(_ section: YAMLSection) throws(StudyError) -> [Study.Parameter] {
    guard let node = section.node("parameters") else { return [] }
    let example = "{NAME: {uniform: [a, b], replaces: demes.CEU.epochs.0.end_size}}"
    guard let mapping = node.mapping else { throw section.fail(node, "parameters", expected: example) }
    let all = YAMLSection(path: path, name: "model.parameters", mapping: mapping)
    var parameters: [Study.Parameter] = []
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard name.first?.isLetter == true, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
        throw .invalid(
          "\(YAMLSection.place(key, path)): model.parameters: found the name '\(name)', expected a letter, then letters, "
            + "digits and _")
      }
      guard var own = value.mapping else { throw all.fail(value, name, expected: example) }
      let parameter = YAMLSection(path: path, name: "model.parameters.\(name)", mapping: own)
      let replaces = try parameter.words("replaces")
      own = Node.Mapping(own.filter { $0.key.string != "replaces" }.map { ($0.key, $0.value) })
      let rest = YAMLSection(path: path, name: "model.parameters", mapping: [Node(name): .mapping(own)])
      let prior = try own["value"] == nil ? rest.prior(name, -1e300...1e300) : computed(parameter, own)
      guard let prior else {
        throw all.fail(value, name, expected: "a prior, or 'value', and 'replaces', a place in the Demes file")
      }
      parameters.append(Study.Parameter(name: name, prior: prior, replaces: replaces))
    }
    if section.node("demography") == nil && parameters.contains(where: { !$0.replaces.isEmpty }) {
      throw .invalid(
        "\(YAMLSection.place(node, path)): model.parameters needs model.demography, whose numbers it replaces")
    }
    return parameters
  }

  /// A rate per base and generation; one that seems to be in other units is named with what it is in these.
  private func rate(_ section: YAMLSection, _ key: String) throws(StudyError) -> Prior {
    if let node = section.node(key), let text = node.scalar?.string.lowercased(), let value = YAMLSection.number(node),
      value >= 1e6, text.contains("e"), !text.contains("-")
    {
      throw section.fail(
        node, key,
        expected: "a rate per base and generation, at most 0.01; is a minus missing: "
          + text.replacing("e", with: "e-") + "?")
    }
    if let node = section.node(key), let value = YAMLSection.number(node), value > 0.01, value < 1e6 {
      let unit = key == "recombination_rate" ? "cM/Mb" : "1e-8 per base"
      throw section.fail(
        node, key,
        expected: "a rate per base and generation, at most 0.01; if it is in \(unit), write \(Float(value * 1e-8))")
    }
    return try section.required(key)
  }

  /// A file, or {file: map.txt, region: "2:1-1000000", scale: 1}.
  private func rateMap(
    _ section: YAMLSection, _ key: String, keys: [String] = ["file", "region", "scale"]
  ) throws(StudyError) -> Study.RateMapSource? {
    guard let node = section.node(key) else { return nil }
    guard let mapping = node.mapping else {
      return Study.RateMapSource(file: resolve(try section.text(key)) ?? "", region: nil, scale: .fixed(1))
    }
    let map = YAMLSection(path: path, name: "model.\(key)", mapping: mapping)
    try map.checkKeys(keys)
    guard let file = resolve(try map.text("file")) else {
      throw section.fail(node, key, expected: "a file, or {file: map.txt, region: \"2:1-5,000,000\"}")
    }
    return Study.RateMapSource(
      file: file, region: try map.text("region"), scale: try map.prior("scale", 1e-6...1e6) ?? .fixed(1))
  }

  /// hudson, smc_prime, or {smc: 10kb}
  private func ancestry(_ section: YAMLSection) throws(StudyError) -> (name: String, reach: Int?) {
    guard let node = section.node("ancestry") else { return ("hudson", nil) }
    guard let mapping = node.mapping else {
      if let word = node.scalar?.string, ["hudson", "smc_prime"].contains(word) { return (word, nil) }
      throw section.fail(node, "ancestry", expected: "hudson, smc_prime or {smc: 10kb}")
    }
    let smc = YAMLSection(path: path, name: "model.ancestry", mapping: mapping)
    try smc.checkKeys(["smc"])
    return ("smc", try smc.length("smc"))
  }

  /// {rate: 1e-11, selection_coefficient: 0.01, reach: 100kb}
  private func recurrentSweeps(_ section: YAMLSection) throws(StudyError) -> Study.RecurrentSweepPriors? {
    guard let node = section.node("recurrent_sweeps") else { return nil }
    guard let mapping = node.mapping else {
      throw section.fail(
        node, "recurrent_sweeps", expected: "{rate: 1e-11, selection_coefficient: 0.01, reach: 100kb}")
    }
    let sweeps = YAMLSection(path: path, name: "model.recurrent_sweeps", mapping: mapping)
    try sweeps.checkKeys(["rate", "selection_coefficient", "reach"])
    return Study.RecurrentSweepPriors(
      rate: try sweeps.required("rate", 0...1e-3),
      selectionCoefficient: try sweeps.required("selection_coefficient", 1e-6...1),
      reach: try sweeps.length("reach") ?? 0)
  }

  private func geneConversion(_ section: YAMLSection) throws(StudyError) -> Study.GeneConversionPriors? {
    guard let node = section.node("gene_conversion") else { return nil }
    guard let mapping = node.mapping else {
      throw section.fail(node, "gene_conversion", expected: "{rate: 1e-8, mean_tract_length: 100}")
    }
    let conversion = YAMLSection(path: path, name: "model.gene_conversion", mapping: mapping)
    try conversion.checkKeys(["rate", "mean_tract_length"])
    return Study.GeneConversionPriors(
      rate: try conversion.required("rate", 0...0.01),
      meanTractLength: try conversion.required("mean_tract_length", 1...1e8))
  }
}

extension YAMLSection {
  /// A declared prior that must be there.
  func required(_ key: String) throws(StudyError) -> Prior {
    guard let prior = try prior(key) else { throw .invalid("\(path): \(name).\(key) is missing") }
    return prior
  }

  /// A prior that must be there.
  func required(_ key: String, _ range: ClosedRange<Double>) throws(StudyError) -> Prior {
    guard let prior = try prior(key, range) else { throw .invalid("\(path): \(name).\(key) is missing") }
    return prior
  }

  /// A declared choice; nil if it is not there.
  func word(_ key: String) throws(StudyError) -> String? {
    guard case .choice(let known) = declared(key) else { preconditionFailure("'\(name).\(key)' is no choice") }
    return try word(key, of: known)
  }

  /// A word of a list; nil if it is not there.
  func word(_ key: String, of known: [String]) throws(StudyError) -> String? {
    guard let node = node(key) else { return nil }
    guard let word = node.scalar?.string, known.contains(word) else {
      throw fail(node, key, expected: known.joined(separator: " or "))
    }
    return word
  }

  /// Throws if there is a key that is not in `known`.
  func checkKeys(_ known: [String]) throws(StudyError) {
    for (key, _) in mapping where !known.contains(key.string ?? "") {
      throw .invalid(
        "\(Self.place(key, path)): unknown key '\(key.string ?? "?")' of \(name), known: \(known.joined(separator: ", "))"
      )
    }
  }
}
