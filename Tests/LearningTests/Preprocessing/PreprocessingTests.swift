import FeatureTables
import Groundwork
import Learning
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Preprocessing inside the model")
struct PreprocessingTests {
  /// Two columns that three classes lie along, on scales that differ by five orders of magnitude.
  static func table(rows: Int, seed: UInt64, scale: Double = 1, shift: Double = 0) -> FeatureTable {
    var random = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    let made = (0..<rows).map { row in
      let (x, y) = (random.uniform() + Double(row % 3), random.uniform() * 3e5)
      return [x * scale + shift, y * scale + shift]
    }
    return MadeUp.table(made, labels: (0..<rows).map { $0 % 3 }, classes: ["a", "b", "c"])
  }

  static func accuracy(_ learner: some Learner, _ known: FeatureTable, _ unseen: FeatureTable) throws -> Double {
    let model = try learner.fit(known, to: .classification(classes: known.classes), seed: 1)
    return try SelectionScore.accuracy.value(of: model, unseen, threads: 1)
  }

  @Test("Scales do not matter to a machine that standardises, and do to one that does not")
  func scales() throws {
    let (known, unseen) = (Self.table(rows: 300, seed: 1), Self.table(rows: 300, seed: 2))
    var machine = SupportVectorMachine()
    #expect(try Self.accuracy(machine, known, unseen) > 0.9)
    machine.preprocess = .quantile
    #expect(try Self.accuracy(machine, known, unseen) > 0.9)
    machine.preprocess = .none
    #expect(try Self.accuracy(machine, known, unseen) < 0.6)
    #expect(try Self.accuracy(LogisticRegression(), known, unseen) > 0.9)
  }

  @Test("What standardises is learned from the training rows, not from the rows predicted")
  func trainingMoments() throws {
    let known = Self.table(rows: 300, seed: 1)
    let task = PredictionTask.classification(classes: known.classes)
    let model = try LogisticRegression().fit(known, to: task, seed: 1)
    let shifted = Self.table(rows: 300, seed: 1, shift: 10)
    #expect(try model.predict(shifted, threads: 1) != model.predict(known, threads: 1))
    // The twin: standardised by hand, learned without preprocessing.
    var means = [0.0, 0.0]
    var deviations = [0.0, 0.0]
    for column in 0..<2 {
      let values = (0..<300).map { known.values[2 * $0 + column] }
      means[column] = values.reduce(0, +) / 300
      deviations[column] = sqrt(values.reduce(0.0) { $0 + pow($1 - means[column], 2) } / 300)
    }
    let byHand = known.replacing(
      schema: known.schema,
      values: known.values.enumerated().map { ($1 - means[$0 % 2]) / deviations[$0 % 2] })
    var plain = LogisticRegression()
    plain.preprocess = .none
    let twin = try plain.fit(byHand, to: task, seed: 1)
    for (a, b) in zip(model.weights, twin.weights) { #expect(abs(a - b) < 1e-6) }
  }

  @Test("S/HIC's normalisation: shares of the subwindows, whatever their scale")
  func perWindow() throws {
    var columns: [FeatureColumn] = []
    for statistic in ["s0", "s1"] {
      for index in 0..<3 {
        columns.append(
          FeatureColumn(name: "\(statistic)_win\(index)", statistic: statistic, version: 1, subwindow: index))
      }
    }
    let schema = FeatureSchema(
      featureSet: "made up",
      columns: columns + [FeatureColumn(name: "all", statistic: "all", version: 1, subwindow: nil)],
      usesPhase: true, usesPolarisation: true, haplotypeCount: 2, windowLength: 3, subwindowCount: 3)
    func table(_ rows: [[Double]]) -> FeatureTable {
      var table = FeatureTable(schema: schema, classes: ["a", "b"], truthNames: ["y"])
      for (index, row) in rows.enumerated() {
        table.append(row, label: index % 2, replicate: UInt64(index), truth: [0])
      }
      return table
    }
    // A ridge with almost no penalty learns the sum of the columns it sees, preprocessed by hand or by itself.
    var random = RandomStream(seed: 4, replicate: 0, purpose: .parameters)
    var known = table([])
    for index in 0..<60 {
      let row = (0..<7).map { column in random.uniform() - (column > 2 ? 0.5 : 0) }
      known.append(
        row, label: index % 2, replicate: UInt64(index), truth: [Self.byHand(row)[1] + 2 * Self.byHand(row)[4]])
    }
    var ridge = RidgeRegression()
    (ridge.alpha, ridge.preprocess, ridge.intervalFolds) = (1e-9, .perWindow, 0)
    let model = try ridge.fit(known, to: .regression(targets: [TargetVariable("y")]), seed: 1)
    let probes = [[1.0, 2, 5, -1, 0, 3, 9], [0, 0, 0, 2, 2, 4, 1], [10, 20, 50, 1, 1, 1, 0]]
    let found = try model.predictTargets(table(probes), levels: [], threads: 1).values
    for (value, probe) in zip(found, probes) {
      #expect(abs(value - Self.byHand(probe)[1] - 2 * Self.byHand(probe)[4]) < 1e-5)
    }
  }

  static func byHand(_ row: [Double]) -> [Double] {
    var result = row
    for first in [0, 3] {
      let own = row[first..<first + 3].map { $0 - min(0, row[first..<first + 3].min() ?? 0) }
      let sum = own.reduce(0, +)
      for index in 0..<3 { result[first + index] = sum == 0 ? 1.0 / 3 : own[index] / sum }
    }
    return result
  }

  @Test("Trees see what preprocessing makes, and keep it in their file", arguments: Preprocessing.allCases)
  func trees(kind: Preprocessing) throws {
    let known = Self.table(rows: 120, seed: 1)
    var trees = RandomForest()
    (trees.trees, trees.preprocess) = (20, kind)
    let model = try trees.fit(known, to: .classification(classes: known.classes), seed: 1)
    var container = ArrayContainer(manifest: [])
    model.addParts(to: &container)
    let loaded = try ForestModel(schema: known.schema, task: model.task, parts: container, path: "memory")
    #expect(loaded == model)
    #expect(container.arrays.contains { $0.name.hasPrefix("preprocess") } == (kind != .none))
    #expect(try Self.accuracy(trees, known, Self.table(rows: 100, seed: 3)) > 0.9)
  }
}
