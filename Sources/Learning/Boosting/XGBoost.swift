import FeatureTables
import Groundwork

/// Gradient boosting of trees by the XGBoost library (Chen & Guestrin 2016, doi:10.1145/2939672.2939785).
///
/// The hyper-parameters have the library's names. Of two classes the logistic loss is made less, of more the loss of the
/// softmax, of numbers (one booster a target, standardised) the squared error. The number of rounds is that which does best
/// on a part of the replicates kept aside; then as many rounds are learned from all rows. Features are in single precision.
public struct XGBoost: ResidualLearner {
  /// How splits are searched.
  public enum TreeMethod: String, Codable, Sendable, CaseIterable {
    /// Between bins of values.
    case hist
    /// Between all values.
    case exact
  }

  /// The name in study files and models.
  public static let id = "xgboost"
  /// The name in reports.
  public static let title = "Gradient boosting (XGBoost)"
  /// The DOI of the method.
  public static let doi = "10.1145/2939672.2939785"
  /// The version of what is learned.
  public static let version = 1

  /// The most rounds of boosting; at least 1.
  public var rounds = 500
  /// Rounds without gain on the replicates kept aside after which no more are tried; 0 keeps none aside and does all rounds.
  public var earlyStopping = 20
  /// The share of the replicates kept aside to choose the number of rounds; with fewer than ten rows in it none are.
  public var validationFraction = 0.1
  /// How much of each tree is added; above 0, at most 1.
  public var eta = 0.1
  /// How deep a tree may grow; at least 1.
  public var maxDepth = 6
  /// The least sum of second derivatives of the loss (rows, where numbers are learned) in a leaf; at least 0.
  public var minChildWeight = 1.0
  /// The least gain of a split; at least 0.
  public var gamma = 0.0
  /// The share of the rows that a tree grows from; above 0, at most 1.
  public var subsample = 0.8
  /// The share of the columns that a tree may use; above 0, at most 1.
  public var colsampleByTree = 0.5
  /// The penalty on the squares of the values of leaves; at least 0.
  public var lambda = 1.0
  /// The penalty on the magnitudes of the values of leaves; at least 0.
  public var alpha = 0.0
  /// How splits are searched.
  public var treeMethod = TreeMethod.hist
  /// The most bins of a column; at least 2.
  public var maxBin = 256
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// Folds that yield the intervals of numbers; 0 for none.
  public var intervalFolds = 5
  /// What is done to features first.
  public var preprocess = Preprocessing.none

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(rounds, "num_boost_round", atLeast: 1)
    try limits.require(earlyStopping, "early_stopping_rounds", atLeast: 0)
    try limits.require(validationFraction > 0 && validationFraction < 1, "validation_fraction", validationFraction)
    try limits.require((1...30).contains(maxDepth), "max_depth", maxDepth, "a whole number from 1 to 30")
    try limits.require(maxBin, "max_bin", atLeast: 2)
    try limits.requireFolds(intervalFolds, "interval_folds")
    for (name, share) in [("eta", eta), ("subsample", subsample), ("colsample_bytree", colsampleByTree)] {
      try limits.require(share > 0 && share <= 1, name, share, "a number above 0 and at most 1")
    }
    for (name, value) in [
      ("min_child_weight", minChildWeight), ("gamma", gamma), ("lambda", lambda), ("alpha", alpha),
    ] {
      try limits.require(value >= 0 && value < 1e30, name, value, "a number of at least 0")
    }
    try classWeights.check(Self.id)
  }

  /// Boosts trees; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> XGBoostModel {
    try check()
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    var boosters: [Booster?] = []
    var present: [Int32] = []
    var scale: NumberScale?
    switch task {
    case .classification(let classes):
      let weights = try classWeights.values(table, learner: Self.id)
      present = Set(table.labels).sorted()
      if present.count > 1 {
        let labels = table.labels.map { label in Float(present.firstIndex(of: label) ?? 0) }
        let rowWeights = classWeights == .none ? [] : table.labels.map { Float(weights[Int($0)]) }
        let objective =
          present.count == 2
          ? [("objective", "binary:logistic")]
          : [("objective", "multi:softprob"), ("num_class", "\(present.count)")]
        boosters = [try boosted(rows, labels, rowWeights, objective, seed: seed, threads, progress)]
      }
      precondition(present.allSatisfy { classes.indices.contains(Int($0)) }, "labels beyond the classes")
    case .regression(let variables):
      let targets = try TargetColumns(table, variables)
      for target in variables.indices {
        let values = (0..<table.rowCount).map { Float(targets.standardised[$0 * variables.count + target]) }
        let objective = [("objective", "reg:squarederror"), ("base_score", "0")]
        boosters.append(
          values.allSatisfy { $0 == 0 }
            ? nil : try boosted(rows, values, [], objective, seed: seed, threads, progress))
      }
      scale = NumberScale(
        targets, residuals: try heldOutResiduals(table, targets, task, seed: seed, threads: threads))
    }
    return try XGBoostModel(
      schema: table.schema, task: task, preprocessor: preprocessor, present: present, boosters: boosters, scale: scale)
  }

  /// The boosters of `rows`, of as many rounds as do best on replicates kept aside.
  private func boosted(
    _ rows: FeatureTable, _ labels: [Float], _ weights: [Float], _ objective: [(String, String)], seed: UInt64,
    _ threads: Int, _ progress: FitProgress?
  ) throws(LearningError) -> Booster {
    let parameters: [(name: String, value: String)] =
      objective + [
        ("eta", "\(eta)"), ("max_depth", "\(maxDepth)"), ("min_child_weight", "\(minChildWeight)"),
        ("gamma", "\(gamma)"), ("subsample", "\(subsample)"), ("colsample_bytree", "\(colsampleByTree)"),
        ("lambda", "\(lambda)"), ("alpha", "\(alpha)"), ("tree_method", treeMethod.rawValue), ("max_bin", "\(maxBin)"),
        // The library takes 31 bits.
        ("seed", "\((seed ^ seed >> 31) & 0x7FFF_FFFF)"),
      ]
    // The library's threads wait for each other at every level of every tree: not worth it for a few rows. What is learned
    // does not depend on them.
    let threads = max(1, min(threads, rows.rowCount / 500))
    func prepared(_ chosen: [Int]) throws(LearningError) -> BoosterRows {
      try BoosterRows(
        chosen.flatMap { rows.row($0).map { Float($0) } }, count: chosen.count, labels: chosen.map { labels[$0] },
        weights: weights.isEmpty ? [] : chosen.map { weights[$0] }, threads: threads)
    }
    var rounds = rounds
    if earlyStopping > 0 {
      let split = try DataSplit.stratifiedSplit(
        rows, testFraction: validationFraction, seed: DerivedSeed.validation(seed))
      if split.test.count >= 10 {
        rounds = try Booster.fitted(
          prepared(split.training), parameters: parameters, rounds: rounds, threads: threads,
          watched: prepared(split.test), patience: earlyStopping
        ).rounds
      }
    }
    return try Booster.fitted(
      prepared(Array(0..<rows.rowCount)), parameters: parameters, rounds: rounds, threads: threads
    ) { progress?($0, rounds) }.booster
  }
}

