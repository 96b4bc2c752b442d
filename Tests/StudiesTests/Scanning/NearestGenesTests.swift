import Haplotypes
import Studies
import Testing
import VariantFiles

@Suite struct NearestGenesTests {
  private let genes = NearestGenes(
    [("chr2", 100, 200, "B"), ("chr2", 10, 50, "A"), ("chr2", 150, 400, "C"), ("chr3", 0, 9, "D")].map {
      GeneFile.Gene(interval: Interval(contig: $0.0, start: $0.1, end: $0.2), name: $0.3)
    }, contigs: ["2"])

  @Test(arguments: [
    (160, 170, ["B", "C"]), (50, 60, ["A (-0)", "B (+40)"]), (45, 101, ["A", "B"]), (500, 600, ["C (-100)"]),
    (0, 5, ["A (+5)"]),
  ])
  func overlapElseNeighbours(start: Int, end: Int, expected: [String]) {
    #expect(genes.words(Interval(contig: "2", start: start, end: end)) == expected)
  }

  @Test func nothingOnOtherContigs() {
    #expect(genes.words(Interval(contig: "3", start: 0, end: 9)).isEmpty)
  }
}
