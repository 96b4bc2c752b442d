import FeatureTables
import Groundwork
import Networks

/// Trained networks, whose answers are averaged. Classes without training rows have the probability 0, numbers that were
/// constant in training stay so.
public struct NetworkModel: Model {
  /// The columns it was made for.
  public let schema: FeatureSchema
  /// What it predicts.
  public let task: PredictionTask
  /// The share of each column in the mean absolute derivative of the outputs by the standardised columns, at up to 500
  /// training rows, adding up to 1.
  public private(set) var importances: [Double]

  private let preprocessor: Preprocessor
  private let layout: NetworkLayout
  /// The classes that had rows, in ascending order; empty where numbers are predicted.
  private let present: [Int32]
  /// The numbers that varied, by their places in the task.
  private let varying: [Int]
  private(set) var networks: [Network] = []
  private var scale: NumberScale?
  private let targets: TargetColumns?

  /// The layer before the outputs, and the outputs.
  static let embeddingLayer = "embedding"
  static let outputLayer = "output"
  /// Rows that are evaluated at once, always as many: sums depend in their last bits on how many there are.
  private static let rowsAtOnce = 64
  /// Rows at which derivatives are looked at.
  private static let derivedRows = 500

  /// A model without networks yet.
  init(schema: FeatureSchema, task: PredictionTask, preprocessor: Preprocessor, goal: NetworkGoal) {
    self.schema = schema
    self.task = task
    self.preprocessor = preprocessor
    layout = NetworkLayout(schema)
    present = goal.present
    varying = goal.varying
    targets = goal.columns
    scale = goal.columns.map { NumberScale($0, residuals: []) }
    importances = [Double](repeating: 0, count: schema.columns.count)
  }

  /// Takes the trained `networks`, and looks at what they do with `data`.
  mutating func take(
    _ networks: [Network], _ data: NetworkData, training: [Int], validation: [Int], threads: Int
  ) throws(NetworkError) {
    self.networks = networks
    importances = try derivedImportances(data, training)
    guard let targets, !validation.isEmpty else { return }
    let width = task.targets.count
    let found = try outputs(data, validation, threads: threads)
    var residuals = [[Double]](repeating: [], count: width)
    for (row, place) in validation.enumerated() {
      for target in 0..<width {
        let value = varying.firstIndex(of: target).map { found[row * varying.count + $0] } ?? 0
        residuals[target].append(targets.standardised[place * width + target] - value)
      }
    }
    scale = NumberScale(targets, residuals: residuals.flatMap { $0.sorted() })
  }

  private var outputCount: Int { task.isClassification ? present.count : varying.count }

  /// See ``Model/answer(for:levels:threads:)``.
  public func answer(for table: FeatureTable, levels: [Double], threads: Int) throws(LearningError) -> Answer {
    let data = try read(table)
    let outputs: [Double]
    do throws(NetworkError) {
      outputs = try self.outputs(data, Array(0..<table.rowCount), threads: threads)
    } catch { throw LearningError("the network", error) }
    guard let scale else { return .classes(probabilities(outputs, table)) }
    let width = task.targets.count
    var values = [Double](repeating: 0, count: table.rowCount * width)
    for row in 0..<table.rowCount {
      for (place, target) in varying.enumerated() {
        values[row * width + target] = outputs[row * varying.count + place]
      }
    }
    return .numbers(try scale.predictions(values, task, levels: levels, locations: table.locations))
  }

  /// What the networks read of `table`; throws if they cannot.
  func read(_ table: FeatureTable) throws(LearningError) -> NetworkData {
    try schema.check(table, preprocessor)
    if readsAlignments && table.alignments == nil && table.rowCount > 0 {
      throw .schemaMismatch(reasons: ["the model reads alignments, but these rows have none"])
    }
    return NetworkData(preprocessor.applied(to: table), layout)
  }

  /// True if the networks read the alignment of a row.
  var readsAlignments: Bool {
    let inputs = networks.first?.description.inputs.map(\.name) ?? []
    return inputs.contains(NetworkLayout.Input.alleles.rawValue) || inputs.contains(NetworkLayout.Input.sites.rawValue)
  }

