import FeatureTables
import Learning
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Extremely randomised trees")
struct ExtraTreesTests {
  static let task = PredictionTask.classification(classes: ["a", "b", "c"])

  @Test("They separate overlapping clouds almost as well as can be, and know what they do not know")
  func accuracy() throws {
    let table = MadeUp.clouds(rows: 1500, seed: 11)
    let test = MadeUp.clouds(rows: 3000, seed: 12)
    // No rule does better, in the long run, than to call the nearest centre.
    let best =
      Double(
        (0..<3000).count { row in
          let distances = MadeUp.centres.map { centre in
            zip(centre, test.row(row)).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
          }
          return distances.indices.min { distances[$0] < distances[$1] } == row % 3
        }) / 3000
    for criterion in [SplitCriterion.gini, .entropy] {
      var learner = ExtraTrees()
      learner.trees = 200
      learner.criterion = criterion
      let model = try learner.fit(table, to: Self.task, seed: 3, threads: 2)
      let evaluation = try Evaluation(
        test, model.predict(test, threads: 2), groups: [ClassGroup(name: "b or c", classes: ["b", "c"])])
      #expect(evaluation.accuracy.value > best - 0.03 && evaluation.accuracy.value < best + 0.01)
      #expect(evaluation.logLoss < 0.6 && evaluation.brier < 0.32)
      #expect((evaluation.area(of: "b or c") ?? 0) > 0.86 && (evaluation.area(of: "b") ?? 0) > 0.9)
      // The informative columns come first; the copy shares with the original.
      #expect(model.importances[0] > model.importances[6] && model.importances[1] > model.importances[7])
      #expect(model.importances[2] > model.importances[6] && model.importances[4] == 0)
    }
  }

