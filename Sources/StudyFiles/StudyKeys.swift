/// The keys of a study file: what a section may hold. A section's keys are filled from the recipe one by one; any other
/// value replaces the recipe's as a whole.
package indirect enum StudyKeys {
  case value
  case section([(name: String, keys: StudyKeys)])

  package static let root = StudyKeys.section([
    ("study", .value),
    ("recipe", .value),
    (
      "data",
      .section([
        ("variants", .value), ("region", .value), ("populations", .value), ("target", .value), ("compare", .value),
        ("samples", .value),
        ("samples_file", .value), ("haploid", .value), ("accessible", .value), ("inaccessible", .value),
        ("ancestral", .value), ("outgroup", .value), ("outgroup_agreement", .value), ("minimum_call_rate", .value),
        ("no_call_depth", .value), ("no_call_quality", .value), ("genotype_filter", .value),
        ("filter", .value), ("pass_only", .value), ("multiallelic", .value), ("invariant", .value),
        ("known", .value), ("genes", .value), ("length", .value), ("recombination_map", .value),
      ])
    ),
    (
      "likeness",
      .section([
        ("mask", .value), ("missing", .value), ("switch_error", .value), ("misorientation", .value),
        ("minor_count", .value), ("recombination_scale", .value),
      ])
    ),
    (
      "model",
      .section([
        ("haplotypes", .value), ("samples", .value), ("demography", .value), ("population", .value),
        ("parameters", .value), ("conditions", .value), ("population_size", .value), ("mutation_rate", .value),
        ("mutation_map", .value), ("recombination_rate", .value), ("recombination_map", .value),
        ("recombination_variation", .value), ("gene_conversion", .value), ("sites", .value), ("ancestry", .value),
        ("background_selection", .value),
        ("recurrent_sweeps", .value), ("memory_limit", .value),
        (
          "sweep",
          .section([
            ("deme", .value), ("selection_coefficient", .value), ("dominance", .value), ("fixation_time", .value),
            ("onset", .value),
            ("soft_initial_frequency", .value), ("soft_mutation_rate", .value), ("final_frequency", .value),
            ("position", .value), ("source", .value), ("trajectory", .value),
          ])
        ),
      ])
    ),
    ("population_models", .value),
    ("classes", .value),
    ("targets", .value),
    ("windows", .section([("length", .value), ("subwindows", .value)])),
    ("features", .value),
    ("alignments", .section([("sites", .value), ("choose", .value), ("order", .value), ("minor_count", .value)])),
    (
      "training",
      .section([
        ("replicates", .value), ("test_fraction", .value), ("seed", .value), ("calibration", .value),
        ("search", .value), ("candidates", .value), ("folds", .value),
        ("robustness", .value),
      ])
    ),
    ("learner", .value),
    (
      "scan",
      .section([
        ("minimum_accessible", .value), ("minimum_sites", .value), ("call_threshold", .value), ("classes", .value),
        ("rarity", .value), ("fdr", .value), ("force", .value), ("answer", .value), ("within", .value),
        ("objective", .value), ("reference", .value),
      ])
    ),
    ("output", .value),
  ])

  /// The names of a section's keys; none of a value.
  package var names: [String] {
    if case .section(let keys) = self { return keys.map(\.name) }
    return []
  }

  /// What the key `name` of a section may hold.
  package subscript(_ name: String) -> StudyKeys? {
    if case .section(let keys) = self { return keys.first { $0.name == name }?.keys }
    return nil
  }
}
