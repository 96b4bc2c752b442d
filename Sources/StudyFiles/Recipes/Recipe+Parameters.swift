extension Recipe {
  /// Sizes and times of a history: their joint posterior.
  static let parameters = Recipe(
    id: "parameters",
    question: "How large was the population, and when did its size change?",
    title: "joint posterior of sizes and times, from many windows together (after ABC-RF)",
    reference: "Raynal et al. 2019, doi:10.1093/bioinformatics/bty867",
    needs:
      "a VCF of one population. suggest writes a history with its numbers as targets; of a history of your own: model.demography, model.parameters and targets",
    ownKeys: """
      windows: {length: 20kb, subwindows: 1, loci: 100}
      features: "thetaW, pi, tajimasD, ss, singletons, sfsFolded, spacing; windows: whole"
      training: {replicates: 1000, rounds: 3}
      learner: {abc: {}}
      scan: {answer: posterior, minimum_sites: 1}
      """)
}
