import Haplotypes
import Testing

@Suite struct HaplotypeMatrixTests {
  @Test func allelesAndMissingCalls() {
    var matrix = HaplotypeMatrix(haplotypeCount: 70)
    matrix.append(position: 5, alleles: [1, 1 << 5])
    #expect(matrix.missing == nil)
    matrix.append(position: 9, alleles: [2, 0], missing: [4, 0])
    #expect(matrix.allele(site: 0, haplotype: 0))
    #expect(matrix.allele(site: 0, haplotype: 69))
    #expect(!matrix.allele(site: 1, haplotype: 0))
    #expect(matrix.isMissing(site: 1, haplotype: 2))
    #expect(!matrix.isMissing(site: 0, haplotype: 2))
  }

  @Test func sitesOfAStretch() {
    let matrix = HaplotypeMatrix(haplotypeCount: 2, positions: [0, 1, 1.5, 4], words: [1, 1, 1, 1])
    #expect(matrix.sites(from: 0, to: 1) == 0..<1)
    #expect(matrix.sites(from: 1, to: 4) == 1..<3)
    #expect(matrix.sites(from: 4, to: 9) == 3..<4)
    #expect(matrix.sites(from: 5, to: 9).isEmpty)
  }
}

@Suite struct MaskTests {
  let mask = Mask(accessible: [
    Interval(contig: "1", start: 10, end: 20), Interval(contig: "1", start: 15, end: 25),
    Interval(contig: "1", start: 25, end: 30), Interval(contig: "1", start: 40, end: 50),
    Interval(contig: "2", start: 0, end: 5),
  ])

  @Test func overlappingIntervalsAreMerged() {
    #expect(mask.accessible["1"] == [10..<30, 40..<50])
  }

  @Test func basesAreCountedWithinAStretch() {
    #expect(mask.accessibleCount(contig: "1", start: 0, end: 100) == 30)
    #expect(mask.accessibleCount(contig: "1", start: 28, end: 42) == 4)
    #expect(mask.accessibleCount(contig: "3", start: 0, end: 100) == 0)
    #expect(mask.contains(contig: "1", position: 10))
    #expect(!mask.contains(contig: "1", position: 30))
    for position in 0..<60 {
      let inside = (10..<30).contains(position) || (40..<50).contains(position)
      #expect(mask.contains(contig: "1", position: position) == inside)
    }
  }

  @Test func complementHoldsTheOtherBases() {
    let bound = Interval(contig: "1", start: 0, end: 45)
    #expect(mask.complement(within: [bound]).accessible["1"] == [0..<10, 30..<40])
    #expect(mask.complement(within: [Interval(contig: "9", start: 3, end: 4)]).accessible["9"] == [3..<4])
  }
}
