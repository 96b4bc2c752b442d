import FeatureTables
import Foundation
import Learning
import Testing

/// What Golden/make_golden_engines.py wrote: what scikit-learn, xgboost and published algorithms learn from the same table.
@Suite("The engines learn what scikit-learn, xgboost and mboost learn")
struct GoldenEnginesTests {
  struct Values: Decodable {
    var values: [Double]
    var probabilities: [Double]?
    var called: [Int]?
    var ratios: [Double]?
  }

  static let classes = PredictionTask.classification(classes: ["x", "y", "z"])
  static let number = PredictionTask.regression(targets: [TargetVariable("number")])
  let golden: [String: Values]
  let table = Golden.madeTable(seed: 11, rows: 150)
  let unseen = Golden.madeTable(seed: 12, rows: 40)

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "golden_engines", withExtension: "json", subdirectory: "Golden"))
    golden = try JSONDecoder().decode([String: Values].self, from: Data(contentsOf: url))
  }

  func near(_ name: String, _ values: [Double], _ expected: [Double], _ tolerance: Double) {
    #expect(values.count == expected.count)
    let worst = zip(values, expected).map { abs($0 - $1) }.max() ?? .nan
    #expect(worst < tolerance, "\(name): off by \(worst)")
  }

  func numbers(_ name: String, _ learner: some Learner, _ tolerance: Double) throws {
    let model = try learner.fit(table, to: Self.number, seed: 1)
    let found = try model.predictTargets(unseen, levels: [], threads: 1).values
    near(name, found, try #require(golden[name]).values, tolerance)
  }

  func probabilities(_ name: String, _ learner: some Learner, _ tolerance: Double) throws {
    let model = try learner.fit(table, to: Self.classes, seed: 1)
    let found = try model.predict(unseen, threads: 1).probabilities
    near(name, found, try #require(golden[name]).values, tolerance)
  }

  static func machine(_ name: String) -> SupportVectorMachine {
    var machine = SupportVectorMachine()
    machine.tolerance = 1e-9
    switch name {
    case "rbf": (machine.gamma, machine.c) = (.given(0.07), 3)
    case "linear": (machine.kernel, machine.c) = (.linear, 0.5)
    case "polynomial":
      (machine.kernel, machine.gamma, machine.coef0, machine.degree, machine.c) = (.polynomial, .given(0.2), 1, 2, 0.3)
    default: machine.classWeights = .given(["x": 4])
    }
    return machine
  }

  @Test(arguments: ["rbf", "linear", "polynomial", "weighted"])
  func supportVectorMachines(name: String) throws {
    let expected = try #require(golden["svc_" + name])
    var machine = Self.machine(name)
    // Rows of one replicate cannot be dealt into folds, so the sigmoids are fitted to the machine's own values.
    var together = FeatureTable(schema: table.schema, classes: table.classes)
    for row in 0..<table.rowCount {
      together.append(table.row(row), label: Int(table.labels[row]), replicate: 0, truth: [])
    }
    let model = try machine.fit(together, to: Self.classes, seed: 1)
    near(name, try model.decisionValues(unseen, threads: 1), expected.values, 1e-6)
    near(name, try model.predict(unseen, threads: 1).probabilities, expected.probabilities ?? [], 1e-5)
    machine.probabilityFolds = 0
    let votes = try machine.fit(together, to: Self.classes, seed: 1).predict(unseen, threads: 1)
    #expect((0..<40).map(votes.calledClass) == expected.called)
    machine.classWeights = .none
    try numbers("svr_" + name, machine, 1e-5)
  }

  @Test("Rows by the library's own kernel and by ours give the same machine")
  func manyRows() throws {
    // More rows than the kernel is kept for; copies of rows change the machine's costs alone.
    let copies = table.selecting((0..<2550).map { $0 % 150 })
    let few = table.selecting((0..<2400).map { $0 % 150 })
    var machine = Self.machine("rbf")
    (machine.tolerance, machine.probabilityFolds, machine.c) = (1e-6, 0, 3.0 / 17)
    let many = try machine.fit(copies, to: Self.classes, seed: 1).decisionValues(unseen, threads: 2)
    machine.c = 3.0 / 16
    let kept = try machine.fit(few, to: Self.classes, seed: 1).decisionValues(unseen, threads: 2)
    near("many rows", many, try #require(golden["svc_rbf"]).values, 1e-3)
    near("kept rows", kept, try #require(golden["svc_rbf"]).values, 1e-3)
  }

  @Test func linearModels() throws {
    var logistic = LogisticRegression()
    (logistic.c, logistic.tolerance) = (0.7, 1e-10)
    try probabilities("logistic", logistic, 1e-7)
    (logistic.c, logistic.classWeights) = (1, .given(["x": 3]))
    try probabilities("logistic_weighted", logistic, 1e-7)
    var ridge = RidgeRegression()
    ridge.alpha = 5
    try numbers("ridge", ridge, 1e-9)
    var net = ElasticNet()
    (net.alpha, net.l1Ratio, net.tolerance) = (0.05, 0.3, 1e-13)
    try numbers("elastic_net", net, 1e-9)
    (net.alpha, net.l1Ratio) = (0.08, 1)
    try numbers("lasso", net, 1e-9)
    (net.alpha, net.l1Ratio, net.tolerance) = (0.02, 0.4, 1e-12)
    try probabilities("elastic_net_classes", net, 1e-7)
    (net.alpha, net.l1Ratio) = (0.03, 1)
    try probabilities("lasso_classes", net, 1e-7)
    // As many weights are exactly 0.
    let weights = try net.fit(table, to: Self.classes, seed: 1).weights
    let expected = try #require(golden["lasso_classes"]?.ratios)
    #expect(zip(weights, expected).allSatisfy { ($0 == 0) == ($1 == 0) } && weights.count { $0 == 0 } > 12)
    net.classWeights = .given(["x": 3])
    try probabilities("lasso_classes_weighted", net, 1e-7)
  }

  @Test func componentwiseBoosting() throws {
    var boosting = ComponentwiseBoosting()
    boosting.mstop = 60
    try numbers("boosting_numbers", boosting, 1e-9)
    try probabilities("boosting_classes", boosting, 1e-9)
  }

  @Test("XGBoost of another version agrees where every split is tried")
  func boosting() throws {
    var learner = XGBoost()
    (learner.rounds, learner.eta, learner.maxDepth, learner.treeMethod) = (20, 0.3, 3, .exact)
    (learner.subsample, learner.colsampleByTree, learner.earlyStopping) = (1, 1, 0)
    try probabilities("xgboost_classes", learner, 1e-5)
    try numbers("xgboost_numbers", learner, 1e-4)
  }

  @Test("Discriminant axes point where scikit-learn's do")
  func discriminants() throws {
    let expected = try #require(golden["discriminants"])
    let axes = try LinearDiscriminants(table)
    #expect(axes.count == 2)
    let places = axes.places(table)
    var correlations: [Double] = []
    for axis in 0..<2 {
      for column in 0..<12 {
        let pairs = (0..<150).map { (places[$0 * 2 + axis], table.values[$0 * 12 + column]) }
        let (x, y) = (pairs.reduce(0.0) { $0 + $1.0 } / 150, pairs.reduce(0.0) { $0 + $1.1 } / 150)
        let products = pairs.reduce(0.0) { $0 + ($1.0 - x) * ($1.1 - y) }
        let squares = pairs.reduce((0.0, 0.0)) { ($0.0 + ($1.0 - x) * ($1.0 - x), $0.1 + ($1.1 - y) * ($1.1 - y)) }
        correlations.append(abs(products) / (squares.0 * squares.1).squareRoot())
      }
    }
    near("correlations", correlations, expected.values, 1e-9)
    let sum = axes.separations.reduce(0, +)
    near("ratios", axes.separations.map { $0 / sum }, expected.ratios ?? [], 1e-9)
  }

  @Test("Distances are those of scikit-learn's Ledoit-Wolf covariance")
  func novelty() throws {
    let expected = try #require(golden["novelty"])
    func one(_ table: FeatureTable) -> FeatureTable {
      var result = FeatureTable(schema: table.schema, classes: ["all"])
      for row in 0..<table.rowCount {
        let features = table.row(row)
        result.append(features.map { $0 + (features.first ?? 0) }, label: 0, replicate: UInt64(row), truth: [])
      }
      return result
    }
    let score = try NoveltyScore(training: one(table), keptAside: one(unseen))
    near("distances", try score.scores(one(unseen)), expected.values, 1e-8)
    near("shrinkage", [score.shrinkage], expected.ratios ?? [], 1e-10)
    near("usual", score.usual, expected.values.sorted(), 1e-8)
  }
}
