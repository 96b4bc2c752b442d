import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import Testing

@Suite("Alignments of windows")
struct WindowEncoderTests {
  /// Sites at whole positions from 0, of haplotypes written as texts: 0, 1 or . for a missing call.
  private static func matrix(_ haplotypes: [String], ploidies: [UInt8]? = nil) -> HaplotypeMatrix {
    var matrix = HaplotypeMatrix(haplotypeCount: haplotypes.count, ploidies: ploidies)
    for site in haplotypes[0].indices.enumerated() {
      var (alleles, missing): (UInt64, UInt64) = (0, 0)
      for (number, haplotype) in haplotypes.enumerated() {
        switch haplotype[haplotype.index(haplotype.startIndex, offsetBy: site.offset)] {
        case "1": alleles |= 1 << UInt64(number)
        case ".": missing |= 1 << UInt64(number)
        default: break
        }
      }
      matrix.append(position: Double(site.offset), alleles: [alleles], missing: [missing])
    }
    return matrix
  }

  /// The haplotypes of `row` as texts, with _ where there is no site.
  private static func texts(_ row: AlignmentTable.Row, _ haplotypes: Int) -> [String] {
    (0..<haplotypes).map { haplotype in
      row.positions.indices.map { site in
        if row.positions[site] < 0 { return "_" }
        if !row.missing.isEmpty && row.missing[site] >> UInt64(haplotype) & 1 == 1 { return "." }
        return row.alleles[site] >> UInt64(haplotype) & 1 == 1 ? "1" : "0"
      }.joined()
    }
  }

  private static func encoded(
    _ haplotypes: [String], sites: Int, length: Int, choice: AlignmentShape.Choice = .middle,
    order: AlignmentShape.Order = .sample, minorCount: Int = 1, isPolarised: Bool = true, ploidies: [UInt8]? = nil,
    sizes: [Int]? = nil, start: Double = 0, accessible: [Range<Int>]? = nil
  ) -> (texts: [String], positions: [Float]) {
    let shape = AlignmentShape(
      haplotypes: haplotypes.count, sites: sites, choice: choice, order: order, minorCount: minorCount,
      isPolarised: isPolarised, isPhased: ploidies == nil)
    let encoder = WindowEncoder(shape, populationSizes: sizes ?? [haplotypes.count], windowLength: length)
    let row = encoder.row(matrix(haplotypes, ploidies: ploidies), start: start, accessible: accessible)
    return (texts(row, haplotypes.count), row.positions)
  }

  @Test func fewSitesAreFilled() {
    let found = Self.encoded(["010", "1.1", "000"], sites: 5, length: 4)
    #expect(found.texts == ["010__", "1.1__", "000__"] && found.positions == [0, 0.25, 0.5, -1, -1])
  }

  @Test func manySitesAreChosen() {
    let haplotypes = ["1010101011", "0101010101"]
    // The middle of 10 bases is at 5: sites 4, 5 and 6 lie nearest.
    #expect(Self.encoded(haplotypes, sites: 3, length: 10).positions == [0.4, 0.5, 0.6])
    #expect(Self.encoded(haplotypes, sites: 3, length: 10, choice: .spread).positions == [0.1, 0.4, 0.7])
    // The last site does not vary; of the window that starts at 2 there are seven.
    let shifted = Self.encoded(haplotypes, sites: 9, length: 8, start: 2)
    #expect(shifted.positions.count { $0 >= 0 } == 7 && shifted.positions[0] == 0)
    let masked = Self.encoded(haplotypes, sites: 9, length: 10, accessible: [1..<3, 6..<7])
    #expect(masked.positions.filter { $0 >= 0 } == [0.1, 0.2, 0.6])
  }

  @Test func rareAllelesAndFolding() {
    let haplotypes = ["1101", "1000", "1010", "0.11", "0011"]
    #expect(Self.encoded(haplotypes, sites: 4, length: 4, minorCount: 2).positions == [0, 0.5, 0.75, -1])
    // At the first, third and fourth site three of five have the derived allele, at the second one of the four called.
    let folded = Self.encoded(haplotypes, sites: 4, length: 4, isPolarised: false).texts
    #expect(folded == ["0110", "0011", "0001", "1.00", "1000"])
  }

  /// Phase of an individual must not show: its set bits come first.
  @Test func unphased() {
    let a = Self.encoded(["01", "10", "11", "00"], sites: 2, length: 2, ploidies: [2, 2]).texts
    #expect(a == ["11", "00", "11", "00"])
    let b = Self.encoded(["10", "01", "00", "11"], sites: 2, length: 2, ploidies: [2, 2]).texts
    #expect(a == b)
  }

  @Test func sorted() {
    let haplotypes = ["1111", "0011", "0000", "0010", "0011", "1000", "1100", "1000"]
    let found = Self.encoded(haplotypes, sites: 4, length: 4, order: .similarity, sizes: [5, 3]).texts
    #expect(found == ["0011", "0011", "0010", "1111", "0000", "1000", "1000", "1100"])
  }
}
