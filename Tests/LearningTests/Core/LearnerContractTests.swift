import FeatureTables
import Foundation
import Learning
import TestSupport
import Testing

/// True of learners that draw nothing when they learn classes: they learn the same from every seed.
private func isWithoutChance(_ learner: some Learner) -> Bool {
  ["logistic_regression", "elastic_net", "componentwise_boosting", "cascade"].contains(type(of: learner).id)
}

/// What holds for every learner of classes, now and later.
func checkLearner(_ learner: some Learner) throws {
  let table = MadeUp.clouds(rows: 150, seed: 1)
  let unseen = MadeUp.clouds(rows: 301, seed: 2)
  let task = PredictionTask.classification(classes: table.classes)
  func bytes(_ model: some Model) throws -> [UInt8] {
    try ModelFile(
      model: model, learner: learner, evaluation: nil, featureRanges: FeatureRange.all(of: table),
      provenance: Provenance(version: "0", studyHash: "", study: "", seed: 7)
    ).container().bytes
  }

  // The seed decides everything, the number of threads and earlier fits nothing.
  let model = try learner.fit(table, to: task, seed: 7)
  let reference = try bytes(model)
  for threads in [1, 2, 8] {
    let again = try learner.fit(table, to: task, seed: 7, threads: threads)
    #expect(try bytes(again) == reference, "\(threads) threads learn something else")
    #expect(try again.predict(unseen, threads: threads) == model.predict(unseen, threads: 1))
  }
  #expect(try (bytes(learner.fit(table, to: task, seed: 8)) == reference) == isWithoutChance(learner))

  // Probabilities are probabilities, of the rows in order, whatever else is in the table.
  let predictions = try model.predict(unseen, threads: 1)
  #expect(predictions.rowCount == 301 && predictions.classes == table.classes)
  for row in 0..<301 {
    #expect(abs(predictions.row(row).reduce(0, +) - 1) < 1e-12 && predictions.row(row).allSatisfy { $0 >= 0 })
  }
  let some = [300, 17, 17, 130]
  let selected = try model.predict(unseen.selecting(some), threads: 1)
  for (place, row) in some.enumerated() { #expect(selected.row(place).elementsEqual(predictions.row(row))) }
  #expect(abs(model.importances.reduce(0, +) - 1) < 1e-12 && model.importances[4] == 0)

  // Saved and loaded it predicts the same bits.
  let folder = try TemporaryFolder()
  let path = folder.file("model")
  let file = ModelFile(
    model: model, learner: learner, evaluation: .classes(try Evaluation(unseen, predictions)),
    featureRanges: try FeatureRange.all(of: table),
    provenance: Provenance(version: "0", studyHash: "", study: "", seed: 7), citations: ["somebody"])
  try file.write(to: path)
  let loaded = try ModelFile.read(path)
  #expect(try loaded.model.predict(unseen, threads: 2) == predictions)
  #expect(loaded.model.importances == model.importances && loaded.model.task == task)
  #expect(loaded.evaluation == file.evaluation && loaded.featureRanges == file.featureRanges)
  #expect(loaded.citations == ["somebody"] && loaded.provenance == file.provenance)
  #expect(try loaded.container().bytes == file.container().bytes)

  try checkSmallTables(learner)
  try checkRefusals(learner, model, table, task)
}

/// One row, one class, constant and duplicate columns.
private func checkSmallTables(_ learner: some Learner) throws {
  let two = PredictionTask.classification(classes: ["x", "y"])
  let oneRow = MadeUp.table([[1, 2]], labels: [1], classes: ["x", "y"])
  #expect(try learner.fit(oneRow, to: two, seed: 1).predict(oneRow, threads: 2).calledClass(row: 0) == 1)
  let oneClass = MadeUp.table([[1, 2], [3, 4], [5, 5]], labels: [0, 0, 0], classes: ["x", "y"])
  let certain = try learner.fit(oneClass, to: two, seed: 1).predict(oneClass, threads: 1)
  #expect(certain.probabilities == [1, 0, 1, 0, 1, 0])
  let constant = MadeUp.table(
    [[Double]](repeating: [3, 3], count: 40), labels: (0..<40).map { $0 % 4 == 0 ? 0 : 1 }, classes: ["x", "y"])
  let blind = try learner.fit(constant, to: two, seed: 1)
  // Learners that resample the rows are as far from three in four as chance takes them.
  #expect(try abs(blind.predict(constant, threads: 1).probability(row: 0, class: 1) - 0.75) < 0.05)
  #expect(blind.importances == [0, 0])
  let duplicate = MadeUp.table(
    (0..<40).map { [Double($0 / 10), Double($0 / 10)] }, labels: (0..<40).map { $0 / 20 }, classes: ["x", "y"])
  let copied = try learner.fit(duplicate, to: two, seed: 1).predict(duplicate, threads: 1)
  #expect((0..<40).map(copied.calledClass) == duplicate.labels.map { Int($0) })
  // A class of the task without rows is not an error, and never called.
  let three = MadeUp.table(
    duplicate.labels.indices.map { [Double($0 / 10)] }, labels: (0..<40).map { $0 / 20 * 2 }, classes: ["x", "y", "z"])
  let absent = try learner.fit(three, to: .classification(classes: ["x", "y", "z"]), seed: 1).predict(three, threads: 1)
  #expect((0..<40).allSatisfy { absent.probability(row: $0, class: 1) == 0 })
  let empty = try learner.fit(oneRow, to: two, seed: 1).predict(oneRow.selecting([]), threads: 2)
  #expect(empty.rowCount == 0)
}

/// What must be refused, and what the refusal must say.
private func checkRefusals(
  _ learner: some Learner, _ model: some Model, _ table: FeatureTable, _ task: PredictionTask
) throws {
  func expect(_ words: String..., from body: () throws -> Void) {
    let message = errorMessage(body)
    for word in words { #expect(message.contains(word)) }
  }
  for bad in [Double.nan, .infinity, 1e300] {
    var rows = (0..<4).map { [Double($0), 1] }
    rows[2][1] = bad
    let broken = MadeUp.table(rows, labels: [0, 1, 0, 1], classes: ["x", "y"])
    let two = PredictionTask.classification(classes: ["x", "y"])
    expect("row 3", "'f1'") { _ = try learner.fit(broken, to: two, seed: 1) }
    let sound = try learner.fit(broken.selecting([0, 1, 3]), to: two, seed: 1)
    expect("row 3", "'f1'") { _ = try sound.predict(broken, threads: 1) }
  }
  let renamed = MadeUp.renamed(table, ["f0", "f1", "f2", "f3", "f4", "f5", "other", "more"])
  expect("missing columns: f6 (v1), f7 (v1)", "unknown columns: other (v1), more (v1)") {
    _ = try model.predict(renamed, threads: 1)
  }
  var observed = FeatureTable(schema: table.schema)
  observed.append(table.row(0), location: .init(contig: "1", start: 0, end: 100))
  expect("no labels") { _ = try learner.fit(observed, to: task, seed: 1) }
  #expect(try model.predict(observed, threads: 1).locations == observed.locations)
  expect("no rows") { _ = try learner.fit(table.selecting([]), to: task, seed: 1) }
  try checkMissing(learner, table, task)
  expect("expected the classes c, b, a") {
    _ = try learner.fit(table, to: .classification(classes: ["c", "b", "a"]), seed: 1)
  }
}

/// Missing values, where the learner is told what to put in their place: as if the table had that there, also from a file.
private func checkMissing(_ learner: some Learner, _ table: FeatureTable, _ task: PredictionTask) throws {
  var learner = learner
  learner.preprocess.imputation = .median
  func changed(_ table: FeatureTable, _ value: Double) -> FeatureTable {
    let own = (0..<table.rowCount).map { $0 % 7 == 3 ? value : table.values[$0 * table.columnCount + 1] }
    return table.replacing(column: 1, with: own)
  }
  let known = (0..<table.rowCount).filter { $0 % 7 != 3 }.map { table.values[$0 * table.columnCount + 1] }.sorted()
  let middle = (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
  let unseen = MadeUp.clouds(rows: 40, seed: 2)
  let model = try learner.fit(changed(table, .nan), to: task, seed: 7)
  let filled = try learner.fit(changed(table, middle), to: task, seed: 7)
  let expected = try filled.predict(changed(unseen, middle), threads: 1)
  #expect(try model.predict(changed(unseen, .nan), threads: 2) == expected)
  #expect(try filled.predict(unseen, threads: 1) != expected)
  var parts = ArrayContainer(manifest: [])
  model.addParts(to: &parts)
  let loaded = try type(of: model).init(schema: model.schema, task: task, parts: parts, path: "model")
  #expect(try loaded.predict(changed(unseen, .nan), threads: 1) == expected)
  #expect(errorMessage { try learner.fit(changed(table, .infinity), to: task, seed: 7) }.contains("row 4, column 'f1'"))
  #expect(errorMessage { try model.predict(changed(unseen, .infinity), threads: 1) }.contains("row 4, column 'f1'"))
}

/// Hyper-parameters by name: what is asked for is there, what does not exist is refused with the nearest name.
func checkParameters(_ learner: some Learner) throws {
  let id = type(of: learner).id
  let names = type(of: learner).parameterNames
  for name in names {
    #expect(errorMessage { try learner.setting([ParameterSetting(name + "x", 1)]) }.contains("did you mean '\(name)'?"))
    #expect(errorMessage { try learner.setting([ParameterSetting(name, .weights(["x": -1]))]).check() }.contains(id))
  }
  #expect(names.contains("preprocess"))
  #expect(errorMessage { try learner.setting([ParameterSetting("preprocess", "quantil")]) }.contains("'quantile'"))
  let other = try learner.setting([ParameterSetting("preprocess", "quantile")])
  #expect(try JSONEncoder().encode(LearnerSpecification(wrappedValue: other)).contains("quantile".utf8))
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  #expect(try encoder.encode(other.setting([])) == encoder.encode(other))
}

/// What holds for every learner that predicts numbers.
func checkRegression(_ learner: some Learner) throws {
  let table = RegressionTests.friedman(rows: 150, seed: 1)
  let unseen = RegressionTests.friedman(rows: 101, seed: 2)
  let task = PredictionTask.regression(targets: [TargetVariable("y"), TargetVariable("size", scale: .log)])
  let levels = [0.05, 0.5, 0.95]
  func bytes(_ model: some Model) throws -> [UInt8] {
    var container = ArrayContainer(manifest: [])
    model.addParts(to: &container)
    return container.bytes
  }
  let model = try learner.fit(table, to: task, seed: 7)
  let reference = try bytes(model)
  let predictions = try model.predictTargets(unseen, levels: levels, threads: 1)
  for threads in [1, 2, 8] {
    let again = try learner.fit(table, to: task, seed: 7, threads: threads)
    #expect(try bytes(again) == reference, "\(threads) threads learn something else")
    #expect(try again.predictTargets(unseen, levels: levels, threads: threads) == predictions)
  }
  #expect(try bytes(learner.fit(table, to: task, seed: 8)) != reference, "the seed decides nothing")
  #expect(model.importances.count == table.columnCount && abs(model.importances.reduce(0, +) - 1) < 1e-12)
  #expect(predictions.rowCount == 101 && predictions.targets == ["y", "size"] && predictions.quantiles.count == 606)
  #expect((0..<101).allSatisfy { predictions.values[2 * $0 + 1] > 0 })
  for row in 0..<101 {
    for target in 0..<2 {
      let quantiles = Array(predictions.quantiles(row: row, target: target))
      #expect(quantiles == quantiles.sorted())
    }
  }
  let some = [100, 17, 17, 30]
  let selected = try model.predictTargets(unseen.selecting(some), levels: levels, threads: 1)
  for (place, row) in some.enumerated() {
    #expect(selected.quantiles(row: place, target: 1).elementsEqual(predictions.quantiles(row: row, target: 1)))
    #expect(selected.values[2 * place] == predictions.values[2 * row])
  }

  // Saved and loaded it predicts the same bits.
  let folder = try TemporaryFolder()
  let file = ModelFile(
    model: model, learner: learner, evaluation: nil, featureRanges: try FeatureRange.all(of: table),
    provenance: Provenance(version: "0", studyHash: "", study: "", seed: 7))
  try file.write(to: folder.file("model"))
  let loaded = try ModelFile.read(folder.file("model"))
  #expect(try loaded.model.predictTargets(unseen, levels: levels, threads: 2) == predictions)
  #expect(try loaded.model.task == task && loaded.container().bytes == file.container().bytes)

  // One row, constant targets, constant columns.
  let one = table.selecting([3])
  let lone = try learner.fit(one, to: task, seed: 1).predictTargets(unseen, levels: [0.5], threads: 1)
  #expect(lone.values(of: 0).allSatisfy { $0 == table.truth[6] } && lone.quantiles[0] == table.truth[6])
  let copies = table.selecting([3, 3, 3, 3])
  let same = try learner.fit(copies, to: task, seed: 1).predictTargets(unseen, levels: [0.5], threads: 1)
  #expect(same.values(of: 0) == lone.values(of: 0))
  let observed = unseen.replacing(column: 2, with: [Double](repeating: .nan, count: 101))
  #expect(errorMessage { try model.predictTargets(observed, levels: [], threads: 1) }.contains("'f2'"))
  #expect(errorMessage { try learner.fit(observed, to: task, seed: 1) }.contains("'f2'"))
  let renamed = MadeUp.renamed(MadeUp.clouds(rows: 3, seed: 1), (0..<8).map { "g\($0)" })
  #expect(errorMessage { try model.predictTargets(renamed, levels: [], threads: 1) }.contains("missing columns: f0"))
}

@Suite("Every learner keeps the contract")
struct LearnerContractTests {
  /// Every learner that needs no engine of its own, with its default settings, but for how long boosting goes on.
  static let learners = LearnerRegistry.all.filter { !($0 is any NetworkLearner) }.map { learner -> any Learner in
    guard var boosting = learner as? XGBoost else { return learner }
    (boosting.rounds, boosting.intervalFolds) = (40, 3)
    return boosting
  }

  @Test(arguments: learners.indices)
  func classes(index: Int) throws {
    let learner = Self.learners[index]
    let table = MadeUp.clouds(rows: 9, seed: 1)
    if type(of: learner).predictsClasses {
      try checkLearner(learner)
    } else {
      let message = errorMessage { try learner.fit(table, to: .classification(classes: table.classes), seed: 1) }
      #expect(message.contains("numbers, not classes"))
    }
  }

  @Test(arguments: LearnerRegistry.all.indices)
  func parameters(index: Int) throws { try checkParameters(LearnerRegistry.all[index]) }

  @Test(arguments: learners.indices)
  func numbers(index: Int) throws {
    let learner = Self.learners[index]
    if type(of: learner).predictsNumbers {
      try checkRegression(learner)
    } else {
      let table = RegressionTests.friedman(rows: 9, seed: 1)
      let message = errorMessage { try learner.fit(table, to: .regression(targets: [TargetVariable("y")]), seed: 1) }
      #expect(message.contains("classes, not numbers"))
    }
  }

  @Test func otherSettings() throws {
    var trees = ExtraTrees()
    trees.trees = 40
    trees.criterion = .entropy
    trees.maxFeatures = .all
    trees.minLeaf = 2
    // Two rows a leaf is too much for the four rows of the contract, so only what does not need them is tried.
    let table = MadeUp.clouds(rows: 90, seed: 4)
    let task = PredictionTask.classification(classes: table.classes)
    #expect(try trees.fit(table, to: task, seed: 1) == trees.fit(table, to: task, seed: 1, threads: 3))
    trees.minLeaf = 1
    trees.maxFeatures = .count(3)
    try checkLearner(trees)
  }

  @Test func unknownLearner() {
    #expect(errorMessage { try LearnerRegistry.learner("extra_tree") }.contains("did you mean 'extra_trees'?"))
  }
}
