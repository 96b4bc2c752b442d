/// Kinship coefficients of pairs of diploid individuals, without allele frequencies (KING-robust; Manichaikul et al. 2010,
/// doi:10.1093/bioinformatics/btq559).
///
/// With N_AaAa the sites at which both are heterozygous, N_AAaa those at which they are homozygous for different alleles, and
/// N_i <= N_j the heterozygous sites of each, all among the sites at which both are called:
///
///     phi = (N_AaAa - 2 N_AAaa) / (2 N_i) + 1/2 - (N_i + N_j) / (4 N_i)
///
/// 1/2 for one individual twice, 1/4 for parent and child or full sibs, 1/8 in the second degree, about 0 for unrelated
/// individuals of one population and less for those of different ones. Sites must be far enough apart to be nearly independent: of
/// each matrix those are used that lie at least `spacing` bases behind the one used before, and at most so many, evenly spread, that
/// the pairs times the 64-bit words of a plane stay below `mostWork`. Missing calls leave the site out for the pair; individuals that
/// are not diploid are left out.
public struct Kinship: Sendable {
  /// A pair of individuals, by index, and its coefficient.
  public struct Pair: Sendable, Equatable {
    /// The first individual.
    public let first: Int
    /// The second.
    public let second: Int
    /// The kinship coefficient.
    public let coefficient: Double
  }

  /// The sites used.
  public let siteCount: Int
  private let individuals: [Int]
  private let wordCount: Int
  /// Of each individual: heterozygous, homozygous without the allele, homozygous with it.
  private let planes: [UInt64]

  /// The planes of the diploid individuals of `matrices`, which hold the same individuals on different contigs.
  public init(_ matrices: [HaplotypeMatrix], spacing: Double = 10_000, mostWork: Int = 200_000_000) {
    let ploidies = matrices.first?.ploidies ?? []
    individuals = ploidies.indices.filter { index in matrices.allSatisfy { $0.ploidies[index] == 2 } }
    var sites: [(matrix: Int, site: Int)] = []
    for (index, matrix) in matrices.enumerated() {
      var last = -Double.infinity
      for (site, position) in matrix.positions.enumerated() where position - last >= spacing {
        sites.append((index, site))
        last = position
      }
    }
    let pairs = max(1, individuals.count * (individuals.count - 1) / 2)
    let most = max(16, mostWork / pairs) * 64
    if sites.count > most {
      sites = (0..<most).map { sites[$0 * sites.count / most] }
    }
    siteCount = sites.count
    wordCount = (sites.count + 63) / 64
    planes = Self.planes(matrices, sites, individuals, ploidies, wordCount)
  }

  private static func planes(
    _ matrices: [HaplotypeMatrix], _ sites: [(matrix: Int, site: Int)], _ individuals: [Int], _ ploidies: [UInt8],
    _ wordCount: Int
  ) -> [UInt64] {
    var first: [Int] = []
    var haplotypes = 0
    for ploidy in ploidies {
      first.append(haplotypes)
      haplotypes += Int(ploidy)
    }
    var planes = [UInt64](repeating: 0, count: individuals.count * 3 * wordCount)
    for (index, place) in sites.enumerated() {
      let matrix = matrices[place.matrix]
      let bit = UInt64(1) << UInt64(index & 63)
      for (row, individual) in individuals.enumerated() {
        let one = first[individual]
        if matrix.isMissing(site: place.site, haplotype: one) || matrix.isMissing(site: place.site, haplotype: one + 1)
        {
          continue
        }
        let dosage =
          (matrix.allele(site: place.site, haplotype: one) ? 1 : 0)
          + (matrix.allele(site: place.site, haplotype: one + 1) ? 1 : 0)
        let plane = dosage == 1 ? 0 : dosage == 0 ? 1 : 2
        planes[(row * 3 + plane) * wordCount + index >> 6] |= bit
      }
    }
    return planes
  }

  /// The pairs with a coefficient above `threshold` that is also more than `standardErrors` of an unrelated pair above zero (the
  /// error is below 1 / sqrt(2 N_i)). The closest come first; ties by index.
  public func relatives(above threshold: Double, standardErrors: Double = 5) -> [Pair] {
    var pairs: [Pair] = []
    planes.withUnsafeBufferPointer { planes in
      for b in individuals.indices {
        for a in 0..<b {
          guard let (coefficient, error) = coefficient(planes, a, b), coefficient > threshold,
            coefficient > standardErrors * error
          else { continue }
          pairs.append(Pair(first: individuals[a], second: individuals[b], coefficient: coefficient))
        }
      }
    }
    return pairs.sorted {
      ($1.coefficient, $0.first, $0.second) < ($0.coefficient, $1.first, $1.second)
    }
  }

  private func coefficient(
    _ planes: UnsafeBufferPointer<UInt64>, _ a: Int, _ b: Int
  ) -> (coefficient: Double, error: Double)? {
    let (x, y) = (a * 3 * wordCount, b * 3 * wordCount)
    var bothHeterozygous = 0
    var opposite = 0
    var ofA = 0
    var ofB = 0
    for word in 0..<wordCount {
      let (hetA, refA, altA) = (planes[x + word], planes[x + wordCount + word], planes[x + 2 * wordCount + word])
      let (hetB, refB, altB) = (planes[y + word], planes[y + wordCount + word], planes[y + 2 * wordCount + word])
      bothHeterozygous += (hetA & hetB).nonzeroBitCount
      opposite += ((refA & altB) | (altA & refB)).nonzeroBitCount
      ofA += (hetA & (hetB | refB | altB)).nonzeroBitCount
      ofB += (hetB & (hetA | refA | altA)).nonzeroBitCount
    }
    let (fewer, more) = (Double(min(ofA, ofB)), Double(max(ofA, ofB)))
    if fewer == 0 { return nil }
    let shared = (Double(bothHeterozygous) - 2 * Double(opposite)) / (2 * fewer)
    return (shared + 0.5 - (fewer + more) / (4 * fewer), 1 / (2 * fewer).squareRoot())
  }
}
