extension Recipe {
  /// Sizes and times of a history by regression forests.
  static let parameters = Recipe(
    id: "parameters",
    question: "How large was the population, and when did its size change?",
    title: "parameters of a history with their uncertainty, by regression forests (ABC-RF)",
    reference: "Raynal et al. 2019, doi:10.1093/bioinformatics/bty867",
    needs:
      "a VCF of one population. suggest writes a history with its numbers as targets; of a history of your own: model.demography, model.parameters and targets",
    ownKeys: """
      windows: {length: 500kb, subwindows: 1}
      features: "thetaW, pi, tajimasD, ss, singletons, sfsFolded, spacing; windows: whole"
      training: {replicates: 5000}
      learner: {random_forest: {trees: 500, max_features: third, min_leaf: 5}}
      """)
}
