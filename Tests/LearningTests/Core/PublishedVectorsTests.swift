import FeatureTables
import Learning
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif
#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif
#if canImport(Foundation)
  import Foundation
#endif

@Suite("Published S/HIC training vectors")
struct PublishedVectorsTests {
  static let classes = ["neutral", "linkedSoft", "soft", "linkedHard", "hard"]

  /// The vectors of the CEU scan of Schrider & Kern 2017; absent data fail.
  static func table() throws -> FeatureTable {
    let archive = try #require(SharedData.path("data/shic_training_1kg/trainingData1kgScan_CEU.tar.xz"))
    let folder = try TemporaryFolder()
    try unpackArchive(archive, into: folder.path)
    var table: FeatureTable?
    var replicate: UInt64 = 0
    for (label, name) in ["neut", "linkedSoft", "soft", "linkedHard", "hard"].enumerated() {
      let url = URL(fileURLWithPath: folder.file("CEU/\(name).fvec"))
      let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
      var current =
        table
        ?? FeatureTable(
          schema: MadeUp.schema(lines[0].split(separator: "\t").dropFirst().map(String.init)), classes: classes)
      for line in lines.dropFirst() {
        let values = line.split(separator: "\t").dropFirst().compactMap { Double($0) }
        current.append(values, label: label, replicate: replicate, truth: [])
        replicate += 1
      }
      table = current
    }
    return try #require(table)
  }

  @Test(
    "300 trees on a 70/30 split reach what scikit-learn reaches",
    .enabled(if: SharedData.isPresent, "the shared data are absent"))
  func accuracy() throws {
    let table = try Self.table()
    #expect(table.rowCount == 10_000 && table.columnCount == 132)
    let (training, test) = try DataSplit.stratifiedSplit(table, testFraction: 0.3, seed: 1)
    var learner = ExtraTrees()
    learner.trees = 300
    let clock = ContinuousClock()
    let start = clock.now
    let model = try learner.fit(
      table.selecting(training), to: .classification(classes: Self.classes), seed: 1, threads: 2)
    let fitted = clock.now
    let unseen = table.selecting(test)
    let evaluation = try Evaluation(
      unseen, model.predict(unseen, threads: 2), groups: [ClassGroup(name: "sweep", classes: ["hard", "soft"])])
    let area = try #require(evaluation.area(of: "sweep"))
    print(
      "accuracy \(evaluation.accuracy.value), AUC sweep v rest \(area), log loss \(evaluation.logLoss), "
        + "Brier \(evaluation.brier), nodes \(model.nodeCount), fit \(fitted - start), predict \(clock.now - fitted)")
    #expect(evaluation.accuracy.value >= 0.57)
    #expect(area >= 0.92)
    // What tells a sweep is diversity in its own subwindow.
    let ranked = zip(table.schema.columns, model.importances).sorted { $0.1 > $1.1 }.map(\.0.name)
    #expect(ranked.prefix(5).contains("pi_win5") && ranked.prefix(5).contains("ss_win5"))
  }

  @Test(
    "A random forest of 300 trees on the same split does, too",
    .enabled(if: SharedData.isPresent, "the shared data are absent"))
  func randomForest() throws {
    let table = try Self.table()
    let (training, test) = try DataSplit.stratifiedSplit(table, testFraction: 0.3, seed: 1)
    var learner = RandomForest()
    learner.trees = 300
    let start = clock()
    let model = try learner.fit(
      table.selecting(training), to: .classification(classes: Self.classes), seed: 1, threads: 2)
    print("processor time of fitting: \(Double(clock() - start) / 1e6) s (and of tests beside this one)")
    let unseen = table.selecting(test)
    let evaluation = try Evaluation(unseen, model.predict(unseen, threads: 2))
    let outOfBag = try #require(model.outOfBag)
    print(
      "accuracy \(evaluation.accuracy.value), out-of-bag error \(outOfBag.error), log loss \(evaluation.logLoss), "
        + "Brier \(evaluation.brier), nodes \(model.nodeCount)")
    #expect(evaluation.accuracy.value >= 0.57)
    // 0.367 of the trees or so say something about each row, which costs little.
    #expect(outOfBag.coveredRows == 7000 && abs(outOfBag.error - (1 - evaluation.accuracy.value)) < 0.03)
  }

  @Test(
    "Calibrated forests know better how sure they may be",
    .enabled(if: SharedData.isPresent, "the shared data are absent"))
  func calibration() throws {
    let table = try Self.table()
    let (training, test) = try DataSplit.stratifiedSplit(table, testFraction: 0.3, seed: 1)
    let (known, unseen) = (table.selecting(training), table.selecting(test))
    let task = PredictionTask.classification(classes: Self.classes)
    func measure(_ learner: some ForestLearner) throws {
      var learner = learner
      learner.trees = 300
      var losses: [String: Double] = [:]
      for method in [nil] + CalibrationMethod.allCases {
        let model = try learner.fit(known, to: task, calibration: method, seed: 1, threads: 2, progress: nil)
        let evaluation = try Evaluation(unseen, model.predict(unseen, threads: 2))
        let reliability = try #require(evaluation.reliability)
        let perClass = evaluation.perClass.reduce(0.0) { $0 + ($1.reliability?.expectedCalibrationError ?? 0) } / 5
        let name = method?.rawValue ?? "none"
        print(
          "\(type(of: learner).id) calibrated by \(name): accuracy \(evaluation.accuracy.value), "
            + "log loss \(evaluation.logLoss), Brier \(evaluation.brier), "
            + "ECE \(reliability.expectedCalibrationError), of classes \(perClass)")
        losses[name] = evaluation.logLoss
        #expect(reliability.expectedCalibrationError < (method == nil ? 0.16 : 0.04))
      }
      #expect((losses["temperature"] ?? 2) < 1.03 && (losses["beta"] ?? 2) < 1.03)
    }
    try measure(ExtraTrees())
    try measure(RandomForest())
  }
}
