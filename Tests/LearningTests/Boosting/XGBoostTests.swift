import FeatureTables
import Groundwork
import Learning
import TestSupport
import Testing

@Suite("Gradient boosting")
struct XGBoostTests {
  /// Enough rows for several threads of the library.
  static let table = MadeUp.clouds(rows: 3000, seed: 1)
  static let task = PredictionTask.classification(classes: table.classes)

  @Test("The same bytes for 1, 2 and 8 threads, by bins and by all values", arguments: XGBoost.TreeMethod.allCases)
  func threads(method: XGBoost.TreeMethod) throws {
    var learner = XGBoost()
    (learner.rounds, learner.treeMethod, learner.earlyStopping) = (8, method, 3)
    let prints = try [1, 2, 8].map { threads in
      LearnedBytesTests.fingerprint(try learner.fit(Self.table, to: Self.task, seed: 5, threads: threads))
    }
    #expect(Set(prints).count == 1)
  }

  @Test("It ends early where more rounds only learn noise")
  func earlyStopping() throws {
    let table = MadeUp.clouds(rows: 600, seed: 2)
    let unseen = MadeUp.clouds(rows: 2000, seed: 3)
    var learner = XGBoost()
    (learner.eta, learner.rounds) = (0.3, 200)
    func loss() throws -> Double {
      let model = try learner.fit(table, to: Self.task, seed: 1, threads: 2)
      return ProbabilityScores.logLoss(labels: unseen.labels, predictions: try model.predict(unseen, threads: 2))
    }
    let stopped = try loss()
    learner.earlyStopping = 0
    let whole = try loss()
    // The Bayes rule of these clouds has a log loss of about 0.6.
    #expect(stopped < 0.75 && whole > stopped + 0.05)
  }

  @Test("Weights of classes move what is called")
  func weights() throws {
    var learner = XGBoost()
    learner.rounds = 30
    func calls() throws -> Int {
      let model = try learner.fit(Self.table, to: Self.task, seed: 1, threads: 2)
      let predictions = try model.predict(Self.table, threads: 2)
      return (0..<3000).count { predictions.calledClass(row: $0) == 1 }
    }
    let plain = try calls()
    learner.classWeights = .given(["b": 8])
    #expect(try calls() > plain + 300)
  }

  @Test("Damaged boosters never reach the library")
  func damaged() throws {
    var learner = XGBoost()
    learner.rounds = 3
    let small = MadeUp.clouds(rows: 90, seed: 1)
    let model = try learner.fit(small, to: Self.task, seed: 1)
    let whole = try ModelFile(
      model: model, learner: learner, evaluation: nil, featureRanges: FeatureRange.all(of: small),
      provenance: Provenance(version: "0", studyHash: "", study: "", seed: 1)
    ).container()
    let folder = try TemporaryFolder()
    func message(_ change: ([UInt8]) -> [UInt8]) throws -> String {
      var broken = ArrayContainer(manifest: whole.manifest)
      for (name, array) in whole.arrays {
        broken.add(name, name == "xgboost_0" ? NumericArray(change(array.uint8s ?? [])) : array)
      }
      try broken.write(to: folder.file("model"))
      return errorMessage { try ModelFile.read(folder.file("model")) }
    }
    #expect(try message { $0 } == "no error")
    for place in [0, 17, 400] {
      #expect(
        try message { bytes in
          var bytes = bytes
          bytes[place] ^= 1
          return bytes
        }.contains("size or the hash"))
    }
    #expect(try message { Array($0.dropLast()) }.contains("size or the hash"))
    #expect(try message { _ in [] }.contains("size or the hash"))
  }
}
