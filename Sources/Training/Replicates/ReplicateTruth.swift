import Coalescent

/// What is known of each simulated replicate: the parameters drawn for it and what became of its sweep.
struct ReplicateTruth: Sendable {
  /// The names of the values.
  let names: [String]
  private let values: [@Sendable (DrawnReplicate, SimulatedReplicate) -> Double]

  /// What is recorded for replicates of `study`: the same for all studies, then what this one has besides.
  init(_ study: Study) {
    var columns = Self.common
    let models = study.classes.indices.map(study.model(ofClass:))
    if models.contains(where: { $0.geneConversion != nil }) {
      columns.append(("gene_conversion_rate", { drawn, _ in drawn.model.geneConversion?.rate ?? .nan }))
      columns.append(("mean_tract_length", { drawn, _ in drawn.model.geneConversion?.meanTractLength ?? .nan }))
    }
    if models.contains(where: { $0.mutationMap != nil }) {
      columns.append(("mutation_map_start", { drawn, _ in drawn.mutationMapStart ?? .nan }))
    }
    if study.data?.recombinationMap != nil || models.contains(where: { $0.recombinationMap != nil }) {
      columns.append(("recombination_map_start", { drawn, _ in drawn.recombinationMapStart ?? .nan }))
    }
    if models.contains(where: { $0.backgroundSelection != nil }) {
      columns.append(("background_selection_start", { drawn, _ in drawn.sizeMapStart ?? .nan }))
      columns.append(("mean_b", { drawn, _ in drawn.model.backgroundSelection?.mean ?? .nan }))
    }
    if models.contains(where: { $0.recurrentSweeps != nil }) {
      columns.append(("recurrent_sweep_rate", { drawn, _ in drawn.model.recurrentSweeps?.rate ?? .nan }))
      columns.append(
        ("recurrent_selection_coefficient", { drawn, _ in drawn.model.recurrentSweeps?.selectionCoefficient ?? .nan }))
      columns.append(("recurrent_sweeps", { _, result in Double(result.recurrentSweeps) }))
    }
    if models.contains(where: { $0.sweep.onset != nil }) {
      columns.append(("onset", { drawn, _ in drawn.model.sweep?.onset ?? .nan }))
    }
    for name in models.flatMap({ $0.parameters.map(\.name) }) where !columns.contains(where: { $0.name == name }) {
      columns.append((name, { drawn, _ in drawn.parameter(name) }))
    }
    names = columns.map(\.name)
    values = columns.map(\.value)
  }

  /// The values for one replicate; NaN where one has no meaning.
  func values(_ drawn: DrawnReplicate, _ result: SimulatedReplicate) -> [Double] { values.map { $0(drawn, result) } }

  private typealias Column = (name: String, value: @Sendable (DrawnReplicate, SimulatedReplicate) -> Double)

  private static let common: [Column] = [
    (
      "population_size",
      { drawn, _ in drawn.model.demography.intervals[0].sizes[drawn.model.samples[0].population]?.initial ?? .nan }
    ),
    ("mutation_rate", { drawn, _ in drawn.model.mutationRate }),
    ("recombination_rate", { drawn, _ in drawn.model.recombinationRate }),
    ("selection_coefficient", { drawn, _ in Self.drawn(drawn.model.sweep)?.selectionCoefficient ?? .nan }),
    ("dominance", { drawn, _ in Self.drawn(drawn.model.sweep)?.dominance ?? .nan }),
    // Of a sweep whose end is given it is the end, also of a partial one; of one from an onset, when it was fixed, if ever.
    (
      "fixation_time",
      { drawn, result in
        drawn.model.sweep?.onset == nil ? drawn.model.sweep?.fixationTime ?? .nan : result.sweep?.fixationTime ?? .nan
      }
    ),
    ("initial_frequency", { drawn, _ in Self.drawn(drawn.model.sweep)?.initialFrequency ?? .nan }),
    ("final_frequency", { _, result in result.sweep?.finalFrequency ?? .nan }),
    ("recurrent_mutation_rate", { drawn, _ in drawn.model.sweep?.recurrentMutationRate ?? .nan }),
    ("sweep_position", { drawn, _ in drawn.model.sweep?.position ?? .nan }),
    ("origin_time", { _, result in result.sweep?.originTime ?? .nan }),
    ("carriers", { _, result in (result.sweep?.carriers).map(Double.init) ?? .nan }),
    ("surviving_origins", { _, result in (result.sweep?.survivingOrigins).map(Double.init) ?? .nan }),
    ("trajectory_proposals", { _, result in Double(result.trajectoryProposals) }),
  ]

  /// The sweep if its path was drawn: a path that was given says nothing of selection.
  private static func drawn(_ sweep: Sweep?) -> Sweep? { sweep?.trajectory == nil ? sweep : nil }
}
