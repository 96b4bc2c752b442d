import Haplotypes

/// How often each derived allele of five haplotypes is found, and the crossovers expected between the first and the last.
func countsAndDistance() throws -> (counts: [Int], morgans: Double) {
  var matrix = HaplotypeMatrix(haplotypeCount: 5)
  matrix.append(position: 120_000, alleles: [0b00001])
  matrix.append(position: 450_000, alleles: [0b11001])
  matrix.append(position: 900_000, alleles: [0b01111])
  let counts = (0..<matrix.siteCount).map { site in
    (0..<matrix.haplotypeCount).count { matrix.allele(site: site, haplotype: $0) }
  }
  let map = try RateMap(breakpoints: [0, 500_000, 1_000_000], rates: [1e-8, 3e-8])
  return (counts, map.mass(to: 900_000) - map.mass(to: 120_000))
}