  @Test("Trees that grow until leaves are pure know their training rows by heart")
  func memory() throws {
    let table = MadeUp.clouds(rows: 200, seed: 5)
    var learner = ExtraTrees()
    learner.trees = 10
    let predictions = try learner.fit(table, to: Self.task, seed: 1).predict(table, threads: 1)
    for row in 0..<200 { #expect(predictions.probability(row: row, class: row % 3) == 1) }
    learner.bootstrap = true
    let resampled = try learner.fit(table, to: Self.task, seed: 1).predict(table, threads: 1)
    #expect(resampled.probabilities.contains { $0 > 0 && $0 < 1 })
  }

  @Test("Importances are the decreases of impurity, by hand")
  func importances() throws {
    // Binary columns leave no chance in the thresholds, and every node tries both: f1 splits first, then f0.
    let rows: [[Double]] = [[0, 0], [0, 0], [0, 1], [0, 1], [1, 0], [1, 1], [1, 1], [1, 1]]
    let table = MadeUp.table(rows, labels: [0, 0, 0, 0, 1, 0, 0, 0], classes: ["x", "y"])
    var learner = ExtraTrees()
    learner.maxFeatures = .all
    // Sums of squares over sizes: 50/8 whole, 5/3 + 5 after the first split, all 8 after the second.
    let gini = try learner.fit(table, to: .classification(classes: ["x", "y"]), seed: 1).importances
    let (first, second) = (5.0 / 3 + 5 - 50.0 / 8, 3 - 5.0 / 3)
    #expect(abs(gini[1] - first / (first + second)) < 1e-12 && abs(gini[0] - second / (first + second)) < 1e-12)
    learner.criterion = .entropy
    let entropy = try learner.fit(table, to: .classification(classes: ["x", "y"]), seed: 1).importances
    let whole = 8 * log(8.0) - 7 * log(7.0)
    let remaining = 3 * log(3.0) - 2 * log(2.0)
    #expect(abs(entropy[0] - remaining / whole) < 1e-12 && abs(entropy[1] - (1 - remaining / whole)) < 1e-12)
  }

  @Test("Limits on the size of nodes are kept")
  func limits() throws {
    let table = MadeUp.clouds(rows: 300, seed: 6)
    var learner = ExtraTrees()
    learner.trees = 20
    let full = try learner.fit(table, to: Self.task, seed: 1)
    learner.maxDepth = 1
    #expect(try learner.fit(table, to: Self.task, seed: 1).nodeCount == 20)
    learner.maxDepth = 3
    #expect(try learner.fit(table, to: Self.task, seed: 1).nodeCount <= 20 * 7)
    learner.maxDepth = nil
    learner.minSplit = 40
    #expect(try learner.fit(table, to: Self.task, seed: 1).nodeCount < full.nodeCount / 4)
    learner.minSplit = 2
    learner.minLeaf = 60
    // At most five leaves of 60 rows each, so at most four splits a tree.
    #expect(try learner.fit(table, to: Self.task, seed: 1).nodeCount <= 20 * 4)
  }

  @Test("A threshold separates two neighbouring floats and two of the largest")
  func extremes() throws {
    let big = Double(Float.greatestFiniteMagnitude)
    for (low, high) in [(1, Double(Float(1).nextUp)), (-big, big), (0, 5e-40), (-0.0, 1e-45 * 2)] {
      let table = MadeUp.table([[low], [high], [low], [high]], labels: [0, 1, 0, 1], classes: ["x", "y"])
      let model = try ExtraTrees().fit(table, to: .classification(classes: ["x", "y"]), seed: 1)
      #expect(try model.predict(table, threads: 1).probabilities == [1, 0, 0, 1, 1, 0, 0, 1])
    }
  }

  @Test func progress() throws {
    let calls = Atomic<Int>(0)
    let last = Atomic<Int>(0)
    var learner = ExtraTrees()
    learner.trees = 30
    let table = MadeUp.clouds(rows: 60, seed: 1)
    _ = try learner.fit(table, to: Self.task, seed: 1, threads: 2) { done, total in
      calls.add(1, ordering: .relaxed)
      if done == total { last.store(done, ordering: .relaxed) }
    }
    #expect(calls.load(ordering: .relaxed) == 30 && last.load(ordering: .relaxed) == 30)
  }

  @Test func hyperparametersAsJSON() throws {
    var learner = ExtraTrees()
    learner.maxFeatures = .count(7)
    learner.maxDepth = 9
    let json = try JSONEncoder().encode(LearnerSpecification(wrappedValue: learner))
    let decoded = try JSONDecoder().decode(LearnerSpecification.self, from: json).wrappedValue
    #expect((decoded as? ExtraTrees)?.maxFeatures == .count(7) && (decoded as? ExtraTrees)?.maxDepth == 9)
    let sparse = try JSONDecoder().decode(ExtraTrees.self, from: Data(#"{"max_features": "all"}"#.utf8))
    #expect(sparse.maxFeatures == .all && sparse.trees == 500 && sparse.minSplit == 2)
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(ExtraTrees.self, from: Data(#"{"max_features": "most"}"#.utf8))
    }
    #expect(
      ExtraTrees.parameterNames == [
        "trees", "max_features", "min_split", "min_leaf", "max_depth", "bootstrap", "criterion", "class_weights",
        "preprocess",
      ])
  }

  @Test func settingsOutOfRange() {
    let table = MadeUp.clouds(rows: 9, seed: 1)
    func refused(_ word: String, _ change: (inout ExtraTrees) -> Void) {
      var learner = ExtraTrees()
      change(&learner)
      #expect(errorMessage { try learner.fit(table, to: Self.task, seed: 1) }.contains(word))
    }
    refused("extra_trees.trees") { $0.trees = 0 }
    refused("extra_trees.min_split") { $0.minSplit = 1 }
    refused("extra_trees.min_leaf") { $0.minLeaf = 0 }
    refused("extra_trees.max_depth") { $0.maxDepth = 0 }
    refused("extra_trees.max_features") { $0.maxFeatures = .count(0) }
  }
}
