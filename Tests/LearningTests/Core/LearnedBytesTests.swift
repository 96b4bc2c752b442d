import FeatureTables
import Learning
import Testing

@Suite("What a version of a learner learns stays the same, bit for bit")
struct LearnedBytesTests {
  /// FNV-1a of the arrays of `model`.
  static func fingerprint(_ model: some Model) -> String {
    var container = ArrayContainer(manifest: [])
    model.addParts(to: &container)
    let hash = container.bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  @Test func extraTrees() throws {
    #expect(ExtraTrees.version == 2)
    let table = MadeUp.clouds(rows: 150, seed: 1)
    let task = PredictionTask.classification(classes: table.classes)
    var learner = ExtraTrees()
    learner.trees = 25
    #expect(try Self.fingerprint(learner.fit(table, to: task, seed: 7)) == "119c37711bac6e8b")
    learner.criterion = .entropy
    learner.minLeaf = 3
    #expect(try Self.fingerprint(learner.fit(table, to: task, seed: 7)) == "1ebe75c91ecdef99")
    learner.bootstrap = true
    let resampled = try learner.fit(table, to: task, seed: 7)
    let sum = try resampled.predict(table, threads: 1).probabilities.reduce(0.0) { $0 * 0.999 + $1 }
    #expect(resampled.nodeCount == 547 && abs(sum - 120.84100015130772) < 1e-12)
  }
}
