extension Recipe {
  /// Sweeps of one of two populations by XP-SFselect.
  static let xpSFselect = Recipe(
    id: "xp-sfselect",
    question: "Which windows were swept in one population and not in another?",
    title: "sweeps of one of two populations from their joint spectrum (XP-SFselect)",
    reference: "Ronen et al. 2013, doi:10.1534/genetics.113.152587",
    needs:
      "a VCF with ancestral alleles, a table of samples and populations, and data.target: [SWEPT, OTHER]; no phase. suggest writes the history of both",
    ownKeys: """
      model:
        sweep: {selection_coefficient: {log_uniform: [0.005, 0.08]}, fixation_time: {uniform: [0, 1000]}}
      classes:
        neutral: {}
        sweep: {sweep: hard}       # in model.sweep.deme, or the first population
      windows: {length: 50kb, subwindows: 1}
      features: xp-sfselect
      training: {replicates: 2000}
      learner: {support_vector_machine: {kernel: linear, c: 0.1, preprocess: none}}
      scan: {minimum_sites: 10}
      """)
}
