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

  @Test("Diploids take a way of their own, with the same result", arguments: [0, 0.1, 0.9])
  func heterozygosityOfDiploids(missing: Double) {
    // As many individuals as fill a word and a half; a haploid one behind them takes the general way.
    var state: UInt64 = 4
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    var diploid = HaplotypeMatrix(haplotypeCount: 96, ploidies: [UInt8](repeating: 2, count: 48))
    var mixed = HaplotypeMatrix(haplotypeCount: 97, ploidies: [UInt8](repeating: 2, count: 48) + [1])
    for site in 0..<41 {
      var (alleles, gaps): ([UInt64], [UInt64]) = ([0, 0], [0, 0])
      for haplotype in 0..<96 {
        if uniform() < missing {
          gaps[haplotype >> 6] |= 1 << UInt64(haplotype & 63)
        } else if uniform() < 0.3 {
          alleles[haplotype >> 6] |= 1 << UInt64(haplotype & 63)
        }
      }
      diploid.append(position: Double(site), alleles: alleles, missing: gaps)
      mixed.append(position: Double(site), alleles: alleles, missing: gaps)
    }
    for most in [20_000, 7] {
      #expect(diploid.heterozygosity(mostSites: most) == mixed.heterozygosity(mostSites: most).dropLast())
    }
    #expect(diploid.heterozygosity().contains { $0 > 0.2 })
  }

  @Test func individualsThatAreOne() {
    // 0 and 3 are the same but for the phase, 1 lacks calls, 2 differs at one site of 200.
    var matrix = HaplotypeMatrix(haplotypeCount: 10, ploidies: [2, 2, 2, 2, 1, 1])
    for site in 0..<200 {
      let a: UInt64 = UInt64(site % 3 == 0 ? 1 : 0) | UInt64(site % 5 == 0 ? 2 : 0)
      let swapped = (a & 1) << 1 | a >> 1
      let other = site == 77 ? a ^ 1 : a
      let alleles = a | (site < 90 ? a << 2 : 0) | other << 4 | swapped << 6 | (site % 2 == 0 ? 0b11 << 8 : 0)
      matrix.append(position: Double(site), alleles: [alleles], missing: [site < 90 ? 0 : 0b1100])
    }
    func pairs(_ tolerance: Double) -> [[Int]] {
      matrix.identicalIndividuals(tolerance: tolerance).map { [$0.0, $0.1] }
    }
    #expect(pairs(0) == [[0, 3], [4, 5]])
    #expect(pairs(0.005) == [[0, 2], [0, 3], [2, 3], [4, 5]])
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
