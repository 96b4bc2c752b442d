// CPU time of fitting and predicting with each learner, one thread: 10,000 rows for fitting and 5,000 for predicting, 132
// columns, five classes that the first twenty columns decide; of the search of a support vector machine's 49 cells in the
// review's notebook, on 2400 rows of five columns; and how much sooner two threads are done. With a path, the table is
// written there first, in the container that numpy.load opens; learning_peers.py times scikit-learn, quantile-forest and
// xgboost on it. `large` instead of a path: the time and the most memory of Extra-Trees of 100,000 rows and 165 columns,
// 500 trees.

import FeatureTables
import Groundwork
import Learning
import Workloads

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

let schema = FeatureSchema(
  featureSet: "benchmark",
  columns: (0..<132).map { FeatureColumn(name: "f\($0)", statistic: "f\($0)", version: 1, subwindow: nil) },
  usesPhase: true, usesPolarisation: true, haplotypeCount: 2, windowLength: 1, subwindowCount: 1)
var table = FeatureTable(schema: schema, classes: ["a", "b", "c", "d", "e"], truthNames: ["number"])
var random = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
for row in 0..<15_000 {
  let label = row % 5
  // A sum of twelve uniform numbers is nearly normal; four columns each lean to a class.
  let features = (0..<132).map { column in
    let bell = (0..<12).reduce(-6.0) { sum, _ in sum + random.uniform() }
    return bell + (column < 20 && column / 4 == label ? 0.7 : 0)
  }
  table.append(features, label: label, replicate: UInt64(row), truth: [features[0] + features[1] * features[2]])
}
if CommandLine.arguments.dropFirst().first == "large" {
  try measureLarge()
  exit(0)
}
if let path = CommandLine.arguments.dropFirst().first {
  try table.container(provenance: Provenance(version: "benchmark", studyHash: "", study: "", seed: 1)).write(to: path)
}
let training = table.selecting(Array(0..<10_000))
let test = table.selecting(Array(10_000..<15_000))

func measure(
  _ name: String, _ learner: some Learner, _ task: PredictionTask, levels: [Double] = []
) throws {
  let begin = processorSeconds()
  let model = try learner.fit(training, to: task, seed: 1)
  let fitted = processorSeconds()
  let quality: Double
  if task.targets.isEmpty {
    quality = ConfusionMatrix(labels: test.labels, predictions: try model.predict(test, threads: 1)).accuracy.value
  } else {
    let predicted = try model.predictTargets(test, levels: levels, threads: 1).values
    quality = RegressionScores.r2(truth: test.truth, predicted: predicted)
  }
  print(name, fitted - begin, processorSeconds() - fitted, quality, separator: "\t")
}

/// Extra-Trees of 100,000 rows and 165 columns: 500 trees.
func measureLarge() throws {
  let schema = FeatureSchema(
    featureSet: "benchmark",
    columns: (0..<165).map { FeatureColumn(name: "f\($0)", statistic: "f\($0)", version: 1, subwindow: nil) },
    usesPhase: true, usesPolarisation: true, haplotypeCount: 2, windowLength: 1, subwindowCount: 1)
  var table = FeatureTable(schema: schema, classes: ["a", "b", "c", "d", "e"])
  var random = RandomStream(seed: 2, replicate: 0, purpose: .parameters)
  for row in 0..<100_000 {
    let features = (0..<165).map { random.uniform() + ($0 < 20 && $0 / 4 == row % 5 ? 0.2 : 0) }
    table.append(features, label: row % 5, replicate: UInt64(row), truth: [])
  }
  let begin = processorSeconds()
  let model = try ExtraTrees().fit(table, to: .classification(classes: table.classes), seed: 1, threads: 2)
  print("extra_trees, 100,000 x 165", "\(processorSeconds() - begin) s", "\(model.nodeCount) nodes", separator: "\t")
  print("most memory", "\(Int(peakMegabytes())) MB", separator: "\t")
}

/// The search of the notebook of Schrider & Kern 2018, on standardised features, without probabilities.
@MainActor func measureSearch() throws {
  let chosen = [0, 4, 8, 12, 16]
  let rows = table.selecting(Array(0..<2400))
  let small = rows.replacing(
    schema: FeatureSchema(
      featureSet: "benchmark", columns: chosen.map { schema.columns[$0] }, usesPhase: true, usesPolarisation: true,
      haplotypeCount: 2, windowLength: 1, subwindowCount: 1),
    values: (0..<2400).flatMap { row in chosen.map { rows.values[row * 132 + $0] } })
  var machine = SupportVectorMachine()
  machine.probabilityFolds = 0
  let begin = processorSeconds()
  let found = try ModelSelection(.folds(5), seed: 1).search(
    machine, SearchSpace.named("review-svm").grid, small, to: .classification(classes: small.classes))
  print("support_vector_machine, 49 cells", processorSeconds() - begin, "", found.best.scores.mean, separator: "\t")
}

/// Seconds of the clock that `work` takes on one thread and on two, the least of three alternating runs each.
@MainActor func measureThreads(_ name: String, _ work: (Int) throws -> Void) throws {
  var least = [Double.infinity, .infinity]
  for run in 0..<6 {
    let clock = ContinuousClock()
    let begin = clock.now
    try work(run % 2 + 1)
    let taken = (clock.now - begin) / .seconds(1)
    least[run % 2] = min(least[run % 2], taken)
  }
  print("\(name), one and two threads", least[0], least[1], "\(least[0] / least[1]) times as fast", separator: "\t")
}

print("learner", "fit, s", "predict, s", "accuracy or R2", separator: "\t")
let classes = PredictionTask.classification(classes: table.classes)
let numbers = PredictionTask.regression(targets: [TargetVariable("number")])
try measure("extra_trees, 500 trees", ExtraTrees(), classes)
try measure("random_forest, 500 trees", RandomForest(), classes)
var trees = ExtraTrees()
var forest = RandomForest()
(trees.maxFeatures, forest.maxFeatures) = (.third, .third)
(trees.minLeaf, forest.minLeaf) = (5, 5)
trees.trees = 300
try measure("extra_trees, quantiles, 300 trees", trees, numbers, levels: [0.05, 0.5, 0.95])
(trees.trees, forest.trees) = (100, 100)
try measure("extra_trees, numbers, 100 trees", trees, numbers)
try measure("random_forest, numbers, 100 trees", forest, numbers)
var boosting = XGBoost()
(boosting.rounds, boosting.earlyStopping) = (100, 0)
try measure("xgboost, 100 rounds", boosting, classes)
try measureSearch()
var fewer = ExtraTrees()
fewer.trees = 200
let grown = try ExtraTrees().fit(training, to: classes, seed: 1, threads: 2)
try measureThreads("extra_trees, 200 trees, fit") { _ = try fewer.fit(training, to: classes, seed: 1, threads: $0) }
try measureThreads("extra_trees, 500 trees, predict") { _ = try grown.predict(test, threads: $0) }
