extension Recipe {
  /// Sweeps by S/HIC: five classes from the spatial pattern of summary statistics.
  static let shic = Recipe(
    id: "s-hic",
    question: "Is the middle of a window a hard sweep, a soft sweep, linked to either, or neutral?",
    title: "hard and soft selective sweeps and regions linked to them (S/HIC)",
    reference: "Schrider & Kern 2016, doi:10.1371/journal.pgen.1005928",
    needs: "a VCF of one population, 10 individuals or more; phase and ancestral alleles are used where there are any",
    ownKeys: """
      classes:
        neutral: {}
        hard: {sweep: hard}
        linked-hard: {sweep: hard, place: elsewhere}
        soft: {sweep: soft}
        linked-soft: {sweep: soft, place: elsewhere}
      windows: {length: 1.1Mb}
      """)
}
