import FeatureTables

/// Boosted trees of the XGBoost library. Classes without training rows have the probability 0.
public struct XGBoostModel: Model, ClassOrNumberModel {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The share of each column in all that splits gained, the mean over targets, adding up to 1.
  public let importances: [Double]

  private let preprocessor: Preprocessor
  /// The classes that had rows, in ascending order.
  private let present: [Int32]
  /// One for all classes (none if only one has rows), or one a target, nil where the target is constant.
  private let boosters: [Booster?]
  private let scale: NumberScale?

  init(
    schema: FeatureSchema, task: PredictionTask, preprocessor: Preprocessor, present: [Int32], boosters: [Booster?],
    scale: NumberScale?
  ) throws(LearningError) {
    var sums = [Double](repeating: 0, count: schema.columns.count)
    for case .some(let booster) in boosters {
      let gains = try booster.gains(columnCount: sums.count)
      let total = gains.reduce(0, +)
      if total > 0 { for column in sums.indices { sums[column] += gains[column] / total } }
    }
    let total = sums.reduce(0, +)
    self.schema = schema
    self.task = task
    self.importances = total > 0 ? sums.map { $0 / total } : sums
    self.preprocessor = preprocessor
    self.present = present
    self.boosters = boosters
    self.scale = scale
  }

  func probabilities(
    _ table: FeatureTable, of classes: [String], threads: Int
  ) throws(LearningError) -> PredictionTable {
    try schema.check(table, preprocessor)
    var probabilities = [Double](repeating: 0, count: table.rowCount * classes.count)
    if let booster = boosters.first ?? nil {
      let found = try booster.predictions(features(table), count: table.rowCount, threads: threads)
      for row in 0..<table.rowCount {
        let first = row * classes.count
        if present.count == 2 {
          probabilities[first + Int(present[0])] = 1 - Double(found[row])
          probabilities[first + Int(present[1])] = Double(found[row])
        } else {
          let own = found[row * present.count..<(row + 1) * present.count].map { Double($0) }
          let sum = own.reduce(0, +)
          for (place, label) in present.enumerated() { probabilities[first + Int(label)] = own[place] / sum }
        }
      }
    } else {
      for row in 0..<table.rowCount { probabilities[row * classes.count + Int(present[0])] = 1 }
    }
    return PredictionTable(classes: classes, probabilities: probabilities, locations: table.locations)
  }

  /// The targets for each row of `table`; quantiles as the errors on rows kept from the learner have them.
  func numbers(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    guard let scale else { throw .otherTask(expected: "numbers", found: "classes") }
    try schema.check(table, preprocessor)
    let width = boosters.count
    let features = features(table)
    var values = [Double](repeating: 0, count: table.rowCount * width)
    for (target, booster) in boosters.enumerated() {
      guard let booster else { continue }
      let found = try booster.predictions(features, count: table.rowCount, threads: threads)
      for row in 0..<table.rowCount { values[row * width + target] = Double(found[row]) }
    }
    return try scale.predictions(values, task, levels: levels, locations: table.locations)
  }

  private func features(_ table: FeatureTable) -> [Float] { preprocessor.applied(to: table).values.map { Float($0) } }

  /// Adds the library's serialised form of each booster, `xgboost_0`, `xgboost_1` ... (no bytes for a constant target), with
  /// its size and hash in `xgboost_check`; `class_with_rows`; and what the targets were scaled by and the preprocessing.
  public func addParts(to container: inout ArrayContainer) {
    var checks: [UInt64] = []
    for (index, booster) in boosters.enumerated() {
      // What was fitted or read can be written: the library only copies.
      guard let bytes = booster == nil ? [] : try? booster?.bytes() else {
        preconditionFailure("XGBoost does not serialise its own model")
      }
      container.add("xgboost_\(index)", NumericArray(bytes))
      checks += [UInt64(bytes.count), Self.hash(bytes)]
    }
    container.add("xgboost_check", NumericArray(checks, shape: [boosters.count, 2]))
    container.add("class_with_rows", NumericArray(present))
    preprocessor.addParts(to: &container)
    scale?.addParts(to: &container)
  }

  /// The FNV-1a hash of `bytes`.
  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The model whose parts are in `container`. The library gets bytes to read only if their size and hash are those that
  /// were written, and the trees in them can be followed (`BoosterForm`).
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    let checks = try parts.member("xgboost_check") { $0.uint64s }
    let present = try parts.member("class_with_rows") { $0.int32s }
    let count = task.isClassification ? min(1, max(0, present.count - 1)) : task.targets.count
    guard checks.count == 2 * count, task.isClassification != present.isEmpty,
      present.allSatisfy({ task.classes.indices.contains(Int($0)) }), zip(present, present.dropFirst()).allSatisfy(<)
    else { throw .damaged(path: path, reason: "it does not have the boosters for what it predicts") }
    var boosters: [Booster?] = []
    for index in 0..<count {
      let bytes = try parts.member("xgboost_\(index)") { $0.uint8s }
      guard UInt64(bytes.count) == checks[2 * index], Self.hash(bytes) == checks[2 * index + 1] else {
        throw .damaged(path: path, reason: "the size or the hash of 'xgboost_\(index)' is not the one written")
      }
      if !bytes.isEmpty {
        do throws(BinaryJSON.Fault) {
          let objective =
            task.isClassification ? present.count == 2 ? "binary:logistic" : "multi:softprob" : "reg:squarederror"
          try BoosterForm(bytes).check(
            columns: schema.columns.count, objective: objective,
            classes: task.isClassification && present.count > 2 ? present.count : 0)
        } catch { throw .damaged(path: path, reason: "'xgboost_\(index)': \(error.reason)") }
      }
      guard !bytes.isEmpty || !task.isClassification else {
        throw .damaged(path: path, reason: "'xgboost_\(index)' is empty")
      }
      let booster = bytes.isEmpty ? nil : try Booster.restored(bytes)
      guard try booster?.columnCount() ?? schema.columns.count == schema.columns.count else {
        throw .damaged(path: path, reason: "'xgboost_\(index)' is for another number of columns")
      }
      boosters.append(booster)
    }
    try self.init(
      schema: schema, task: task, preprocessor: try Preprocessor(parts: parts, columns: schema.columns.count),
      present: present, boosters: boosters,
      scale: task.isClassification ? nil : try NumberScale(parts: parts, width: task.targets.count))
  }
}
