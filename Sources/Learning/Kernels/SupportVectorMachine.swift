import FeatureTables
import Groundwork

/// Support vector machines by the LIBSVM library (Chang & Lin 2011, doi:10.1145/1961189.1961199): C-SVC, one for each pair
/// of classes, and epsilon-SVR, one a target.
///
/// Probabilities come from a sigmoid for each pair (Platt), fitted to rows that were kept from the machine fold by fold, and
/// the coupling of the pairs by Wu, Lin & Weng; the class called is the most probable one. Targets are standardised.
public struct SupportVectorMachine: ResidualLearner, Equatable {
  /// The name in study files and models.
  public static let id = "support_vector_machine"
  /// The name in reports.
  public static let title = "Support vector machine (LIBSVM)"
  /// The DOI of the method.
  public static let doi = "10.1145/1961189.1961199"
  /// The version of what is learned.
  public static let version = 1

  /// The kernel.
  public var kernel = Kernel.rbf
  /// What an error costs, against a wide margin; above 0.
  public var c = 1.0
  /// The kernel's width; not used by the linear one.
  public var gamma = KernelWidth.scale
  /// The constant in the polynomial kernel.
  public var coef0 = 0.0
  /// The degree of the polynomial kernel; 1 to 20.
  public var degree = 3
  /// Errors of numbers below this, in standard deviations of the target, do not count; at least 0.
  public var epsilon = 0.1
  /// How exactly the conditions of optimality must hold; above 0.
  public var tolerance = 1e-3
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// Folds that yield the sigmoids. A class with fewer replicates than folds lends its pairs the values that the machine has
  /// for its own rows. 0: a class's probability is the share of the pairs that it wins.
  public var probabilityFolds = 5
  /// Folds that yield the intervals of numbers; 0 for none.
  public var intervalFolds = 5
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(c > 0 && c < 1e15, "c", c, "a number above 0")
    if case .given(let gamma) = gamma {
      try limits.require(gamma > 0 && gamma < 1e15, "gamma", gamma, "'scale' or a number above 0")
    }
    try limits.require(abs(coef0) < 1e15, "coef0", coef0, "a number")
    try limits.require((1...20).contains(degree), "degree", degree, "a whole number from 1 to 20")
    try limits.require(epsilon >= 0 && epsilon < 1e15, "epsilon", epsilon, "a number of at least 0")
    try limits.require(tolerance > 1e-12 && tolerance <= 1, "tolerance", tolerance, "a number above 0 and at most 1")
    try limits.requireFolds(probabilityFolds, "probability_folds")
    try limits.requireFolds(intervalFolds, "interval_folds")
    try classWeights.check(Self.id)
  }

  /// Finds support vectors; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> SupportVectorModel {
    try check()
    return try fit(try prepared(table, to: task, threads: threads), seed: seed, threads: threads, progress: progress)
  }

  /// What machines that differ in their costs alone have in common.
  private struct Prepared {
    let table: FeatureTable
    let task: PredictionTask
    let preprocessor: Preprocessor
    let rows: FeatureTable
    let solver: VectorMachineSolver
  }

  private func prepared(
    _ table: FeatureTable, to task: PredictionTask, threads: Int
  ) throws(LearningError) -> Prepared {
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    return Prepared(
      table: table, task: task, preprocessor: preprocessor, rows: rows, solver: solver(rows, threads: threads))
  }

  /// Machines that differ in their costs alone share the kernel.
  public static func sharingWork(_ learners: [SupportVectorMachine]) -> [[Int]] {
    var groups: [(common: SupportVectorMachine, members: [Int])] = []
    for (index, learner) in learners.enumerated() {
      var common = learner
      common.c = 1
      if let place = groups.firstIndex(where: { $0.common == common }) {
        groups[place].members.append(index)
      } else {
        groups.append((common, [index]))
      }
    }
    return groups.map(\.members)
  }

  /// The models of `learners`, which differ in their costs alone.
  public static func fit(
    sharing learners: [SupportVectorMachine], _ table: FeatureTable, to task: PredictionTask, seed: UInt64
  ) throws(LearningError) -> [SupportVectorModel] {
    var models: [SupportVectorModel] = []
    guard let first = learners.first else { return models }
    let prepared = try first.prepared(table, to: task, threads: 1)
    for learner in learners {
      try learner.check()
      models.append(try learner.fit(prepared, seed: seed, threads: 1, progress: nil))
    }
    return models
  }

  private func fit(
    _ prepared: Prepared, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> SupportVectorModel {
    let (table, task, rows, solver) = (prepared.table, prepared.task, prepared.rows, prepared.solver)
    func model(
      _ present: [Int32], _ functions: [DecisionFunctions?], _ sigmoids: [PlattSigmoid], _ scale: NumberScale?
    ) -> SupportVectorModel {
      SupportVectorModel(
        schema: table.schema, task: task, preprocessor: prepared.preprocessor, present: present, functions: functions,
        sigmoids: sigmoids, scale: scale, deviations: ColumnMoments(rows).deviations)
    }
    switch task {
    case .classification:
      let weights = try classWeights.values(table, learner: Self.id)
      let present = Set(table.labels).sorted()
      if present.count < 2 { return model(present, [], [], nil) }
      let (functions, sigmoids) = try separated(
        rows, solver, present, weights: present.map { weights[Int($0)] }, seed: seed, threads: threads, progress)
      return model(present, [functions], sigmoids, nil)
    case .regression(let variables):
      let targets = try TargetColumns(table, variables)
      let problem = VectorMachineSolver.Problem(cost: c, weights: nil, epsilon: epsilon, tolerance: tolerance)
      let functions = parallelMap(count: variables.count, threads: threads) { _, target -> DecisionFunctions? in
        let values = (0..<rows.rowCount).map { targets.standardised[$0 * variables.count + target] }
        return values.allSatisfy { $0 == 0 }
          ? nil : solver.functions(problem, rows: Array(0..<rows.rowCount), targets: values)
      }
      let residuals = try heldOutResiduals(table, targets, task, seed: seed, threads: threads)
      return model([], functions, [], NumberScale(targets, residuals: residuals))
    }
  }

  private func solver(_ rows: FeatureTable, threads: Int) -> VectorMachineSolver {
    var width = 1.0
    switch gamma {
    case .given(let gamma): width = gamma
    case .scale:
      let count = Double(rows.values.count)
      let mean = rows.values.reduce(0, +) / count
      let variance = rows.values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / count
      if variance > 0 { width = 1 / (Double(rows.columnCount) * variance) }
    }
    return VectorMachineSolver(
      rows.values, rowCount: rows.rowCount, columns: rows.columnCount,
      kernel: KernelFunction(kernel: kernel, gamma: width, coef0: coef0, degree: degree), threads: threads)
  }

  /// The functions that tell the classes `present` apart, and the sigmoid of each pair.
  private func separated(
    _ table: FeatureTable, _ solver: VectorMachineSolver, _ present: [Int32], weights: [Double], seed: UInt64,
    threads: Int, _ progress: FitProgress?
  ) throws(LearningError) -> (DecisionFunctions, [PlattSigmoid]) {
    let labels = table.labels.map { label in present.firstIndex(of: label) ?? 0 }
    let problem = VectorMachineSolver.Problem(cost: c, weights: weights, epsilon: epsilon, tolerance: tolerance)
    var folds: [(training: [Int], test: [Int])] = [(Array(0..<table.rowCount), [])]
    if isFoldable(table) { folds += try DataSplit.folds(table, count: probabilityFolds, seed: seed) }
    let parts = folds
    let solved = parallelMap(count: parts.count, threads: threads) { _, index in
      let functions = solver.functions(
        problem, rows: parts[index].training, targets: parts[index].training.map { Double(labels[$0]) })
      let features = parts[index].test.flatMap { table.row($0) }
      return (functions, functions.values(features, rowCount: parts[index].test.count, threads: 1))
    }
    progress?(parts.count, parts.count)
    let functions = solved[0].0
    if probabilityFolds == 0 { return (functions, []) }
    let pairs = functions.offsets.count
    var values = [Double](repeating: 0, count: table.rowCount * pairs)
    if parts.count == 1 { values = functions.values(table.values, rowCount: table.rowCount, threads: threads) }
    for (fold, result) in zip(parts, solved).dropFirst() {
      for (place, row) in fold.test.enumerated() {
        for pair in 0..<pairs { values[row * pairs + pair] = result.1[place * pairs + pair] }
      }
    }
    let couples = present.indices.flatMap { i in (i + 1..<max(i + 1, present.count)).map { (i, $0) } }
    let known = values
    let sigmoids = parallelMap(count: pairs, threads: threads) { _, pair in
      let (first, second) = couples[pair]
      let own = labels.indices.filter { labels[$0] == first || labels[$0] == second }
      return PlattSigmoid(values: own.map { known[$0 * pairs + pair] }, isFirst: own.map { labels[$0] == first })
    }
    return (functions, sigmoids)
  }

  /// True if every class is left with rows when any fold is kept aside.
  private func isFoldable(_ table: FeatureTable) -> Bool {
    guard probabilityFolds > 0 else { return false }
    var replicates: [Int32: Set<UInt64>] = [:]
    for row in 0..<table.rowCount { replicates[table.labels[row], default: []].insert(table.replicates[row]) }
    return replicates.values.allSatisfy { $0.count >= probabilityFolds }
  }
}

extension SupportVectorMachine {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case kernel
    case c
    case gamma
    case coef0
    case degree
    case epsilon
    case tolerance
    case classWeights = "class_weights"
    case probabilityFolds = "probability_folds"
    case intervalFolds = "interval_folds"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(word: &kernel, .kernel)
    try container.read(&c, .c)
    try container.read(&gamma, .gamma)
    try container.read(&coef0, .coef0)
    try container.read(&degree, .degree)
    try container.read(&epsilon, .epsilon)
    try container.read(&tolerance, .tolerance)
    try container.read(&classWeights, .classWeights)
    try container.read(&probabilityFolds, .probabilityFolds)
    try container.read(&intervalFolds, .intervalFolds)
    try container.read(word: &preprocess, .preprocess)
  }
}
