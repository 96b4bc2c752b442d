extension Recipe {
  /// Sweeps by boosting of statistics along a window.
  static let evolBoosting = Recipe(
    id: "evolboosting",
    question:
      "Is there a sweep in the middle of this window? By statistics of eleven parts of it, weighted by boosting.",
    title: "sweeps from statistics along a window, weighted by componentwise boosting (evolBoosting)",
    reference: "Lin et al. 2011, doi:10.1534/genetics.110.122614",
    needs:
      "a VCF of one population, phased, with ancestral alleles (without either, the statistics that do without)",
    ownKeys: """
      model:
        sweep: {fixation_time: {uniform: [0, 1000]}}
      classes:
        neutral: {}
        sweep: {sweep: hard}
      windows: {length: 55kb}
      features: evolboosting
      learner: {componentwise_boosting: {}}
      scan: {minimum_sites: 20}
      """)
}
