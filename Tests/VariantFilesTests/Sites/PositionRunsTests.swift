import Groundwork
import Testing
import VariantFiles

/// Runs of positions beside a plain array.
@Suite struct PositionRunsTests {
  @Test(arguments: [1, 3, 40, 3000, 100_000] as [Int])
  func anyStretchIsThatOfAnArray(_ spread: Int) {
    var stream = RandomStream(seed: UInt64(spread), replicate: 0, purpose: .genealogy)
    var runs = PositionRuns()
    var all: [Int] = []
    for _ in 0..<3000 {
      let next = (all.last ?? -1) + 1 + stream.index(below: spread)
      all.append(next)
      runs.append(next)
      // What does not ascend is not added.
      runs.append(next)
      if next > 0 { runs.append(next - 1) }
    }
    #expect(runs.count == all.count)
    let end = (all.last ?? 0) + 2
    for _ in 0..<300 {
      let bounds = [stream.index(below: end), stream.index(below: end)].sorted()
      let found = runs.ranges(from: bounds[0], to: bounds[1]).flatMap(Array.init)
      #expect(found == all.filter { $0 >= bounds[0] && $0 < bounds[1] })
    }
    #expect(runs.ranges(from: 0, to: .max).flatMap(Array.init) == all)
    #expect(PositionRuns().ranges(from: 0, to: .max).isEmpty)
  }
}
