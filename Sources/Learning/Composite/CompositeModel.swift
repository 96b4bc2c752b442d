import FeatureTables

/// Models of two groups of classes each, and how their answers become probabilities of classes.
public struct CompositeModel: Model {
  /// How the answers become probabilities.
  package enum Rule: Int64, Sendable {
    /// The groups are the branches of a tree: the probability of a class is the product along the way to it.
    case tree
    /// The first class against each other one: that of not being the first is the largest of theirs, divided among them in proportion.
    case maximum
  }

  /// What tells two groups apart.
  package enum Part: Sendable {
    case model(any Model)
    /// Rows of one group only were there to learn from.
    case certain(first: Bool)
  }

  /// What the two groups are called in the models.
  static let sides = ["first", "second"]

  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  private let preprocessor: Preprocessor
  let rule: Rule
  let contrasts: [ClassContrast]
  let parts: [Part]
  /// The name of the learner of the parts.
  let base: String

  /// A model of rows as they are.
  package init(
    schema: FeatureSchema, task: PredictionTask, rule: Rule, contrasts: [ClassContrast], parts: [Part], base: String
  ) {
    self.init(
      schema: schema, task: task, preprocessor: Preprocessor(.none, FeatureTable(schema: schema)), rule: rule,
      contrasts: contrasts, parts: parts, base: base)
  }

  init(
    schema: FeatureSchema, task: PredictionTask, preprocessor: Preprocessor, rule: Rule, contrasts: [ClassContrast],
    parts: [Part], base: String
  ) {
    self.schema = schema
    self.task = task
    self.preprocessor = preprocessor
    self.rule = rule
    self.contrasts = contrasts
    self.parts = parts
    self.base = base
  }

  /// The mean of the importances in the models.
  public var importances: [Double] {
    let own = parts.compactMap { part -> [Double]? in
      if case .model(let model) = part, model.importances.contains(where: { $0 > 0 }) { return model.importances }
      return nil
    }
    var sums = [Double](repeating: 0, count: schema.columns.count)
    for one in own { for (column, value) in one.enumerated() { sums[column] += value } }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { $0 / total } : sums
  }

  /// The probabilities of the classes for each row of `table`; see ``Model/answer(for:levels:threads:)``.
  public func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer {
    try schema.check(table, preprocessor)
    let table = preprocessor.applied(to: table)
    var firsts: [[Double]] = []
    for part in parts {
      switch part {
      case .certain(let isFirst): firsts.append([Double](repeating: isFirst ? 1 : 0, count: table.rowCount))
      case .model(let model): firsts.append(try Self.firsts(model, table, threads: threads))
      }
    }
    var probabilities: [Double] = []
    probabilities.reserveCapacity(table.rowCount * task.classes.count)
    for place in 0..<table.rowCount { probabilities += row(firsts.map { $0[place] }) }
    return .classes(
      PredictionTable(classes: task.classes, probabilities: probabilities, locations: table.locations))
  }

  private static func firsts(_ model: some Model, _ table: FeatureTable, threads: Int) throws(LearningError) -> [Double]
  {
    let predictions = try model.predict(table, threads: threads)
    return (0..<table.rowCount).map { predictions.probability(row: $0, class: 0) }
  }

  /// The probabilities of the classes where those of the first group of each contrast are `firsts`; they add up to 1.
  package func row(_ firsts: [Double]) -> [Double] {
    let count = task.classes.count
    switch rule {
    case .tree:
      var values = [Double](repeating: 1, count: count)
      for (contrast, first) in zip(contrasts, firsts) {
        for index in contrast.first { values[index] *= first }
        for index in contrast.second { values[index] *= 1 - first }
      }
      let total = values.reduce(0, +)
      return values.map { $0 / total }
    case .maximum:
      let others = firsts.map { 1 - $0 }
      let (most, sum) = (others.max() ?? 0, others.reduce(0, +))
      return [1 - most] + others.map { sum > 0 ? most * $0 / sum : 0 }
    }
  }

  /// Adds `composite_rule`, `composite_base` (the name of the learner, in UTF-8), `composite_groups` (contrasts x classes: 0, 1, or -1
  /// for neither), `composite_certain` (-1, or which group is certain) and the arrays of each model behind `partK_`.
  public func addParts(to container: inout ArrayContainer) {
    let count = task.classes.count
    preprocessor.addParts(to: &container)
    container.add("composite_rule", NumericArray([rule.rawValue]))
    container.add("composite_base", NumericArray(base.utf8.map(Int64.init)))
    let groups = contrasts.flatMap { contrast in
      (0..<count).map { index -> Int64 in
        contrast.first.contains(index) ? 0 : contrast.second.contains(index) ? 1 : -1
      }
    }
    container.add("composite_groups", NumericArray(groups, shape: [contrasts.count, count]))
    container.add(
      "composite_certain",
      NumericArray(
        parts.map { part -> Int64 in
          if case .certain(let first) = part { return first ? 0 : 1 }
          return -1
        }))
    for (number, part) in parts.enumerated() {
      guard case .model(let model) = part else { continue }
      var own = ArrayContainer(manifest: [])
      model.addParts(to: &own)
      for (name, array) in own.arrays { container.add("part\(number)_\(name)", array) }
    }
  }

  /// The model whose arrays are in `container`.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let arrays = ContainerParts(container: container, path: path)
    let (classes, groups) = (task.classes.count, try arrays.member("composite_groups", \.int64s))
    let certain = try arrays.member("composite_certain", \.int64s)
    let name = try arrays.member("composite_base", \.int64s)
    guard let rule = try arrays.member("composite_rule", \.int64s).first.flatMap(Rule.init),
      groups.count == certain.count * classes, name.allSatisfy({ (0..<128).contains($0) })
    else { throw .damaged(path: path, reason: "its groups of classes do not fit together") }
    base = String(decoding: name.map { UInt8($0) }, as: UTF8.self)
    let learner = try LearnerRegistry.learner(base)
    var parts: [Part] = []
    for (number, value) in certain.enumerated() {
      if value >= 0 {
        parts.append(.certain(first: value == 0))
        continue
      }
      var own = ArrayContainer(manifest: [])
      let prefix = "part\(number)_"
      for (name, array) in container.arrays where name.hasPrefix(prefix) {
        own.add(String(name.dropFirst(prefix.count)), array)
      }
      parts.append(.model(try Self.read(learner, schema, own, path)))
    }
    self.schema = schema
    self.task = task
    preprocessor = try Preprocessor(parts: arrays, columns: schema.columns.count)
    self.rule = rule
    self.parts = parts
    contrasts = certain.indices.map { number in
      func group(_ side: Int64) -> [Int] { (0..<classes).filter { groups[number * classes + $0] == side } }
      return ClassContrast(first: group(0), second: group(1))
    }
  }

  private static func read<L: Learner>(
    _ learner: L, _ schema: FeatureSchema, _ container: ArrayContainer, _ path: String
  ) throws(LearningError) -> any Model {
    try L.Fitted(schema: schema, task: .classification(classes: sides), parts: container, path: path)
  }
}
