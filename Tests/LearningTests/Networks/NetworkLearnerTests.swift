import FeatureTables
import Foundation
import Groundwork
import Learning
import Networks
import TestSupport
import Testing

/// Networks are learners like any other.
@Suite("Networks as learners", .enabled(if: NetworkEngine.isPresent, "run 'make networks' first"))
struct NetworkLearnerTests {
  /// Those that learn from any table; networks on alignments have tests of their own.
  static let learners = LearnerRegistry.all.compactMap { $0 as? any NetworkLearner }
    .filter { !type(of: $0).readsAlignments }

  @Test(arguments: learners.indices)
  func classes(index: Int) throws { try checkLearner(Self.learners[index]) }

  @Test(arguments: learners.indices)
  func numbers(index: Int) throws { try checkRegression(Self.learners[index]) }

  /// Two statistics in each of five subwindows and one of the whole window: the first has its trough in the middle (class 0),
  /// or left or right of it (class 1), on a level that differs between rows by `spread`; the trough is 3 to 4 deep.
  static func troughs(rows: Int, seed: UInt64, spread: Double = 20) -> FeatureTable {
    let names = ["low", "other"]
    var columns: [FeatureColumn] = []
    for name in names {
      for place in 0..<5 {
        columns.append(FeatureColumn(name: "\(name)_win\(place)", statistic: name, version: 1, subwindow: place))
      }
    }
    columns.append(FeatureColumn(name: "whole", statistic: "whole", version: 1, subwindow: nil))
    let schema = FeatureSchema(
      featureSet: "troughs", columns: columns, usesPhase: true, usesPolarisation: true, haplotypeCount: 10,
      windowLength: 100, subwindowCount: 5)
    var table = FeatureTable(schema: schema, classes: ["middle", "side"], truthNames: ["depth"])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    for row in 0..<rows {
      let (level, depth) = (spread * stream.normal(), 3 + stream.uniform())
      let place = row % 2 == 0 ? 2 : [0, 1, 3, 4][row / 2 % 4]
      let low = (0..<5).map { level - ($0 == place ? depth : 0) + 0.5 * stream.normal() }
      let other = (0..<6).map { _ in stream.normal() }
      table.append(low + other, label: row % 2, replicate: UInt64(row), truth: [depth])
    }
    return table
  }

  /// Networks that see which columns are of one statistic find what lies in the pattern along the subwindows.
  @Test(arguments: ["res1d", "diplos_hic"])
  func subwindows(id: String) throws {
    // Where rows differ in level by far more than the trough is deep, only networks that take the level away can see it.
    let spread = id == "res1d" ? 20.0 : 1
    let table = Self.troughs(rows: 600, seed: 1, spread: spread)
    let unseen = Self.troughs(rows: 200, seed: 2, spread: spread)
    let task = PredictionTask.classification(classes: table.classes)
    let small = try LearnerRegistry.learner(id).setting([
      ParameterSetting("epochs", 12), ParameterSetting("channels", 16), ParameterSetting("layers", "16"),
      ParameterSetting("ensemble", 2),
    ])
    let model = try small.fit(table, to: task, seed: 3)
    let predictions = try model.predict(unseen, threads: 2)
    let right = (0..<200).count { predictions.calledClass(row: $0) == Int(unseen.labels[$0]) }
    #expect(right >= (id == "res1d" ? 190 : 150), "\(right) of 200")
    #expect(try small.fit(table, to: task, seed: 3, threads: 2).predict(unseen, threads: 1) == predictions)
    // The pattern counts, and what says nothing does not.
    let shares = model.importances
    #expect(shares[0..<5].reduce(0, +) > 0.5)

    var parts = ArrayContainer(manifest: [])
    model.addParts(to: &parts)
    let loaded = try type(of: model).init(schema: model.schema, task: task, parts: parts, path: "model")
    #expect(try loaded.predict(unseen, threads: 1) == predictions)
  }

  /// Evaluation on a mirrored table is as good: rows were mirrored while learning.
  @Test func mirroring() throws {
    let table = Self.troughs(rows: 600, seed: 1)
    let task = PredictionTask.regression(targets: [TargetVariable("depth")])
    var learner = ResidualConvolutions()
    (learner.settings.epochs, learner.settings.channels, learner.settings.layers) = (10, 16, [16])
    let model = try learner.fit(table, to: task, seed: 3)
    let unseen = Self.troughs(rows: 300, seed: 2)
    let answer = try model.predictTargets(unseen, levels: [0.05, 0.95], threads: 1)
    // Intervals are those of the rows kept aside: 90 % of new rows lie within them.
    let within = (0..<300).count { row in
      let limits = Array(answer.quantiles(row: row, target: 0))
      return limits[0] <= unseen.truth[row] && unseen.truth[row] <= limits[1]
    }
    #expect(within > 240)
  }

  /// A file with other layers than its weights are for, or with another table's rows, is refused.
  @Test func strangers() throws {
    let table = MadeUp.clouds(rows: 60, seed: 1)
    let task = PredictionTask.classification(classes: table.classes)
    var learner = MultilayerPerceptron()
    (learner.settings.epochs, learner.settings.layers) = (2, [4])
    let model = try learner.fit(table, to: task, seed: 3)
    func message(_ change: (String, NumericArray) -> NumericArray) -> String {
      var parts = ArrayContainer(manifest: [])
      model.addParts(to: &parts)
      var changed = ArrayContainer(manifest: [])
      for (name, array) in parts.arrays { changed.add(name, change(name, array)) }
      return errorMessage { try NetworkModel(schema: table.schema, task: task, parts: changed, path: "m") }
    }
    #expect(message { $1 } == "no error")
    func replaced(_ old: String, _ new: String) -> (String, NumericArray) -> NumericArray {
      { name, array in
        guard name == "network_description", let bytes = array.uint8s else { return array }
        return NumericArray(Array(String(decoding: bytes, as: UTF8.self).replacing(old, with: new).utf8))
      }
    }
    #expect(message(replaced("units=4", "units=5")).contains("its weights are not those of its layers"))
    #expect(message(replaced("columns 8", "columns 9")).contains("reads other rows"))
    #expect(message(replaced("relu", "exec")).contains("no kind of layer 'exec'"))
    #expect(message(replaced("output", "outputs")).contains("there is no layer 'output'"))
    #expect(
      message { $0 == "network_weights" ? NumericArray([Float](repeating: .nan, count: $1.bytes.count / 4)) : $1 }
        .contains("not a usable model"))
  }
}
