import Foundation
import TestSupport
import Testing

/// A training table made in shares by several processes.
@Suite struct ShardTests {
  /// Makes the shards `indices` of `count`, each at another number of threads than the one before.
  private func make(_ place: Workplace, _ indices: [Int], of count: Int, _ more: String...) throws {
    for index in indices {
      let outcome = try Program.run(
        ["features", "study.yaml", "-q", "--shard", "\(index)/\(count)", "--threads", "\(1 + index % 2)"] + more,
        in: place.folder.path)
      try #require(outcome.code == 0, "\(outcome.errors)")
    }
  }

  @Test func shardsAreWhatOneProcessMakes() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--output-folder", "whole")
    try make(place, [3, 1, 4, 2], of: 4)
    let shards = (1...4).map { "tiny.run/shards/\($0)-of-4.npz" }
    #expect(place.files().filter { $0.hasPrefix("tiny.run/") } == ["tiny.run/shards"] + shards)
    let before = try place.inode(shards[2])
    try make(place, [3], of: 4)
    #expect(try place.inode(shards[2]) == before, "a shard that is there is not made again")
    let outcome = try place.succeed("merge", "study.yaml", "-q")
    #expect(outcome.output.contains("100 rows x"))
    #expect(try place.bytes("tiny.run/training.npz") == place.bytes("whole/training.npz"))
    let training = try place.inode("tiny.run/training.npz")
    try place.succeed("run", "study.yaml", "-q")
    #expect(try place.inode("tiny.run/training.npz") == training, "'run' goes on with the merged table")
    for name in place.files() where name.hasPrefix("whole/") {
      #expect(try place.bytes(name) == place.bytes("tiny.run/" + name.dropFirst(6)), "\(name)")
    }
    // Shards of several numbers will do as long as each replicate is there once.
    try make(place, [2], of: 2)
    try place.succeed(
      "merge", "study.yaml", "-q", "--output-folder", "mixed", "tiny.run/shards/2-of-2.npz", shards[1], shards[0])
    #expect(try place.bytes("mixed/training.npz") == place.bytes("whole/training.npz"))
  }

  @Test func whatDoesNotFitIsRefusedByName() throws {
    let place = try Workplace()
    try place.fail(66, ["tiny.run/shards: there are no shards"], "merge", "study.yaml", "-q")
    try make(place, [1, 4], of: 5)
    try place.fail(
      65, ["replicates 20 to 59, replicates 80 to 99 are missing", "shards 2/5, 3/5, 5/5;"], "merge", "study.yaml", "-q"
    )
    try make(place, [1, 2, 3], of: 3)
    try place.fail(
      65,
      [
        "replicates 0 to 19 are in both tiny.run/shards/1-of-5.npz and tiny.run/shards/1-of-3.npz",
        "replicates 60 to 65 are in both tiny.run/shards/2-of-3.npz and tiny.run/shards/4-of-5.npz",
        "replicates 66 to 79 are in both",
      ], "merge", "study.yaml", "-q")
    let good = (1...3).map { "tiny.run/shards/\($0)-of-3.npz" }
    try place.fail(
      65, ["replicates 0 to 32 are in both"], "merge", "study.yaml", "-q", good[0], good[1], good[2], good[0])
    try make(place, [2], of: 3, "--seed", "9", "--output-folder", "other")
    try place.fail(
      65, ["made by another study", "other/shards/2-of-3.npz"], "merge", "study.yaml", "-q", good[0],
      "other/shards/2-of-3.npz", good[2])
    try place.fail(
      65, ["made by another study", good[0], good[1], good[2]], "merge", "study.yaml", "-q", "--replicates", "21",
      good[0], good[1], good[2])
    try place.bytes(good[1]).prefix(5000).write(to: URL(fileURLWithPath: place.folder.file("cut.npz")))
    try place.fail(65, ["cut.npz"], "merge", "study.yaml", "-q", good[0], "cut.npz", good[2])
    #expect(!place.exists("tiny.run/training.npz") && !place.exists("tiny.run/study.json"))
    try place.succeed("merge", "study.yaml", "-q", good[2], good[0], good[1])
    try place.fail(65, ["training.npz", "not a shard of one"], "merge", "study.yaml", "-q", "tiny.run/training.npz")
  }

  @Test func numbersOfShards() throws {
    let place = try Workplace()
    for wrong in ["0/4", "5/4", "4", "1/0", "a/b", "1/2/3", "-1/4"] {
      try place.fail(64, ["expected I/N"], "features", "study.yaml", "-q", "--shard=\(wrong)")
    }
    try place.fail(65, ["--shard 1/101", "only 100 replicates"], "features", "study.yaml", "-q", "--shard", "1/101")
    try place.fail(
      64, ["apus features study.yaml --shard 1/4"], "simulate", "study.yaml", "-o", "x.npz", "--shard", "1/4")
    try place.fail(64, ["--shard is for studies"], "features", "contig.vcf.gz", "-o", "x.npz", "--shard", "1/4")
  }
}
