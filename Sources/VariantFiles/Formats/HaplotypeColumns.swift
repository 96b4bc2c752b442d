import Haplotypes

/// Copies the calls of some individuals of a matrix, site by site.
struct HaplotypeColumns {
  /// Haplotypes of the individuals.
  let count: Int
  let ploidies: [UInt8]
  /// All individuals.
  let matrix: HaplotypeMatrix
  private let haplotypes: [Int]
  /// True if they are all individuals in their order.
  private let isWhole: Bool

  init(_ matrix: HaplotypeMatrix, _ individuals: [Int]) {
    self.matrix = matrix
    var first: [Int] = []
    var next = 0
    for ploidy in matrix.ploidies {
      first.append(next)
      next += Int(ploidy)
    }
    haplotypes = individuals.flatMap { first[$0]..<first[$0] + Int(matrix.ploidies[$0]) }
    ploidies = individuals.map { matrix.ploidies[$0] }
    count = haplotypes.count
    isWhole = individuals == Array(matrix.ploidies.indices)
  }

  /// Copies the calls at `site`.
  func copy(_ site: Int, to alleles: inout [UInt64], missing: inout [UInt64]) {
    let first = site * matrix.wordsPerSite
    if isWhole {
      for word in alleles.indices {
        alleles[word] = matrix.words[first + word]
        missing[word] = matrix.missing?[first + word] ?? 0
      }
      return
    }
    for word in alleles.indices { (alleles[word], missing[word]) = (0, 0) }
    for (new, old) in haplotypes.enumerated() {
      let bit = UInt64(1) << UInt64(new & 63)
      if matrix.allele(site: site, haplotype: old) { alleles[new >> 6] |= bit }
      if matrix.isMissing(site: site, haplotype: old) { missing[new >> 6] |= bit }
    }
  }
}
