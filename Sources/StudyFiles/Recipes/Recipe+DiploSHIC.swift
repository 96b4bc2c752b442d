extension Recipe {
  /// Sweeps by diploS/HIC: the five classes of S/HIC from genotypes.
  static let diploshic = Recipe(
    id: "diplos-hic",
    question:
      "Is the middle of a window a hard sweep, a soft sweep, linked to either, or neutral, when phase and ancestral alleles are unknown?",
    title: "hard and soft sweeps from unphased genotypes (diploS/HIC)",
    reference: "Kern & Schrider 2018, doi:10.1534/g3.118.200262",
    needs: "a VCF of one population; neither phase nor ancestral alleles; 10 diploid individuals or more",
    ownKeys: """
      classes:
        neutral: {}
        hard: {sweep: hard}
        linked-hard: {sweep: hard, place: elsewhere}
        soft: {sweep: soft}
        linked-soft: {sweep: soft, place: elsewhere}
      windows: {length: 1.1Mb}
      features: diplos-hic-diploid
      learner: {xgboost: {num_boost_round: 250, early_stopping_rounds: 0, eta: 0.1, max_depth: 4, subsample: 0.7, colsample_bytree: 0.4}}
      """)
}
