import FeatureTables
import Groundwork
import Learning
import TestSupport
import Testing

@Suite("ABC random forests")
struct ABCForestTests {
  /// Three classes that no column tells apart, but two sums of twelve columns do.
  static func table(rows: Int, seed: UInt64, separation: Double = 1) -> FeatureTable {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    let made = (0..<rows).map { row in
      (0..<24).map { column in
        let bell = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
        return bell + separation * (column < 12 && row % 3 == 1 || column >= 12 && row % 3 == 2 ? 0.45 : 0)
      }
    }
    return MadeUp.table(made, labels: (0..<rows).map { $0 % 3 }, classes: ["a", "b", "c"])
  }

  static let task = PredictionTask.classification(classes: ["a", "b", "c"])

  @Test("Discriminant axes lower the error, out of bag and on new rows")
  func axes() throws {
    let (known, unseen) = (Self.table(rows: 600, seed: 1), Self.table(rows: 900, seed: 2))
    var learner = ABCRandomForest()
    learner.trees = 150
    func errors() throws -> (bag: Double, new: Double) {
      let model = try learner.fit(known, to: Self.task, seed: 1, threads: 2)
      let new = try SelectionScore.accuracy.value(of: model, unseen, threads: 2)
      return (try #require(model.forest.outOfBag).error, 1 - new)
    }
    let with = try errors()
    learner.lda = false
    let without = try errors()
    #expect(with.bag < without.bag - 0.02 && with.new < without.new - 0.02)
  }

  @Test("The posterior probability of the model called is how often it is right")
  func posterior() throws {
    let (known, unseen) = (Self.table(rows: 1200, seed: 3), Self.table(rows: 1500, seed: 4))
    var learner = ABCRandomForest()
    learner.trees = 150
    let model = try learner.fit(known, to: Self.task, seed: 1, threads: 2)
    let found = try model.posterior(unseen, threads: 2)
    let votes = try model.predict(unseen, threads: 1)
    #expect(found.indices.allSatisfy { found[$0].called == votes.calledClass(row: $0) })
    let ranked = found.indices.sorted { found[$0].probability < found[$1].probability }
    for part in [ranked.prefix(500), ranked[500..<1000], ranked.suffix(500)] {
      let claimed = part.reduce(0.0) { $0 + found[$1].probability } / 500
      let right = Double(part.count { found[$0].called == Int(unseen.labels[$0]) }) / 500
      #expect(abs(claimed - right) < 0.09, "\(claimed) claimed, \(right) right")
    }
    let (low, high) = (found[ranked[100]].probability, found[ranked[1400]].probability)
    #expect(high > low + 0.2)
    // Saved and loaded it says the same.
    var container = ArrayContainer(manifest: [])
    model.addParts(to: &container)
    let loaded = try ABCForestModel(schema: known.schema, task: Self.task, parts: container, path: "memory")
    #expect(try loaded.posterior(unseen, threads: 1) == found)
  }

  @Test("What it must not be asked is refused")
  func refusals() throws {
    let one = Self.table(rows: 1, seed: 1)
    var learner = ABCRandomForest()
    learner.trees = 3
    let model = try learner.fit(one, to: Self.task, seed: 1)
    #expect(errorMessage { try model.posterior(one, threads: 1) }.contains("out of bag"))
    learner.trees = 0
    #expect(errorMessage { try learner.check() }.contains("abc_random_forest.trees"))
  }
}

@Suite("Novelty")
struct NoveltyScoreTests {
  @Test("Rows like those of training are called novel as often as promised, others always")
  func falseAlarms() throws {
    let known = MadeUp.clouds(rows: 1500, seed: 1)
    let score = try NoveltyScore(known, seed: 1)
    #expect(score.usual.count == 300)
    let unseen = MadeUp.clouds(rows: 3000, seed: 2)
    for rate in [0.01, 0.05, 0.2] {
      // The rows kept aside are 300: their own chance counts as well.
      let error = (rate * (1 - rate) * (1 / 300.0 + 1 / 3000.0)).squareRoot()
      #expect(abs(score.shareBeyond(try score.scores(unseen), rate: rate) - rate) < 4 * error)
    }
    // Each value of these rows is usual, their combination is not: f5 is a copy of f0.
    let values = (0..<3000).map { unseen.values[(2999 - $0) * 8 + 5] }
    let mixed = try score.scores(unseen.replacing(column: 5, with: values))
    #expect(score.shareBeyond(mixed, rate: 0.01) > 0.5)
    #expect(try NoveltyScore(known, seed: 1) == score)
  }

  @Test("Missing values are filled where that is asked for, and do not make rows untypical")
  func missingValues() throws {
    func holed(_ table: FeatureTable) -> FeatureTable {
      table.replacing(
        schema: table.schema, values: table.values.enumerated().map { $0 % 37 == 5 ? .nan : $1 })
    }
    let known = holed(MadeUp.clouds(rows: 600, seed: 1))
    let aside = holed(MadeUp.clouds(rows: 300, seed: 3))
    let message = errorMessage { try NoveltyScore(training: known, keptAside: aside) }
    #expect(message.contains("nan"))
    let score = try NoveltyScore(training: known, keptAside: aside, imputation: .median)
    let distances = try score.scores(holed(MadeUp.clouds(rows: 600, seed: 2)))
    let areFinite = distances.allSatisfy { $0.isFinite }
    #expect(areFinite)
    let beyond = Double(distances.count { score.falseAlarmRate($0) <= 0.05 }) / 600
    let error = (0.05 * 0.95 * (1 / 300.0 + 1 / 600.0)).squareRoot()
    #expect(abs(beyond - 0.05) < 4 * error)
  }

  @Test("One row, constant columns, more columns than rows: still distances")
  func extremes() throws {
    let one = MadeUp.clouds(rows: 1, seed: 1)
    let lone = try NoveltyScore(one, seed: 1)
    #expect(try lone.scores(MadeUp.clouds(rows: 5, seed: 2)).allSatisfy { $0.isFinite } && lone.usual.isEmpty)
    #expect(lone.falseAlarmRate(3) == 1)
    let wide = ABCForestTests.table(rows: 18, seed: 1)
    let score = try NoveltyScore(wide, seed: 1)
    #expect(try score.scores(wide).allSatisfy { $0.isFinite && $0 > 0 } && score.shrinkage > 0)
    #expect(score.falseAlarmRate(.infinity) == 1 / Double(score.usual.count + 1) && score.falseAlarmRate(0) == 1)
    #expect(errorMessage { try score.scores(one) }.contains("missing columns"))
  }
}
