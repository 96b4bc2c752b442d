import Groundwork
import Haplotypes

/// A small stretch of made-up data as a table of alleles: rows are sites, -1 is a missing call.
struct AlleleTable {
  var haplotypeCount: Int
  var positions: [Double]
  var sites: [[Int]]

  /// The table as the program holds it.
  func matrix(ploidies: [UInt8]? = nil) -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(haplotypeCount: haplotypeCount, ploidies: ploidies)
    for (position, site) in zip(positions, sites) {
      var words = [UInt64](repeating: 0, count: matrix.wordsPerSite)
      var missing = words
      for (haplotype, allele) in site.enumerated() {
        if allele == 1 { words[haplotype >> 6] |= 1 << UInt64(haplotype & 63) }
        if allele == -1 { missing[haplotype >> 6] |= 1 << UInt64(haplotype & 63) }
      }
      matrix.append(position: position, alleles: words, missing: missing)
    }
    return matrix
  }

  /// The table with its haplotypes in the given order.
  func permuted(_ order: [Int]) -> AlleleTable {
    var result = self
    result.sites = sites.map { site in order.map { site[$0] } }
    return result
  }

  /// Random data in 0..<`length`: sites share the alleles of a few founders, so that there is linkage and repetition;
  /// some sites are monomorphic, and each call is missing with probability `missing`.
  static func random(
    seed: UInt64, haplotypes: Int, sites: Int, length: Double, missing: Double = 0, founders: Int = 7
  ) -> AlleleTable {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .genealogy)
    var table = AlleleTable(haplotypeCount: haplotypes, positions: [], sites: [])
    var founder = (0..<haplotypes).map { _ in random.index(below: founders) }
    table.positions = (0..<sites).map { _ in random.uniform(0, length) }.sorted()
    for _ in 0..<sites {
      let frequency = random.uniform() * random.uniform()
      let alleles = (0..<founders).map { _ in random.uniform() < frequency ? 1 : 0 }
      let monomorphic = random.uniform() < 0.1
      for haplotype in 0..<haplotypes where random.uniform() < 0.02 {
        founder[haplotype] = random.index(below: founders)
      }
      table.sites.append(
        (0..<haplotypes).map { haplotype in
          let mutated = random.uniform() < 0.01
          let allele = monomorphic ? 1 : mutated ? 1 - alleles[founder[haplotype]] : alleles[founder[haplotype]]
          return random.uniform() < missing ? -1 : allele
        })
    }
    return table
  }
}
