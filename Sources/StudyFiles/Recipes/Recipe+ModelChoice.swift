extension Recipe {
  /// Histories told apart by an ABC random forest.
  static let modelChoice = Recipe(
    id: "model-choice",
    question: "Which history of the population do the data speak for, and how surely?",
    title: "choice between histories by an ABC random forest",
    reference: "Pudlo et al. 2016, doi:10.1093/bioinformatics/btv684",
    needs:
      "a VCF of one population or several. suggest writes three histories of one population: constant, growth, bottleneck; others are Demes files of your own, one a class",
    ownKeys: """
      windows: {length: 20kb, subwindows: 1, loci: 100}
      features: "thetaW, pi, tajimasD, ss, singletons, sfsFolded, spacing; windows: whole"
      training: {replicates: 3000}
      learner: {abc_random_forest: {trees: 500}}
      scan: {answer: posterior, minimum_sites: 1}
      """)
}
