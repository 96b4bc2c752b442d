import FeatureTables

/// What support vector machines have learned: the support vectors, which it owns. Classes without training rows have the
/// probability 0.
public struct SupportVectorModel: Model, ClassOrNumberModel {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The magnitude of the decision functions' slopes along each column, at support vectors, times the column's standard
  /// deviation; adding up to 1.
  public let importances: [Double]

  private let preprocessor: Preprocessor
  /// The classes that had rows, in ascending order.
  private let present: [Int32]
  /// Those of all pairs of classes (none if only one class has rows), or of each target, nil where it is constant.
  private let functions: [DecisionFunctions?]
  /// One a pair of classes; none if pairs vote.
  private let sigmoids: [PlattSigmoid]
  private let scale: NumberScale?

  /// The number of support vectors, over all targets.
  package var supportVectorCount: Int { functions.reduce(0) { $0 + ($1?.vectorCount ?? 0) } }

  init(
    schema: FeatureSchema, task: PredictionTask, preprocessor: Preprocessor, present: [Int32],
    functions: [DecisionFunctions?], sigmoids: [PlattSigmoid], scale: NumberScale?, deviations: [Double]
  ) {
    var sums = [Double](repeating: 0, count: schema.columns.count)
    for case .some(let own) in functions {
      for (column, slope) in own.meanSlopes().enumerated() { sums[column] += slope * deviations[column] }
    }
    let total = sums.reduce(0, +)
    self.init(
      schema: schema, task: task, importances: total > 0 ? sums.map { $0 / total } : sums, preprocessor: preprocessor,
      present: present, functions: functions, sigmoids: sigmoids, scale: scale)
  }

  private init(
    schema: FeatureSchema, task: PredictionTask, importances: [Double], preprocessor: Preprocessor, present: [Int32],
    functions: [DecisionFunctions?], sigmoids: [PlattSigmoid], scale: NumberScale?
  ) {
    self.schema = schema
    self.task = task
    self.importances = importances
    self.preprocessor = preprocessor
    self.present = present
    self.functions = functions
    self.sigmoids = sigmoids
    self.scale = scale
  }

  /// The values of the functions that tell two classes with rows apart, for each row of `table`: rows x pairs, in the order
  /// (0, 1), (0, 2) ... (1, 2) ...; positive for the first. None if fewer than two classes had rows.
  package func decisionValues(_ table: FeatureTable, threads: Int) throws(LearningError) -> [Double] {
    guard task.isClassification else { throw .otherTask(expected: "classes", found: "numbers") }
    try schema.check(table, preprocessor)
    return (functions.first ?? nil)?.values(
      preprocessor.applied(to: table).values, rowCount: table.rowCount, threads: threads) ?? []
  }

  func probabilities(
    _ table: FeatureTable, of classes: [String], threads: Int
  ) throws(LearningError) -> PredictionTable {
    let values = try decisionValues(table, threads: threads)
    var probabilities = [Double](repeating: 0, count: table.rowCount * classes.count)
    let pairs = present.count * (present.count - 1) / 2
    for row in 0..<table.rowCount {
      let own = values[row * pairs..<(row + 1) * pairs]
      var shares = [1.0]
      if pairs > 0 && sigmoids.isEmpty {
        shares = PairwiseCoupling.votes(own, count: present.count)
      } else if pairs > 0 {
        let first = zip(sigmoids, own).map { $0.probability(at: $1) }
        shares = PairwiseCoupling.probabilities(first[...], count: present.count)
      }
      for (label, share) in zip(present, shares) { probabilities[row * classes.count + Int(label)] = share }
    }
    return PredictionTable(classes: classes, probabilities: probabilities, locations: table.locations)
  }

  /// The targets for each row of `table`; quantiles as the errors on rows kept from the learner have them.
  func numbers(
    _ table: FeatureTable, levels: [Double], threads: Int
  ) throws(LearningError) -> TargetPredictions {
    guard let scale else { throw .otherTask(expected: "numbers", found: "classes") }
    try schema.check(table, preprocessor)
    let features = preprocessor.applied(to: table).values
    var values = [Double](repeating: 0, count: table.rowCount * functions.count)
    for (target, own) in functions.enumerated() {
      guard let own else { continue }
      for (row, value) in own.values(features, rowCount: table.rowCount, threads: threads).enumerated() {
        values[row * functions.count + target] = value
      }
    }
    return try scale.predictions(values, task, levels: levels, locations: table.locations)
  }
}

