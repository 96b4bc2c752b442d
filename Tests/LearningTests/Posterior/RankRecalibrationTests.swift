import Groundwork
import Learning
import Testing

/// Marginals that are as wide as they should be.
@Suite struct RankRecalibrationTests {
  /// Draws twice too narrow are widened until a quarter of truths lie below the first quartile.
  @Test func narrowDrawsAreWidened() {
    var stream = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    // Truths are normal with deviation 1; draws with deviation 1/2.
    let sorted = (0..<999).map { _ in 0.5 * stream.normal() }.sorted()
    let ranks = (0..<2000).map { _ -> Double in
      let truth = stream.normal()
      return Double(sorted.count { $0 < truth }) / 999
    }
    let map = RankRecalibration(rowsByTargets: ranks, width: 1)
    let moved = map.applied(to: sorted.shuffled(), width: 1)
    let quartile = moved.sorted()[249]
    // The quartile of a standard normal is -0.674; that of the draws half of it.
    #expect(abs(quartile + 0.674) < 0.08, "\(quartile)")
    #expect(map.level(0, 0) == 0 && map.level(1, 0) == 1)
  }

  /// Who is above whom stays.
  @Test func dependencesStay() {
    let draws = [1.0, 10, 2, 20, 3, 30, 4, 40]
    let map = RankRecalibration(rowsByTargets: [0.5, 0.5, 0.1, 0.9, 0.2, 0.2], width: 2)
    let moved = map.applied(to: draws, width: 2)
    for column in 0..<2 {
      let own = stride(from: column, to: 8, by: 2).map { moved[$0] }
      #expect(own == own.sorted())
    }
    #expect(RankRecalibration(ranks: [], width: 2).applied(to: draws, width: 2) == draws)
  }
}
