extension Recipe {
  /// Introgression between two populations by FILET.
  static let filet = Recipe(
    id: "filet",
    question: "Which windows came from one population into the other, and in which direction?",
    title: "introgression between two populations, with its direction (FILET)",
    reference: "Schrider et al. 2018, doi:10.1371/journal.pgen.1007341",
    needs:
      "a phased VCF of two populations or species, a table of samples and populations, and data.target: [A, B]. suggest writes their history: a split, and a pulse each way in the other two classes",
    ownKeys: """
      windows: {length: 10kb, subwindows: 1}
      features: filet
      learner: {extra_trees: {trees: 500}}
      scan: {minimum_sites: 10, regions: together}
      """)
}
