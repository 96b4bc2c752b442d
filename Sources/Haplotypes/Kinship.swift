/// Kinship coefficients of pairs of diploid individuals, without allele frequencies (KING-robust; Manichaikul et al. 2010,
/// doi:10.1093/bioinformatics/btq559).
///
/// With N_AaAa the sites at which both are heterozygous, N_AAaa those at which they are homozygous for different alleles, and
/// N_i <= N_j the heterozygous sites of each, all among the sites at which both are called:
///
///     phi = (N_AaAa - 2 N_AAaa) / (2 N_i) + 1/2 - (N_i + N_j) / (4 N_i)
///
/// 1/2 for one individual twice, 1/4 for parent and child or full sibs, 1/8 in the second degree, about 0 for unrelated
/// individuals of one population and less for those of different ones. Sites must be far enough apart to be nearly independent; see
/// ``Sites``. Missing calls leave the site out for the pair; individuals that
/// are not diploid are left out.
package struct Kinship: Sendable {
  /// A pair of individuals, by index, and its coefficient.
  package struct Pair: Sendable, Equatable {
    /// The first individual.
    package let first: Int
    /// The second.
    package let second: Int
    /// The kinship coefficient.
    package let coefficient: Double
  }

  /// Sites far enough apart to be nearly independent, chosen by their positions alone: those of each contig that lie at least
  /// `spacing` bases behind the one chosen before, and of these at most so many, evenly spread, that the pairs of individuals times
  /// the 64-bit words of a plane stay below `mostWork`.
  package struct Sites: Sendable {
    private let spacing: Double
    private var spaced: [(contig: Int, site: Int)] = []
    private var last = -Double.infinity
    private var contigs: [Int] = []

    /// No sites.
    package init(spacing: Double = 10_000) { self.spacing = spacing }

    /// What is added from now on belongs to the next contig.
    package mutating func beginContig() {
      contigs.append(0)
      last = -.infinity
    }

    /// Adds sites of the contig, behind those that were added.
    package mutating func add(_ positions: [Double]) {
      let contig = contigs.count - 1
      for (index, position) in positions.enumerated() where position - last >= spacing {
        spaced.append((contig, contigs[contig] + index))
        last = position
      }
      contigs[contig] += positions.count
    }

    /// The indices of the sites chosen for pairs of `individuals`, contig by contig.
    package func chosen(individuals: Int, mostWork: Int = 200_000_000) -> [[Int]] {
      let pairs = max(1, individuals * (individuals - 1) / 2)
      let most = max(16, mostWork / pairs) * 64
      var result = contigs.map { _ in [Int]() }
      for index in 0..<min(most, spaced.count) {
        let place = spaced.count > most ? spaced[index * spaced.count / most] : spaced[index]
        result[place.contig].append(place.site)
      }
      return result
    }
  }

  /// The sites used.
  package let siteCount: Int
  private let individuals: [Int]
  private let wordCount: Int
  /// Of each individual: heterozygous, homozygous without the allele, homozygous with it.
  private let planes: [UInt64]

  /// The coefficients by all sites of `matrices`, which hold the same individuals on different contigs.
  package init(_ matrices: [HaplotypeMatrix]) {
    individuals = Self.diploids(matrices.map(\.ploidies))
    let sites = matrices.enumerated().flatMap { index, matrix in (0..<matrix.siteCount).map { (index, $0) } }
    siteCount = sites.count
    wordCount = (sites.count + 63) / 64
    planes = Self.planes(matrices, sites, individuals, matrices.first?.ploidies ?? [], wordCount)
  }

  /// The individuals that are diploid on every contig; `ploidies` are those of each contig.
  package static func diploids(_ ploidies: [[UInt8]]) -> [Int] {
    (ploidies.first ?? []).indices.filter { index in ploidies.allSatisfy { $0[index] == 2 } }
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
  package func relatives(above threshold: Double, standardErrors: Double = 5) -> [Pair] {
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
