import Coalescent
import StudyFiles

/// What is known of each simulated replicate: the parameters drawn for it and what became of its sweep.
package struct ReplicateTruth: Sendable {
  /// The names of the values.
  package let names: [String]
  private let values: [Value]

  /// What is recorded for replicates of `study`.
  init(_ study: Study) {
    names = study.truthNames
    let recorded = Set(study.recordedTruth)
    values = names.map { name in
      if recorded.contains(name), let value = Self.known[name] { return value }
      return { drawn, _ in drawn.parameter(name) }
    }
  }

  /// The values for one replicate; NaN where one has no meaning.
  package func values(_ drawn: DrawnReplicate, _ result: SimulatedReplicate) -> [Double] {
    values.map { $0(drawn, result) }
  }

  private typealias Value = @Sendable (DrawnReplicate, SimulatedReplicate) -> Double

  private static let known: [String: Value] = [
    "population_size": { drawn, _ in
      drawn.model.demography.intervals[0].sizes[drawn.model.samples[0].population]?.initial ?? .nan
    },
    "mutation_rate": { drawn, _ in drawn.model.mutationRate },
    "recombination_rate": { drawn, _ in drawn.model.recombinationRate },
    "selection_coefficient": { drawn, _ in Self.drawn(drawn.model.sweep)?.selectionCoefficient ?? .nan },
    "dominance": { drawn, _ in Self.drawn(drawn.model.sweep)?.dominance ?? .nan },
    // Of a sweep whose end is given it is the end, also of a partial one; of one from an onset, when it was fixed, if ever.
    "fixation_time": { drawn, result in
      drawn.model.sweep?.onset == nil ? drawn.model.sweep?.fixationTime ?? .nan : result.sweep?.fixationTime ?? .nan
    },
    "initial_frequency": { drawn, _ in Self.drawn(drawn.model.sweep)?.initialFrequency ?? .nan },
    "final_frequency": { _, result in result.sweep?.finalFrequency ?? .nan },
    "recurrent_mutation_rate": { drawn, _ in drawn.model.sweep?.recurrentMutationRate ?? .nan },
    "sweep_position": { drawn, _ in drawn.model.sweep?.position ?? .nan },
    "origin_time": { _, result in result.sweep?.originTime ?? .nan },
    "carriers": { _, result in (result.sweep?.carriers).map(Double.init) ?? .nan },
    "surviving_origins": { _, result in (result.sweep?.survivingOrigins).map(Double.init) ?? .nan },
    "trajectory_proposals": { _, result in Double(result.trajectoryProposals) },
    "gene_conversion_rate": { drawn, _ in drawn.model.geneConversion?.rate ?? .nan },
    "mean_tract_length": { drawn, _ in drawn.model.geneConversion?.meanTractLength ?? .nan },
    "mutation_map_start": { drawn, _ in drawn.mutationMapStart ?? .nan },
    "recombination_map_start": { drawn, _ in drawn.recombinationMapStart ?? .nan },
    "background_selection_start": { drawn, _ in drawn.sizeMapStart ?? .nan },
    "mean_b": { drawn, _ in drawn.model.backgroundSelection?.mean ?? .nan },
    "recurrent_sweep_rate": { drawn, _ in drawn.model.recurrentSweeps?.rate ?? .nan },
    "recurrent_selection_coefficient": { drawn, _ in drawn.model.recurrentSweeps?.selectionCoefficient ?? .nan },
    "recurrent_sweeps": { _, result in Double(result.recurrentSweeps) },
    "onset": { drawn, _ in drawn.model.sweep?.onset ?? .nan },
  ]

  /// The sweep if its path was drawn: a path that was given says nothing of selection.
  private static func drawn(_ sweep: Sweep?) -> Sweep? { sweep?.trajectory == nil ? sweep : nil }
}
