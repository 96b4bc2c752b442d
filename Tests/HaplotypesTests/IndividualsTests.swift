import Haplotypes
import Testing

/// Individuals within a matrix: their heterozygosity, and fewer haplotypes for some of them.
@Suite struct IndividualsTests {
  /// Two diploid individuals, a haploid one, a tetraploid one; allele -1 is a missing call.
  static func matrix(_ sites: [[Int]]) -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(haplotypeCount: 9, ploidies: [2, 2, 1, 4])
    for (index, site) in sites.enumerated() {
      let alleles = site.enumerated().reduce(UInt64(0)) { $0 | ($1.element == 1 ? 1 << UInt64($1.offset) : 0) }
      let missing = site.enumerated().reduce(UInt64(0)) { $0 | ($1.element < 0 ? 1 << UInt64($1.offset) : 0) }
      matrix.append(position: Double(index), alleles: [alleles], missing: [missing])
    }
    return matrix
  }

  let example = matrix([
    [0, 1, 1, 1, 1, 0, 0, 0, 1], [1, 1, -1, 0, 0, 1, 1, 1, 1], [0, 1, 0, 1, 1, 0, 0, 0, 0],
    [0, 0, 0, 0, 1, 1, -1, 1, 1],
  ])

  @Test func heterozygosityOfCalledSites() {
    #expect(example.heterozygosity() == [0.5, 1.0 / 3, 0, 1.0 / 3])
    #expect(example.heterozygosity(mostSites: 2) == [1, 0.5, 0, 0.5], "every other site")
  }

  @Test func haploidIndividualsKeepTheFirstHaplotype() {
    let (matrix, calls) = example.haploid([1, 2])
    #expect(matrix.ploidies == [2, 1, 1, 4] && matrix.haplotypeCount == 8 && calls == 1)
    #expect(matrix.positions == example.positions)
    let calledAlleles = (0..<4).map { site in
      (0..<8).map {
        matrix.isMissing(site: site, haplotype: $0) ? -1 : matrix.allele(site: site, haplotype: $0) ? 1 : 0
      }
    }
    #expect(
      calledAlleles == [
        [0, 1, 1, 1, 0, 0, 0, 1], [1, 1, -1, 0, 1, 1, 1, 1], [0, 1, -1, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, -1, 1, 1],
      ])
    #expect(example.haploid([]).matrix == example)
  }
}
