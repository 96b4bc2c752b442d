extension Study {
  /// The names of what is known of each simulated replicate, each of which can be a target: what is recorded, then the
  /// parameters of the demography, then quantities of its own.
  package var truthNames: [String] {
    var names = recordedTruth
    for index in classes.indices {
      for name in model(ofClass: index).parameters.map(\.name) where !names.contains(name) { names.append(name) }
    }
    return names + (quantities ?? []).map(\.name)
  }

  /// What is recorded of each replicate besides parameters of the demography: the same for all studies, then what this one
  /// has besides.
  package var recordedTruth: [String] {
    var names = Self.commonTruth
    let models = classes.indices.map(model(ofClass:))
    func add(_ added: [String], where condition: (SimulationModel) -> Bool) {
      if models.contains(where: condition) { names += added }
    }
    add(["gene_conversion_rate", "mean_tract_length"]) { $0.geneConversion != nil }
    add(["mutation_map_start"]) { $0.mutationMap != nil }
    add(["recombination_map_start"]) { data?.recombinationMap != nil || $0.recombinationMap != nil }
    add(["background_selection_start", "mean_b"]) { $0.backgroundSelection != nil }
    add(["recurrent_sweep_rate", "recurrent_selection_coefficient", "recurrent_sweeps"]) { $0.recurrentSweeps != nil }
    add(["onset"]) { $0.sweep.onset != nil }
    add([Self.attempts]) { $0.conditions.contains(where: \.isOfReplicate) }
    return names
  }

  /// Throws if an example is of many windows, which `what` does not know.
  package func demandSingleWindows(_ what: String) throws(StudyError) {
    guard loci != nil else { return }
    throw .invalid(
      "study '\(name)': \(what) looks at single windows, but windows.loci make one example of many; 'apus run' gives the posterior"
    )
  }

  /// What happens in a simulation, besides what is drawn for it: conditions may ask it.
  package static let realisedTruth = [
    "segregating_sites", "tmrca", "migrant_lineages", "final_frequency", "origin_time", "carriers", "surviving_origins",
  ]

  /// What is drawn of every model, besides its parameters.
  package static let drawnOutsideParameters = ["population_size", "mutation_rate", "recombination_rate"]

  /// Draws until the conditions on what happens were met.
  package static let attempts = "attempts"

  /// A number worked out from others of the truth, as a target: 4 * population_size * recombination_rate * length.
  public struct Quantity: Sendable, Codable, Equatable {
    /// Its name.
    public var name: String
    /// What it is.
    public var expression: Expression
  }

  private static let commonTruth = [
    "population_size", "mutation_rate", "recombination_rate", "selection_coefficient", "dominance", "fixation_time",
    "initial_frequency", "final_frequency", "recurrent_mutation_rate", "sweep_position", "origin_time", "carriers",
    "surviving_origins", "trajectory_proposals", "segregating_sites", "tmrca", "migrant_lineages",
  ]
}