  private func probabilities(_ outputs: [Double], _ table: FeatureTable) -> PredictionTable {
    let classes = task.classes
    var probabilities = [Double](repeating: 0, count: table.rowCount * classes.count)
    for row in 0..<table.rowCount {
      let own = networks.isEmpty ? [1] : Array(outputs[row * present.count..<(row + 1) * present.count])
      let sum = own.reduce(0, +)
      for (place, label) in present.enumerated() {
        probabilities[row * classes.count + Int(label)] = own[place] / sum
      }
    }
    return PredictionTable(classes: classes, probabilities: probabilities, locations: table.locations)
  }

  /// The mean over networks of what they say of the rows at `places`: rows x classes with rows, as probabilities, or rows x
  /// numbers that varied, standardised.
  private func outputs(_ data: NetworkData, _ places: [Int], threads: Int) throws(NetworkError) -> [Double] {
    let (width, areClasses) = (outputCount, task.isClassification)
    return try batches(data, places, width: width, threads: threads) { (batch) throws(NetworkError) in
      var sum = [Double](repeating: 0, count: batch.rows * width)
      for network in networks {
        let found = try network.evaluate(Self.outputLayer, batch, size: width)
        for row in 0..<batch.rows {
          let values = found[row * width..<(row + 1) * width].map { Double($0) }
          let answer = areClasses ? Self.softmax(values) : values
          for place in 0..<width { sum[row * width + place] += answer[place] }
        }
      }
      return sum.map { $0 / Double(networks.count) }
    }
  }

  /// `body` of the rows at `places`, a few at a time, as rows x `width`; nothing where there is no network.
  func batches(
    _ data: NetworkData, _ places: [Int], width: Int, threads: Int,
    _ body: @Sendable (Network.Batch) throws(NetworkError) -> [Double]
  ) throws(NetworkError) -> [Double] {
    if networks.isEmpty { return [] }
    let size = Self.rowsAtOnce
    let parts = parallelMap(count: (places.count + size - 1) / size, threads: threads) {
      _, part -> Result<[Double], NetworkError> in
      let own = Array(places[part * size..<min((part + 1) * size, places.count)])
      // What is missing of a whole batch is filled with rows that are there.
      let padded = own + [Int](repeating: own[0], count: size - own.count)
      return Result { () throws(NetworkError) -> [Double] in
        Array(try body(data.batch(padded, networks[0].description)).prefix(own.count * width))
      }
    }
    var all: [Double] = []
    all.reserveCapacity(places.count * width)
    for part in parts { all.append(contentsOf: try part.get()) }
    return all
  }

  private static func softmax(_ values: [Double]) -> [Double] {
    let most = values.max() ?? 0
    let shares = values.map { PortableMath.exp($0 - most) }
    let sum = shares.reduce(0, +)
    return shares.map { $0 / sum }
  }

  /// See ``importances``.
  private func derivedImportances(_ data: NetworkData, _ training: [Int]) throws(NetworkError) -> [Double] {
    let step = max(1, training.count / Self.derivedRows)
    let places = stride(from: 0, to: training.count, by: step).map { training[$0] }
    var sums = [Double](repeating: 0, count: schema.columns.count)
    for network in networks {
      let batch = data.batch(places, network.description)
      for output in 0..<outputCount {
        let gradients = try network.gradient(Self.outputLayer, column: output, batch)
        for (input, (values, gradient)) in zip(network.description.inputs, zip(batch.inputs, gradients)) {
          guard let kind = NetworkLayout.Input(rawValue: input.name) else { continue }
          let columns = layout.columns(kind)
          if columns.isEmpty { continue }
          for (place, column) in columns.enumerated() {
            let own = stride(from: place, to: values.count, by: columns.count)
            // A column that never changes says nothing, whatever its weights.
            guard own.contains(where: { values[$0] != values[place] }) else { continue }
            sums[column] += own.reduce(0.0) { $0 + Double(abs(gradient[$1])) }
          }
        }
      }
    }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { $0 / total } : sums
  }
}

