import Coalescent
import StudyFiles

/// What is known of each simulated replicate: the parameters drawn for it and what became of its sweep.
package struct ReplicateTruth: Sendable {
  /// The names of the values.
  package let names: [String]
  private let values: [Value]
  /// What is worked out from the other values, behind them.
  private let quantities: [Study.Quantity]
  /// Base pairs of a window.
  private let length: Double

  /// What is recorded for replicates of `study`.
  init(_ study: Study) {
    names = study.truthNames
    quantities = study.quantities ?? []
    length = Double(study.windows.length)
    let recorded = Set(study.recordedTruth)
    values = names.dropLast(quantities.count).map { name in
      if name == Study.attempts { return { _, _, attempts in Double(attempts) } }
      if recorded.contains(name), let value = Self.known[name] { return { drawn, result, _ in value(drawn, result) } }
      return { drawn, _, _ in drawn.parameter(name) }
    }
  }

  /// The values for one replicate that was accepted at the attempt number `attempts`; NaN where one has no meaning.
  package func values(_ drawn: DrawnReplicate, _ result: SimulatedReplicate, attempts: Int = 1) -> [Double] {
    let own = values.map { $0(drawn, result, attempts) }
    if quantities.isEmpty { return own }
    let known = named(own)
    return own + quantities.map { $0.expression.value(known) }
  }

  /// True if `values`, one for each name, obey all of `conditions`.
  func satisfy(_ conditions: [ParameterCondition], _ values: [Double]) -> Bool {
    if conditions.isEmpty { return true }
    let known = named(values)
    return conditions.allSatisfy { $0.holds(known) }
  }

  /// The first of `values` by their names, and the length of a window.
  private func named(_ values: [Double]) -> [String: Double] {
    var known = ["length": length]
    for (name, value) in zip(names, values) { known[name] = value }
    return known
  }

  private typealias Value = @Sendable (DrawnReplicate, SimulatedReplicate, _ attempts: Int) -> Double

  private typealias Record = @Sendable (DrawnReplicate, SimulatedReplicate) -> Double

  /// What is recorded where there is something to record.
  private static let known = ofReplicates.merging(
    SimulatedSweep.truth.mapValues { value -> Record in
      { @Sendable drawn, result in drawn.model.sweep.flatMap { value($0, result.sweep) } ?? .nan }
    }
  ) { own, _ in own }

  private static let ofReplicates: [String: Record] = [
    "population_size": { drawn, _ in
      drawn.model.demography.intervals[0].sizes[drawn.model.samples[0].population]?.initial ?? .nan
    },
    "mutation_rate": { drawn, _ in drawn.model.mutationRate },
    "recombination_rate": { drawn, _ in drawn.model.recombinationRate },
    "segregating_sites": { _, result in Double(result.matrix.siteCount) },
    "tmrca": { _, result in result.ancestorTime },
    "migrant_lineages": { _, result in Double(result.migrantLineages) },
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
  ]
}