extension XGBoost {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case rounds = "num_boost_round"
    case earlyStopping = "early_stopping_rounds"
    case validationFraction = "validation_fraction"
    case eta
    case maxDepth = "max_depth"
    case minChildWeight = "min_child_weight"
    case gamma
    case subsample
    case colsampleByTree = "colsample_bytree"
    case lambda
    case alpha
    case treeMethod = "tree_method"
    case maxBin = "max_bin"
    case classWeights = "class_weights"
    case intervalFolds = "interval_folds"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&rounds, .rounds)
    try container.read(&earlyStopping, .earlyStopping)
    try container.read(&validationFraction, .validationFraction)
    try container.read(&eta, .eta)
    try container.read(&maxDepth, .maxDepth)
    try container.read(&minChildWeight, .minChildWeight)
    try container.read(&gamma, .gamma)
    try container.read(&subsample, .subsample)
    try container.read(&colsampleByTree, .colsampleByTree)
    try container.read(&lambda, .lambda)
    try container.read(&alpha, .alpha)
    try container.read(word: &treeMethod, .treeMethod)
    try container.read(&maxBin, .maxBin)
    try container.read(&classWeights, .classWeights)
    try container.read(&intervalFolds, .intervalFolds)
    try container.read(word: &preprocess, .preprocess)
  }
}