extension NetworkModel {
  /// Adds `network_description` (text, the layers), `network_layout` (text, the weights by name with their extents),
  /// `network_weights` (networks x weights), `network_importance` (one a column), `class_with_rows`, and what the targets were
  /// scaled by and the preprocessing.
  public func addParts(to container: inout ArrayContainer) {
    container.add("class_with_rows", NumericArray(present))
    container.add("target_varies", NumericArray(varying.map { Int32($0) }))
    container.add("network_importance", NumericArray(importances))
    if let first = networks.first {
      container.add("network_description", NumericArray(Array(first.description.text.utf8)))
      container.add("network_layout", NumericArray(Array(first.layout.utf8)))
      let weights = networks.flatMap { network -> [Float] in
        guard let weights = try? network.weights() else {
          preconditionFailure("the engine does not give the weights of its own network")
        }
        return weights
      }
      container.add("network_weights", NumericArray(weights, shape: [networks.count, first.weightCount]))
    }
    preprocessor.addParts(to: &container)
    scale?.addParts(to: &container)
  }

  /// The model whose parts are in `container`. The layers are declared to the engine only if they read what tables of `schema`
  /// have, and the weights must be those of the layers.
  public init(
    schema: FeatureSchema, task: PredictionTask, parts container: ArrayContainer, path: String
  ) throws(LearningError) {
    let parts = ContainerParts(container: container, path: path)
    func require(_ holds: Bool, _ reason: String) throws(LearningError) {
      if !holds { throw .damaged(path: path, reason: reason) }
    }
    self.schema = schema
    self.task = task
    layout = NetworkLayout(schema)
    targets = nil
    present = try parts.member("class_with_rows") { $0.int32s }
    varying = try parts.member("target_varies") { $0.int32s }.map { Int($0) }
    importances = try parts.member("network_importance") { $0.doubles }
    preprocessor = try Preprocessor(parts: parts, columns: schema.columns.count)
    scale = task.isClassification ? nil : try NumberScale(parts: parts, width: task.targets.count)
    try require(
      task.isClassification != present.isEmpty && present.allSatisfy { task.classes.indices.contains(Int($0)) }
        && zip(present, present.dropFirst()).allSatisfy(<), "its classes are not those of its task")
    try require(
      varying.allSatisfy(task.targets.indices.contains) && zip(varying, varying.dropFirst()).allSatisfy(<),
      "its numbers are not those of its task")
    try require(
      importances.count == schema.columns.count && importances.allSatisfy(\.isFinite),
      "its importances are not those of \(schema.columns.count) columns")
    guard let text = try parts.optionalMember("network_description", { $0.uint8s }) else {
      try require(outputCount == 0 || present.count == 1, "it has no network")
      return
    }
    let weights = try parts.member("network_weights") { $0.floats }
    guard let description = NetworkDescription(text: String(decoding: text, as: UTF8.self)),
      description.inputs.allSatisfy({ input in
        NetworkLayout.Input(rawValue: input.name).flatMap(layout.shape) == input.shape
      })
    else { throw .damaged(path: path, reason: "its network reads other rows") }
    do throws(NetworkError) {
      let first = try Network(description, seed: 0)
      let count = weights.count / max(1, first.weightCount)
      try check(first, description)
      guard count > 0, count <= 1000, weights.count == count * first.weightCount, weights.allSatisfy(\.isFinite) else {
        throw .engine("its weights are not those of its layers")
      }
      for member in 0..<count {
        let network = member == 0 ? first : try Network(description, seed: 0)
        try network.setWeights(Array(weights[member * first.weightCount..<(member + 1) * first.weightCount]))
        networks.append(network)
      }
    } catch {
      switch error {
      case .missing: throw LearningError("\(path): the model is a network", error)
      case .engine(let reason): throw .damaged(path: path, reason: reason)
      }
    }
  }

  /// Throws unless a row of zeros yields as many outputs as are needed.
  private func check(_ network: Network, _ description: NetworkDescription) throws(NetworkError) {
    let inputs = description.inputs.map { [Float](repeating: 0, count: $0.shape.reduce(1, *)) }
    _ = try network.evaluate(Self.outputLayer, Network.Batch(rows: 1, inputs: inputs), size: outputCount)
  }
}
