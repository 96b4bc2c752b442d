extension Recipe {
  /// Complete hard sweeps by the maxima of CLR and omega.
  static let pavlidis = Recipe(
    id: "pavlidis",
    question: "Is there a recent complete sweep in this window, rather than a bottleneck?",
    title:
      "complete sweeps from the maxima of SweepFinder's CLR and omega, and how near they lie (Pavlidis et al.)",
    reference: "Pavlidis et al. 2010, doi:10.1534/genetics.110.116459",
    needs:
      "a VCF of one population, phased; ancestral alleles are used where there are any. Give the history (model.demography) if it had a bottleneck",
    ownKeys: """
      model:
        sweep: {selection_coefficient: {log_uniform: [0.005, 0.05]}, fixation_time: {uniform: [0, 200]}}
      classes:
        neutral: {}
        sweep: {sweep: hard}
      windows: {length: 50kb, subwindows: 1}
      features: pavlidis
      learner: {support_vector_machine: {}}
      scan: {minimum_sites: 10}
      """)
}
