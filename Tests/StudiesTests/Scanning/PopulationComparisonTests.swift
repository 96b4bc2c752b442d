import Haplotypes
import Studies
import Testing

@Suite struct PopulationComparisonTests {
  private func interval(_ start: Int, _ end: Int, _ contig: String = "1") -> Interval {
    Interval(contig: contig, start: start, end: end)
  }

  private func region(_ place: Interval, _ kind: String, _ probability: Double) -> CalledRegion {
    CalledRegion(interval: place, kind: kind, peak: place, probability: probability, windowCount: 1)
  }

  @Test func sharedAndPrivateCalls() {
    let windows = (0..<10).map { index in (focus: interval(10 * index, 10 * index + 10), probability: Optional(0.1)) }
    var high = windows
    high[3].probability = 0.9
    high[5].probability = nil
    let other = [(focus: interval(0, 10, "2"), probability: Optional(0.8))]
    let comparison = PopulationComparison([
      .init(
        population: "A", regions: [region(interval(20, 40), "hard", 0.7), region(interval(80, 90), "soft", 0.6)],
        windows: high + other),
      .init(
        population: "B", regions: [region(interval(40, 60), "soft", 0.5), region(interval(0, 10, "2"), "hard", 0.8)],
        windows: windows + other),
    ])
    #expect(comparison.regions.map(\.interval) == [interval(20, 60), interval(80, 90), interval(0, 10, "2")])
    #expect(comparison.regions.map(\.calls) == [["hard", "soft"], ["soft", nil], [nil, "hard"]])
    #expect(comparison.regions.map(\.probabilities) == [[0.9, 0.1], [0.1, 0.1], [0.8, 0.8]])
    #expect(
      comparison.table.split(separator: "\n").map(String.init) == [
        "#chrom\tstart\tend\tcalled_in\tA\tp_A\tB\tp_B", "1\t20\t60\tall\thard\t0.900000\tsoft\t0.100000",
        "1\t80\t90\tA\tsoft\t0.100000\t-\t0.100000", "2\t0\t10\tB\t-\t0.800000\thard\t0.800000",
      ])
    #expect(
      comparison.summary == [
        "3 regions in 2 populations: 1 called in all", "  A: 2 called, 1 in no other", "  B: 2 called, 1 in no other",
      ])
  }
}
