import Coalescent
import Demography
import Groundwork
import Haplotypes
import Studies
import Testing

/// Simulations that are made to differ from those of a study.
@Suite struct AlterationTests {
  private func matrix(_ haplotypes: Int, sites: Int) -> HaplotypeMatrix {
    var stream = RandomStream(seed: 8, replicate: 0, purpose: .parameters)
    var matrix = HaplotypeMatrix(haplotypeCount: haplotypes)
    for site in 0..<sites {
      let words = (0..<matrix.wordsPerSite).map { word in
        let bits = min(64, haplotypes - 64 * word)
        return stream.next() & (bits == 64 ? .max : (1 << UInt64(bits)) - 1)
      }
      matrix.append(position: Double(site), alleles: words)
    }
    return matrix
  }

  /// Genotypes stay, and phase changes at the stated share of heterozygous sites.
  @Test(arguments: [2, 63, 64, 65, 130]) func switchErrors(haplotypes: Int) {
    let matrix = matrix(haplotypes, sites: 400)
    var alteration = Alteration("phase")
    alteration.switchErrors = 0.1
    let altered = alteration.applied(to: matrix, seed: 1, replicate: 2)
    #expect(altered == alteration.applied(to: matrix, seed: 1, replicate: 2))
    var (heterozygous, switches) = (0, 0)
    for first in stride(from: 0, to: haplotypes - 1, by: 2) {
      var isExchanged = false
      for site in 0..<matrix.siteCount {
        let before = (matrix.allele(site: site, haplotype: first), matrix.allele(site: site, haplotype: first + 1))
        let after = (altered.allele(site: site, haplotype: first), altered.allele(site: site, haplotype: first + 1))
        #expect([before.0, before.1].count { $0 } == [after.0, after.1].count { $0 })
        guard before.0 != before.1 else { continue }
        heterozygous += 1
        if (before.0 != after.0) != isExchanged { switches += 1 }
        isExchanged = before.0 != after.0
      }
    }
    if haplotypes % 2 == 1 {
      for site in 0..<400 {
        #expect(
          matrix.allele(site: site, haplotype: haplotypes - 1) == altered.allele(site: site, haplotype: haplotypes - 1))
      }
    }
    let expected = 0.1 * Double(heterozygous)
    #expect(abs(Double(switches) - expected) < 4 * (0.9 * expected).squareRoot(), "\(switches) of \(heterozygous)")
  }

  @Test func misorientation() throws {
    var matrix = matrix(70, sites: 2000)
    matrix.append(position: 2001, alleles: [0, 0], missing: [0b1010, 1])
    var alteration = Alteration("polarisation")
    alteration.misorientation = 0.1
    let altered = alteration.applied(to: matrix, seed: 1, replicate: 2)
    var flipped = 0
    for site in 0..<2000 {
      let same = (0..<70).count {
        matrix.allele(site: site, haplotype: $0) == altered.allele(site: site, haplotype: $0)
      }
      #expect(same == 70 || same == 0, "a site is exchanged as a whole")
      if same == 0 { flipped += 1 }
      #expect(altered.words[site * 2 + 1] >> 6 == 0, "bits past the last haplotype stay 0")
    }
    #expect(abs(Double(flipped) - 200) < 4 * 180.0.squareRoot())
    alteration.misorientation = 1
    let all = alteration.applied(to: matrix, seed: 1, replicate: 2)
    #expect(all.words[4000] == ~UInt64(0b1010), "a missing call has no allele")
    #expect(all.missing == matrix.missing && Alteration("nothing").applied(to: matrix, seed: 1, replicate: 2) == matrix)
  }

  /// B at a place of the added valley, written out.
  private func valley(_ share: Double) -> Double {
    [0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.6, 0.7, 0.8, 0.9][Int(share * 10)]
  }

  @Test func backgroundSelection() throws {
    var model = CoalescentModel(
      haplotypeCount: 4, sequenceLength: 1000, demography: try DemographicModel(constantSize: 1000),
      mutationRate: 1e-4, recombinationRate: 0)
    var alteration = Alteration("background")
    #expect(try alteration.applied(to: model) == model)
    alteration.leastB = 0.5
    let added = try #require(try alteration.applied(to: model).backgroundSelection)
    #expect(abs(added.mean - 0.7) < 1e-12 && abs(added.smallest - 0.5) < 1e-12 && added.breakpoints.last == 1000)
    // What the model has already is not lost: both count.
    model.backgroundSelection = try EffectiveSizeMap(breakpoints: [0, 250, 1000], values: [0.4, 1])
    let both = try #require(try alteration.applied(to: model).backgroundSelection)
    for place in stride(from: 1.0, to: 1000, by: 7) {
      let piece = try #require(both.breakpoints.lastIndex { $0 <= place })
      #expect(abs(both.values[piece] - valley(place / 1000) * (place < 250 ? 0.4 : 1)) < 1e-12, "at \(place)")
    }
    #expect(both.breakpoints.contains(250))
  }

  /// A mean B of 0.7 leaves 0.7 of the differences between two haplotypes.
  @Test func backgroundSelectionLowersDiversity() throws {
    let model = CoalescentModel(
      haplotypeCount: 2, sequenceLength: 10_000, demography: try DemographicModel(constantSize: 1000),
      mutationRate: 1e-5, recombinationRate: 1e-5)
    var alteration = Alteration("background")
    alteration.leastB = 0.5
    let altered = try alteration.applied(to: model)
    let simulator = CoalescentSimulator()
    let sites = try (0..<400).map { replicate in
      Double(try simulator.simulate(altered, seed: 9, replicate: UInt64(replicate)).matrix.siteCount)
    }
    let mean = sites.reduce(0, +) / 400
    let variance = sites.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / 399
    // 4 N mu L = 400 without background selection.
    #expect(abs(mean - 280) < 4 * (variance / 400).squareRoot(), "mean \(mean)")
  }
}
