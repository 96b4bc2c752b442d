import FeatureTables
import Groundwork
import Networks
import Synchronization

/// A learner that is a neural network: what all of them share.
///
/// Weights are changed in steps of a few rows, so that the softmax loss of the classes, or the squared error of standardised
/// numbers, becomes less; the epoch that does best on a share of the replicates kept aside is kept. One thread trains a
/// network; those of an ensemble are trained beside each other. On a CPU a seed decides every bit.
package protocol NetworkLearner: Learner where Fitted == NetworkModel {
  /// How it is trained, and the sizes of its layers.
  var settings: NetworkSettings { get set }
  /// The settings of ``NetworkSettings`` that mean nothing to this network, by their keys.
  static var unusedSettings: [String] { get }
  /// True if it reads alignments, which not all tables have.
  static var readsAlignments: Bool { get }
  /// Declares the layers from a row to what the outputs are made of.
  func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer
  /// Declares layers of the same names that learn to restore what they read, as a beginning; false if there are none.
  func restore(_ rows: inout NetworkRows) -> Bool
}

extension NetworkLearner {
  /// Most networks read features alone.
  package static var readsAlignments: Bool { false }

  private static var keys: [NetworkKeys] { NetworkKeys.allCases.filter { !unusedSettings.contains($0.rawValue) } }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { keys.map(\.rawValue) }

  /// What is done to features first.
  public var preprocess: Preprocessing {
    get { settings.preprocess }
    set { settings.preprocess = newValue }
  }

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) { try settings.check(Self.self) }

  /// Throws if the library that makes networks is not there.
  public func requireEngine() throws(LearningError) {
    do { _ = try NetworkEngine.shared() } catch { throw LearningError(Self.title, error) }
  }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    self.init()
    try settings.read(decoder.container(keyedBy: NetworkKeys.self))
  }

  /// Writes every hyper-parameter.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: NetworkKeys.self)
    try settings.write(Self.keys, to: &container)
  }

  /// Trains a network, or several; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> NetworkModel {
    try check()
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: preprocess.imputation != nil)
    if Self.readsAlignments && table.alignments == nil {
      throw .emptyTable(
        reason: "\(Self.id) reads alignments, but the table has none; add 'alignments: {sites: 128}' to its study file"
      )
    }
    try requireEngine()
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let layout = NetworkLayout(table.schema)
    let goal = try NetworkGoal(table, task, settings.classWeights, learner: Self.id)
    var model = NetworkModel(schema: table.schema, task: task, preprocessor: preprocessor, goal: goal)
    if goal.outputCount == 0 { return model }

    let split = try DataSplit.stratifiedSplit(
      table, testFraction: settings.validationFraction, seed: DerivedSeed.validation(seed))
    let isMeasured = split.test.count >= 10
    let training = isMeasured ? split.training : Array(0..<table.rowCount)
    let validation = isMeasured ? split.test : []
    let data = NetworkData(rows, layout, targets: goal.targets, weights: goal.weights)
    do throws(NetworkError) {
      let networks = try trained(
        layout, goal, data, training, validation, seed: seed, threads: threads, progress: progress)
      try model.take(networks, data, training: training, validation: validation, threads: threads)
    } catch { throw LearningError(Self.title, error) }
    return model
  }

  /// The networks of the ensemble.
  private func trained(
    _ layout: NetworkLayout, _ goal: NetworkGoal, _ data: NetworkData, _ training: [Int], _ validation: [Int],
    seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(NetworkError) -> [Network] {
    var rows = NetworkRows(layout)
    let embedding = rows.layer("flatten", embed(&rows), name: NetworkModel.embeddingLayer)
    var description = rows.description
    let output = description.layer(
      "linear", embedding, settings: "units=\(goal.outputCount) gain=0", name: NetworkModel.outputLayer)
    description.loss(goal.lossKind, output, settings: goal.lossSettings(settings))
    description.optimiser("decay=\(settings.weightDecay) clip=5")
    let final = description
    let pretraining = pretraining(layout)
    let done = Atomic<Int>(0)
    let total = settings.ensemble * settings.epochs
    let results = parallelMap(count: settings.ensemble, threads: threads) {
      _, member -> Result<Network, NetworkError> in
      func trainer(_ description: NetworkDescription, _ settings: NetworkSettings, _ validation: [Int])
        -> NetworkTrainer
      {
        NetworkTrainer(
          description: description, data: data, settings: settings, training: training, validation: validation,
          seed: seed, member: member)
      }
      return Result { () throws(NetworkError) -> Network in
        var first: Network?
        if let pretraining {
          var settings = settings
          settings.epochs = settings.pretraining
          first = try trainer(pretraining, settings, []).trained(prepare: { _ in }, finished: {})
        }
        let network = try trainer(final, settings, validation).trained { (network) throws(NetworkError) in
          if let first { try network.takeWeights(of: first) }
          try network.setBias(of: NetworkModel.outputLayer, goal.startingOutputs)
        } finished: {
          progress?(done.wrappingAdd(1, ordering: .relaxed).newValue, total)
        }
        return network
      }
    }
    progress?(total, total)
    var networks: [Network] = []
    for result in results { networks.append(try result.get()) }
    return networks
  }

  private func pretraining(_ layout: NetworkLayout) -> NetworkDescription? {
    guard settings.pretraining > 0 else { return nil }
    var rows = NetworkRows(layout)
    return restore(&rows) ? rows.description : nil
  }

  /// Most networks begin with weights drawn at random.
  package func restore(_ rows: inout NetworkRows) -> Bool { false }
}

extension LearningError {
  /// What went wrong with the network called `title`.
  init(_ title: String, _ error: NetworkError) {
    switch error {
    case .missing: self = .missingLibrary("\(title): \(error)")
    case .engine(let reason): self = .engine(name: title, reason: reason)
    }
  }
}

extension Network {
  /// Takes over those weights of `other` that have a name and a shape of this network's.
  func takeWeights(of other: Network) throws(NetworkError) {
    let theirs = try other.weights()
    var known: [String: (shape: [Int], start: Int)] = [:]
    var place = 0
    for (name, shape) in other.shapes {
      known[name] = (shape, place)
      place += shape.reduce(1, *)
    }
    var own = try weights()
    place = 0
    for (name, shape) in shapes {
      let size = shape.reduce(1, *)
      if let found = known[name], found.shape == shape {
        own.replaceSubrange(place..<place + size, with: theirs[found.start..<found.start + size])
      }
      place += size
    }
    try setWeights(own)
  }

  /// Sets the bias of the dense layer `layer`.
  func setBias(of layer: String, _ values: [Float]) throws(NetworkError) {
    var own = try weights()
    var place = 0
    for (name, shape) in shapes {
      let size = shape.reduce(1, *)
      if name == layer + ".1", size == values.count { own.replaceSubrange(place..<place + size, with: values) }
      place += size
    }
    try setWeights(own)
  }
}
