import Haplotypes

extension ObservedSites {
  /// The sites in which `individuals` have one haplotype, stored anew, and how many heterozygous calls that makes missing; see
  /// `HaplotypeMatrix.haploid(_:)`.
  package func haploid(
    _ individuals: Set<Int>, in storage: SiteStorage
  ) throws(VariantFilesError) -> (sites: ObservedSites, heterozygousCalls: Int) {
    var collector = SiteCollector(storage)
    var calls = 0
    try forEachPart { part throws(VariantFilesError) in
      let (matrix, more) = part.haploid(individuals)
      calls += more
      try collector.add(matrix)
    }
    let places = try places?.withPartial { partial throws(VariantFilesError) in
      try partial.haploid(individuals, in: storage).sites
    }
    let ploidies = self.ploidies.enumerated().map { individuals.contains($0) ? min(1, $1) : $1 }
    return (
      try collector.finish(ploidies: ploidies, isPhased: isPhased, isPolarised: isPolarised, places: places),
      calls
    )
  }
}