extension SupportVectorModel {
  /// Adds, of each set of decision functions, 0, 1 ...: `svm_vector_0` (columns x support vectors, preprocessed),
  /// `svm_coefficient_0` (classes - 1 x support vectors, or 1 x support vectors), `svm_offset_0`, `svm_count_0` (support
  /// vectors a class; empty for a constant target); then `svm_kernel` (0 RBF, 1 linear, 2 polynomial; degree),
  /// `svm_kernel_number` (gamma, coef0), `svm_sigmoid` (pairs x a, b), `class_with_rows`, `feature_importance`, what the
  /// targets were scaled by, and the preprocessing.
  public func addParts(to container: inout ArrayContainer) {
    for (index, own) in functions.enumerated() {
      let total = own?.vectorCount ?? 0
      container.add("svm_vector_\(index)", NumericArray(own?.vectors ?? [], shape: [own?.columns ?? 0, total]))
      container.add("svm_coefficient_\(index)", NumericArray(own?.coefficients ?? []))
      container.add("svm_offset_\(index)", NumericArray(own?.offsets ?? []))
      container.add("svm_count_\(index)", NumericArray((own?.counts ?? []).map { Int64($0) }))
    }
    if let kernel = functions.lazy.compactMap({ $0?.kernel }).first {
      let number = Int64(Kernel.allCases.firstIndex(of: kernel.kernel) ?? 0)
      container.add("svm_kernel", NumericArray([number, Int64(kernel.degree)]))
      container.add("svm_kernel_number", NumericArray([kernel.gamma, kernel.coef0]))
    }
    container.add("svm_sigmoid", NumericArray(sigmoids.flatMap { [$0.a, $0.b] }, shape: [sigmoids.count, 2]))
    container.add("class_with_rows", NumericArray(present))
    container.add("feature_importance", NumericArray(importances))
    preprocessor.addParts(to: &container)
    scale?.addParts(to: &container)
  }

  /// The model whose arrays are in `container`; arrays that do not fit each other are refused.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    let columns = schema.columns.count
    let present = try parts.member("class_with_rows") { $0.int32s }
    let importances = try parts.member("feature_importance") { $0.doubles }
    let sigmoids = try parts.member("svm_sigmoid") { $0.doubles }
    let pairs = present.count * (present.count - 1) / 2
    let kinds = try parts.optionalMember("svm_kernel") { $0.int64s } ?? [1, 1]
    let numbers = try parts.optionalMember("svm_kernel_number") { $0.doubles } ?? [1, 0]
    guard task.isClassification != present.isEmpty, sigmoids.isEmpty || sigmoids.count == 2 * pairs,
      importances.count == columns, kinds.count == 2, Kernel.allCases.indices.contains(Int(kinds[0])),
      (1...20).contains(kinds[1]), numbers.count == 2, (sigmoids + numbers + importances).allSatisfy(\.isFinite),
      present.allSatisfy({ task.classes.indices.contains(Int($0)) }), zip(present, present.dropFirst()).allSatisfy(<)
    else { throw .damaged(path: path, reason: "its support vector machines are not of what it predicts") }
    let kernel = KernelFunction(
      kernel: Kernel.allCases[Int(kinds[0])], gamma: numbers[0], coef0: numbers[1], degree: Int(kinds[1]))
    let count = task.isClassification ? min(1, pairs) : task.targets.count
    var functions: [DecisionFunctions?] = []
    for index in 0..<count {
      functions.append(
        try Self.functions(parts, index, kernel, columns: columns, classes: task.isClassification ? present.count : 1))
    }
    self.init(
      schema: schema, task: task, importances: importances,
      preprocessor: try Preprocessor(parts: parts, columns: columns), present: present, functions: functions,
      sigmoids: (0..<sigmoids.count / 2).map { PlattSigmoid(a: sigmoids[2 * $0], b: sigmoids[2 * $0 + 1]) },
      scale: task.isClassification ? nil : try NumberScale(parts: parts, width: task.targets.count))
  }

  private static func functions(
    _ parts: ContainerParts, _ index: Int, _ kernel: KernelFunction, columns: Int, classes: Int
  ) throws(LearningError) -> DecisionFunctions? {
    let vectors = try parts.member("svm_vector_\(index)") { $0.doubles }
    let coefficients = try parts.member("svm_coefficient_\(index)") { $0.doubles }
    let offsets = try parts.member("svm_offset_\(index)") { $0.doubles }
    let counts = try parts.member("svm_count_\(index)") { $0.int64s }
    if counts.isEmpty && classes == 1 { return nil }
    let total = vectors.count / max(1, columns)
    guard counts.count == classes, counts.allSatisfy({ $0 >= 0 && $0 <= total }), vectors.count == total * columns,
      counts.reduce(0, +) == total, coefficients.count == max(1, classes - 1) * total,
      offsets.count == max(1, classes * (classes - 1) / 2), (vectors + coefficients + offsets).allSatisfy(\.isFinite)
    else { throw .damaged(path: parts.path, reason: "the arrays of its support vectors have different lengths") }
    return DecisionFunctions(
      kernel: kernel, columns: columns, vectors: vectors, counts: counts.map { Int($0) }, coefficients: coefficients,
      offsets: offsets)
  }
}
