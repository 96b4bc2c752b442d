import Groundwork
import Haplotypes
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Rare alleles that were filtered from data.
@Suite struct MinorAlleleFilterTests {
  /// Spectra of 40 haplotypes in the proportions of a constant size, 1/i + 1/(40 - i).
  private func neutral(_ scale: Double) -> [Int] {
    (1...20).map { minor in
      Int((scale * (1 / Double(minor) + (minor == 20 ? 0 : 1 / Double(40 - minor)))).rounded())
    }
  }

  @Test func theFilterIsReadFromTheSpectrum() {
    #expect(MinorAlleleFilter(counts: neutral(400)) == nil)
    for least in [2, 3, 5, 8] {
      var counts = neutral(400)
      for index in 0..<(least - 1) { counts[index] = index == 0 ? 3 : 0 }
      #expect(MinorAlleleFilter(counts: counts)?.leastCount == least)
    }
    // A population that lost its rare alleles has some: half as many singletons as doubletons are no filter.
    var lost = neutral(400)
    lost[0] = lost[1] / 2
    #expect(MinorAlleleFilter(counts: lost) == nil)
    // Of a handful of sites nothing is evident.
    var few = neutral(20)
    few[0] = 0
    #expect(MinorAlleleFilter(counts: few) == nil)
    #expect(MinorAlleleFilter(counts: []) == nil && MinorAlleleFilter(counts: [500]) == nil)
  }

  /// Against a loop over calls, with missing ones.
  @Test func sitesOfRareAllelesAreLeftOut() {
    var stream = RandomStream(seed: 3, replicate: 0, purpose: .parameters)
    var matrix = HaplotypeMatrix(haplotypeCount: 70, ploidies: [UInt8](repeating: 2, count: 35))
    for site in 0..<200 {
      let rare = { stream.next() & stream.next() & stream.next() & stream.next() }
      let missing = [site % 2 == 0 ? rare() : 0, 0]
      let bits = site % 3 == 0 ? [~rare(), ~rare() & 63] : [rare(), rare() & 63]
      matrix.append(position: Double(site), alleles: [bits[0] & ~missing[0], bits[1]], missing: missing)
    }
    let kept = (0..<matrix.siteCount).filter { site in
      let called = (0..<70).filter { !matrix.isMissing(site: site, haplotype: $0) }
      let derived = called.count { matrix.allele(site: site, haplotype: $0) }
      return min(derived, called.count - derived) >= 4
    }
    let filtered = MinorAlleleFilter(leastCount: 4).applied(to: matrix)
    #expect(filtered.positions == kept.map(Double.init) && kept.count > 20 && kept.count < 190)
    #expect(filtered.missing != nil && filtered.ploidies == matrix.ploidies)
    for (index, site) in kept.enumerated() {
      #expect(
        (0..<70).allSatisfy { filtered.allele(site: index, haplotype: $0) == matrix.allele(site: site, haplotype: $0) })
    }
  }

  /// Simulated windows lose what the study says.
  @Test func simulatedWindowsLoseRareAlleles() throws {
    func shares(_ overrides: String...) throws -> (singletons: [Double], rows: [Double]) {
      let study = try StudyFile.parse(MadeUp.simulating, path: "/studies/x.yaml", overrides: overrides)
      let table = try TrainingSimulation(study, data: nil).rows(0..<10, threads: 2) { _ in }.table
      let column = try #require(table.truthNames.firstIndex(of: "summary_singleton_share"))
      return ((0..<10).map { table.truth[$0 * table.truthNames.count + column] }, table.values)
    }
    let whole = try shares()
    let filtered = try shares("likeness.minor_count=2")
    #expect(whole.singletons.contains { $0 > 0 } && filtered.singletons.allSatisfy { $0 == 0 })
    let one = try shares("likeness.minor_count=1")
    #expect(whole.rows != filtered.rows && one.rows == whole.rows)
  }

  @Test func theKeyOfTheStudyFile() throws {
    #expect(try MadeUp.study(MadeUp.simulating).likeness.minorCount == .estimated)
    #expect(try MadeUp.study(MadeUp.simulating, "likeness.minor_count=2").likeness.minorCount == .least(2))
    #expect(try MadeUp.study(MadeUp.simulating, "likeness.minor_count=estimated").likeness.minorCount == .estimated)
    #expect(throws: StudyError.self) { try MadeUp.study(MadeUp.simulating, "likeness.minor_count=0") }
    #expect(throws: StudyError.self) { try MadeUp.study(MadeUp.simulating, "likeness.minor_count=few") }
  }
}
