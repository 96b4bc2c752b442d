extension Recipe {
  /// Selected sites, by whole small chromosomes: a window is one, and a subwindow a step of the scan.
  static let sweepSites = Recipe(
    id: "sweep-sites",
    question: "Is there a selected site within 50 kb of here? Asked of every 20 kb of a chromosome.",
    title: "selected sites along a chromosome: where, how probable, and within which interval",
    reference:
      "this program; the classifier of whole windows that it stands beside is S/HIC: Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928",
    needs:
      "chromosomes of 6 Mb or more of one population, 10 individuals or more; phase and ancestral alleles are used where there are any",
    ownKeys: """
      model:
        recombination_variation: {uniform: [0, 1.7]}
        sweep:
          selection_coefficient: {log_uniform: [0.01, 0.15]}
          fixation_time: {uniform: [0, 10000]}   # up to N, until when the gap in diversity is filled
          position: {uniform: [0, 1]}
      classes:
        neutral: {}
        hard: {sweep: hard, place: anywhere}
        soft: {sweep: soft, place: anywhere}
      windows: {length: 3Mb, subwindows: 150}
      training: {replicates: 1000, test_fraction: 0.4}   # the held-out ones give thresholds
      learner: {xgboost: {num_boost_round: 250, early_stopping_rounds: 0, eta: 0.06, max_depth: 5, min_child_weight: 5, subsample: 0.6, colsample_bytree: 0.3}}
      scan: {answer: sites, within: 50kb, objective: fdr 0.1, reference: chromosome}
      """)
}
