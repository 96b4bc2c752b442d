import Haplotypes
import Studies
import Testing

/// Haplotypes as they are shown beside a call.
@Suite struct HaplotypeStretchTests {
  /// Ten haplotypes of two kinds in turn, sites every 10 bases from 0 to 290; one site is a singleton, one is fixed.
  private func matrix() -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(haplotypeCount: 10)
    for site in 0..<30 {
      let alleles: UInt64 = site == 4 ? 1 : site == 5 ? 0b11_1111_1111 : site % 3 == 0 ? 0b01_0101_0101 : 0b10_1010_1010
      matrix.append(position: Double(site * 10), alleles: [alleles])
    }
    return matrix
  }

  @Test func thoseThatAreAlikeStandTogether() throws {
    let stretch = HaplotypeStretch(matrix(), focus: 100..<200, isPhased: true)
    #expect(stretch.positions.count == 28, "neither the singleton nor what does not vary")
    #expect(!stretch.positions.contains(40) && !stretch.positions.contains(50))
    #expect(stretch.focus.map { stretch.positions[$0] } == (10..<20).map { Double($0 * 10) })
    #expect(stretch.rowCount == 10 && stretch.rows.count == 10)
    #expect(Set(stretch.rows.prefix(5)).count == 1 && Set(stretch.rows.suffix(5)).count == 1)
    #expect(stretch.rows[0] != stretch.rows[9])
  }

  /// Neighbouring haplotypes of unlike kinds make individuals that are heterozygous everywhere.
  @Test func unphasedRowsAreIndividuals() throws {
    let stretch = HaplotypeStretch(matrix(), focus: 100..<200, isPhased: false)
    #expect(stretch.rowCount == 5 && stretch.rows.allSatisfy { $0.allSatisfy { $0 == .heterozygous } })
  }

  /// Of too many sites those in the middle are shown.
  @Test func theMiddleIsKept() throws {
    var matrix = HaplotypeMatrix(haplotypeCount: 4)
    for site in 0..<900 { matrix.append(position: Double(site), alleles: [0b0101]) }
    let stretch = HaplotypeStretch(matrix, focus: 300..<600, isPhased: true)
    #expect(stretch.positions.count == 200)
    #expect(stretch.positions.first == 350 && stretch.positions.last == 549)
  }
}
