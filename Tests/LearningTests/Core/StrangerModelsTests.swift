import FeatureTables
import Groundwork
import Learning
import TestSupport
import Testing

/// Model files from strangers: whatever is written in them, they predict or are refused.
@Suite struct StrangerModelsTests {
  private static let table = MadeUp.clouds(rows: 200, seed: 1)

  private func container(_ learner: some Learner) throws -> ArrayContainer {
    let task = PredictionTask.classification(classes: Self.table.classes)
    let model = try learner.fit(Self.table, to: task, seed: 1)
    return try ModelFile(
      model: model, learner: learner, evaluation: nil, featureRanges: try FeatureRange.all(of: Self.table),
      provenance: Provenance(version: "0.1", studyHash: "h", study: "{}", seed: 1)
    ).container()
  }

  /// `container` with the arrays that `change` gives another value.
  private func changed(_ container: ArrayContainer, _ change: [String: NumericArray]) -> ArrayContainer {
    var result = ArrayContainer(manifest: container.manifest)
    for (name, array) in container.arrays { result.add(name, change[name] ?? array) }
    return result
  }

  private func predicts(_ container: ArrayContainer, _ folder: TemporaryFolder) throws -> PredictionTable {
    let path = folder.file("model.npz")
    try container.write(to: path)
    return try ModelFile.read(path).model.predict(Self.table, threads: 1)
  }

  /// `container` with other bytes of its booster, their size and hash made to fit.
  private func withBooster(_ container: ArrayContainer, _ bytes: [UInt8]) -> ArrayContainer {
    let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return changed(
      container,
      [
        "xgboost_0": NumericArray(bytes),
        "xgboost_check": NumericArray([UInt64(bytes.count), hash], shape: [1, 2]),
      ])
  }

  @Test func boostersThatLeadAstray() throws {
    let folder = try TemporaryFolder()
    var learner = XGBoost()
    (learner.rounds, learner.gamma, learner.earlyStopping) = (3, 0.5, 0)
    let whole = try container(learner)
    let bytes = try #require(whole["xgboost_0"]?.uint8s)
    #expect(try predicts(withBooster(whole, bytes), folder) == predicts(whole, folder))
    var random = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    var refused = 0
    for trial in 0..<600 {
      var bent = bytes
      if trial % 20 == 0 { bent.removeLast(Int(random.next() % UInt64(bytes.count))) }
      for _ in 0...trial % 3 where !bent.isEmpty {
        bent[Int(random.next() % UInt64(bent.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      do { _ = try predicts(withBooster(whole, bent), folder) } catch is LearningError { refused += 1 }
    }
    #expect(refused > 100)
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    for bad in [deep, Array("{\"learner\": [[[[]]]]}".utf8), [], [0x7B]] {
      #expect(throws: LearningError.self) { try predicts(withBooster(whole, bad), folder) }
    }
  }

  @Test func numbersThatCannotBe() throws {
    let folder = try TemporaryFolder()
    var learner = ExtraTrees()
    learner.trees = 3
    let whole = try container(learner)
    let leaves = try #require(whole["leaf_probability"]?.floats)
    let width = Self.table.classes.count
    for value in [Float.infinity, -0.4, .nan, 1.5] {
      var bad = leaves
      bad[0] = value
      let array = NumericArray(bad, shape: [bad.count / width, width])
      let error = #expect(throws: LearningError.self) {
        try predicts(changed(whole, ["leaf_probability": array]), folder)
      }
      #expect(error?.description.contains("a number that cannot be") == true)
    }
    var thresholds = try #require(whole["node_threshold"]?.floats)
    thresholds[0] = .nan
    #expect(throws: LearningError.self) {
      try predicts(changed(whole, ["node_threshold": NumericArray(thresholds)]), folder)
    }
  }

  @Test func hyperParametersHaveLimits() {
    var trees = ExtraTrees()
    trees.trees = 1_000_000_000
    #expect(throws: LearningError.self) { try trees.check() }
    var boosting = XGBoost()
    boosting.rounds = 2_000_000_000
    #expect(throws: LearningError.self) { try boosting.check() }
    boosting.rounds = 100
    boosting.maxDepth = 64
    #expect(throws: LearningError.self) { try boosting.check() }
  }
}
