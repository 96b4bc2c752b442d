extension Recipe {
  /// Four kinds of selection from many spectra, under sizes that vary.
  static let evonet = Recipe(
    id: "evonet",
    question:
      "Is this window neutral, a hard sweep, a soft sweep, or under balancing selection, whatever the population's sizes were?",
    title: "kinds of selection while the history of sizes is uncertain (after evoNet)",
    reference: "Sheehan & Song 2016, doi:10.1371/journal.pcbi.1004845",
    needs:
      "a phased VCF of one population. suggest writes a history whose sizes are drawn anew for each window; for the sizes themselves use 'parameters'. Balancing selection is an allele held at a middling frequency: a file of its path, which suggest writes",
    ownKeys: """
      classes:
        neutral: {}
        hard: {sweep: hard}
        soft: {sweep: soft}
      windows: {length: 100kb, subwindows: 1}
      features: evonet
      learner: {xgboost: {num_boost_round: 250, early_stopping_rounds: 0, eta: 0.1, max_depth: 4, subsample: 0.7, colsample_bytree: 0.4}}
      scan: {minimum_sites: 20}
      """)
}
