extension Recipe {
  /// Rates of recombination along chromosomes.
  static let recombination = Recipe(
    id: "recombination",
    question: "How does the rate of recombination change along the chromosome?",
    title: "a map of recombination rates, with intervals, from haplotypes and linkage",
    reference:
      "Lin, Futschik & Li 2013, Genetics 194:473; Gao et al. 2016, doi:10.1534/g3.116.028233; the question is that of Adrion et al. 2020, doi:10.1093/molbev/msaa038",
    needs: "a phased VCF of one population, and the mutation rate: it sets the scale of the answer",
    ownKeys: """
      model:
        recombination_rate: {log_uniform: [1.0e-10, 1.0e-7]}
      targets: [{recombination_rate: log}]
      windows: {length: 50kb, subwindows: 1}
      features: recombination
      training: {replicates: 10000}
      scan: {minimum_sites: 20}
      """)
}
