import Studies
import StudyFiles
import Testing

/// How replicates are shared out.
@Suite struct ShardRangeTests {
  @Test(arguments: [(10, 3), (1, 1), (100, 7), (7, 7), (5, 8), (10_000_000, 4096)])
  func sharesLieSideBySide(replicates: Int, count: Int) throws {
    var next = 0
    for index in 1...count {
      let range = try #require(Shard(index, of: count)).range(of: replicates)
      #expect(range.lowerBound == next && abs(range.count * count - replicates) < count)
      next = range.upperBound
    }
    #expect(next == replicates)
  }

  @Test func words() {
    #expect(Shard("3/8") == Shard(3, of: 8) && Shard("3/8")?.description == "3/8")
    for wrong in ["", "3", "0/8", "9/8", "3/8/1", "3/", "/8", "x/8", "3 / 8"] { #expect(Shard(wrong) == nil) }
  }
}
