extension Recipe {
  /// The history of two populations from their joint spectrum.
  static let jointSFS = Recipe(
    id: "joint-sfs",
    question: "When did two populations part, how large were they, and how many genes passed since?",
    title: "joint posterior of split, sizes and migration, from binned joint spectra (after Smith et al.)",
    reference: "Smith et al. 2017, doi:10.1111/mec.14223",
    needs:
      "a VCF of two populations, a table of samples and populations, and data.target: [A, B]. suggest writes a split with migration; of a history of your own: model.demography, model.parameters and targets, or classes to choose between histories",
    ownKeys: """
      windows: {length: 100kb, subwindows: 1, loci: 100}
      features: "jsfs2Bins8, dxy, fstHudson, pi@1, pi@2, tajimasD@1, tajimasD@2, private1, private2, sharedSites, fixedDifferences; windows: whole"
      training: {replicates: 1000, rounds: 3}
      learner: {abc: {}}
      scan: {answer: posterior, minimum_sites: 1}
      """)
}
