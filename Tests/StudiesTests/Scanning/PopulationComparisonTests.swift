import Foundation
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
    // log(9) more than its median of -log(9), where the other has its median.
    #expect(comparison.regions.map(\.standingOut) == [[0], [], []])
    #expect(
      comparison.table.split(separator: "\n").map(String.init) == [
        "#chrom\tstart\tend\tcalled_in\tstands_out_in\tA\tp_A\tcontrast_A\trank_A\tB\tp_B\tcontrast_B\trank_B",
        "1\t20\t60\tall\tA\thard\t0.900000\t4.3944\t1\tsoft\t0.100000\t0.0000\t1",
        "1\t80\t90\tA\t-\tsoft\t0.100000\t0.0000\t2\t-\t0.100000\t0.0000\t1",
        "2\t0\t10\tB\t-\t-\t0.800000\t0.0000\t2\thard\t0.800000\t0.0000\t1",
      ])
    #expect(
      comparison.summary == [
        "3 regions were called in 2 populations, 1 of them in all",
        "  A: 2 called, 1 in no other; most unlike the others at 1:31-40 (log-odds +4.4)",
        "  B: 2 called, 1 in no other",
        "  2 of the regions look alike in all populations: rather the landscape (little recombination, missing sites, background "
          + "selection) or a sweep before they parted than a sweep of one",
      ])
  }

  /// Against the definition, written out: medians, means of others, ranks.
  @Test func contrastsOfThree() {
    let odds: [[Double?]] = [[-3, 0, 2, -1, nil], [-2, -2, 1, nil, 0], [0.5, 1, 2.5, 1.5, 1]]
    let populations = odds.map { own in
      own.enumerated().map { index, value in
        (focus: interval(10 * index, 10 * index + 10), probability: value.map { 1 / (1 + exp(-$0)) })
      }
    }
    let contrast = PopulationContrast(populations)
    let medians = [0.0, 0, 1]
    for window in 0..<5 {
      let levels = (0..<3).map { index in odds[index][window].map { $0 - medians[index] } }
      for index in 0..<3 {
        let others = (0..<3).filter { $0 != index }.compactMap { levels[$0] }
        let expected = levels[index].map { $0 - others.reduce(0, +) / Double(others.count) }
        let found = contrast.windows[window].contrasts[index]
        #expect((found == nil) == (expected == nil) && abs((found ?? 0) - (expected ?? 0)) < 1e-9)
      }
    }
    #expect(contrast.windows.map { $0.ranks[0] } == [4, 1, 2, 3, nil])
    #expect(contrast.best(0, in: interval(0, 100))?.rank == 1 && contrast.best(0, in: interval(40, 50)) == nil)
  }
}
