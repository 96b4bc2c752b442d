extension Recipe {
  /// Constrained regions, learned from labelled ones.
  static let popcons = Recipe(
    id: "popcons",
    question: "Which windows are like those of regions that I know, such as functional ones under purifying selection?",
    title: "constrained regions by allele frequencies, learned from labelled regions of the genome itself (popCons)",
    reference: "Schrider & Kern 2015, doi:10.1093/gbe/evv228",
    needs:
      "a VCF of one population, and data.labels: a BED of regions whose names are the classes (constrained, free); no phase. Nothing is simulated",
    ownKeys: """
      windows: {length: 5kb, subwindows: 1}
      features: "sfsFolded, pi, ss, singletons; windows: whole"
      learner: {support_vector_machine: {preprocess: standardise}}
      scan: {minimum_sites: 2}   # few sites are what constraint looks like
      """)
}
