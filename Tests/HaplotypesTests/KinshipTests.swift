import Groundwork
import Haplotypes
import Testing

@Suite struct KinshipTests {
  /// The coefficient of two individuals as the formula says, site by site.
  private func naive(_ matrices: [HaplotypeMatrix], _ a: Int, _ b: Int) -> Double {
    var (both, opposite, ofA, ofB) = (0.0, 0.0, 0.0, 0.0)
    for matrix in matrices {
      for site in 0..<matrix.siteCount {
        func dosage(_ individual: Int) -> Int? {
          let pair = [2 * individual, 2 * individual + 1]
          if pair.contains(where: { matrix.isMissing(site: site, haplotype: $0) }) { return nil }
          return pair.count { matrix.allele(site: site, haplotype: $0) }
        }
        guard let x = dosage(a), let y = dosage(b) else { continue }
        if x == 1 { ofA += 1 }
        if y == 1 { ofB += 1 }
        if x == 1 && y == 1 { both += 1 }
        if abs(x - y) == 2 { opposite += 1 }
      }
    }
    let fewer = min(ofA, ofB)
    return (both - 2 * opposite) / (2 * fewer) + 0.5 - (ofA + ofB) / (4 * fewer)
  }

  /// Five founders, then: a child of 0 and 1, its full sib, a half sib by 0 and 2, a grandchild (child of 5 and 3), and 4 again.
  /// Sites are unlinked.
  private func family(sites: Int, missing: Double, seed: UInt64) -> HaplotypeMatrix {
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .split)
    var matrix = HaplotypeMatrix(haplotypeCount: 20, ploidies: [UInt8](repeating: 2, count: 10))
    for site in 0..<sites {
      let frequency = 0.1 + 0.8 * stream.uniform()
      var alleles: [[Bool]] = (0..<5).map { _ in (0..<2).map { _ in stream.uniform() < frequency } }
      func child(_ father: Int, _ mother: Int) -> [Bool] {
        [alleles[father][stream.uniform() < 0.5 ? 0 : 1], alleles[mother][stream.uniform() < 0.5 ? 0 : 1]]
      }
      for (father, mother) in [(0, 1), (0, 1), (0, 2), (5, 3)] { alleles.append(child(father, mother)) }
      alleles.append(alleles[4].reversed())
      var words: UInt64 = 0
      var holes: UInt64 = 0
      for (individual, pair) in alleles.enumerated() {
        for (index, isDerived) in pair.enumerated() {
          let bit = UInt64(1) << UInt64(2 * individual + index)
          if stream.uniform() < missing { holes |= bit } else if isDerived { words |= bit }
        }
      }
      matrix.append(position: Double(site) * 10_000, alleles: [words], missing: [holes])
    }
    return matrix
  }

  @Test(arguments: [0.0, 0.1])
  func asTheFormulaSays(missing: Double) {
    let matrices = [family(sites: 300, missing: missing, seed: 1), family(sites: 77, missing: missing, seed: 2)]
    let pairs = Kinship(matrices).relatives(above: -10, standardErrors: -1000)
    #expect(pairs.count == 45)
    for pair in pairs {
      #expect(abs(pair.coefficient - naive(matrices, pair.first, pair.second)) < 1e-12)
    }
  }

  @Test func relativesAreFoundByDegree() {
    let kinship = Kinship([family(sites: 4000, missing: 0.02, seed: 3)])
    #expect(kinship.siteCount == 4000)
    var degrees: [String: Int] = [:]
    for pair in kinship.relatives(above: 0.0884) {
      degrees["\(pair.first) \(pair.second)"] = pair.coefficient > 0.354 ? 0 : pair.coefficient > 0.177 ? 1 : 2
    }
    #expect(
      degrees == [
        "4 9": 0, "0 5": 1, "1 5": 1, "0 6": 1, "1 6": 1, "5 6": 1, "0 7": 1, "2 7": 1, "5 8": 1, "3 8": 1, "5 7": 2,
        "6 7": 2, "0 8": 2, "1 8": 2, "6 8": 2,
      ])
  }

  @Test func sitesAreSpreadAndLimited() {
    let positions = (0..<5000).map { Double($0) * 2500 }
    /// The sites chosen of two contigs with the same positions, added some at a time, for two individuals.
    func chosen(spacing: Double, mostWork: Int, parts: Int) -> [[Int]] {
      var sites = Kinship.Sites(spacing: spacing)
      for _ in 0..<2 {
        sites.beginContig()
        for start in stride(from: 0, to: 5000, by: parts) {
          sites.add(Array(positions[start..<min(start + parts, 5000)]))
        }
      }
      return sites.chosen(individuals: 2, mostWork: mostWork)
    }
    for parts in [5000, 7] {
      let spaced = chosen(spacing: 10_000, mostWork: 1000, parts: parts)
      #expect(spaced == [Array(stride(from: 0, to: 5000, by: 4)), Array(stride(from: 0, to: 5000, by: 4))])
      #expect(chosen(spacing: 0, mostWork: 1000, parts: parts) == [Array(0..<5000), Array(0..<5000)])
      let limited = chosen(spacing: 0, mostWork: 20, parts: parts)
      #expect(limited.joined().count == 1280 && limited[0].first == 0 && limited[1].last == 4992)
    }
    #expect(Kinship.Sites().chosen(individuals: 0).isEmpty)
    #expect(Kinship([]).siteCount == 0 && Kinship([]).relatives(above: 0).isEmpty)
  }

  @Test func haploidsAreLeftOut() {
    var matrix = HaplotypeMatrix(haplotypeCount: 5, ploidies: [2, 1, 2])
    for site in 0..<200 {
      let bits: UInt64 = [0b01_0_01, 0b10_1_01, 0b11_0_11, 0b00_1_00][site % 4]
      matrix.append(position: Double(site) * 10_000, alleles: [bits])
    }
    #expect(Kinship([matrix]).relatives(above: 0.4).map { [$0.first, $0.second] } == [[0, 2]])
  }

  @Test func matricesAreJoined() {
    let matrix = family(sites: 40, missing: 0.1, seed: 9)
    func part(_ range: Range<Int>, missing: Bool = true) -> HaplotypeMatrix {
      var part = HaplotypeMatrix(haplotypeCount: 20, ploidies: matrix.ploidies)
      for site in range {
        part.append(
          position: matrix.positions[site], alleles: [matrix.words[site]],
          missing: missing ? [matrix.missing?[site] ?? 0] : nil)
      }
      return part
    }
    let joined = HaplotypeMatrix.joined([part(0..<15), part(15..<15), part(15..<40)])
    #expect(joined.positions == matrix.positions && joined.words == matrix.words && joined.missing == matrix.missing)
    let half = HaplotypeMatrix.joined([part(0..<2, missing: false), part(2..<40)])
    #expect(half.missing?.prefix(2) == [0, 0] && half.missing?.dropFirst(2) == matrix.missing?.dropFirst(2))
  }
}
