import Groundwork

/// How a network is trained, and the sizes of its layers.
public struct NetworkSettings: Sendable, Equatable {
  /// How the rate of learning changes.
  public enum Schedule: String, Sendable, CaseIterable {
    /// Not at all.
    case constant
    /// It rises during the first twentieth of the steps, and falls to 0 at the last along 1 - 3 x^2 + 2 x^3, which is nearly half
    /// a period of a cosine.
    case falling
  }

  /// Where a network is trained.
  public enum Device: String, Sendable, CaseIterable {
    /// On a GPU where there is one that the engine can use, else on the CPU.
    case auto
    /// On the CPU: the same bits for a seed.
    case cpu
    /// On a GPU, or not at all. Sums there have no fixed order: the last bits differ from run to run.
    case cuda
  }

  /// How often every row is learned from at most; at least 1.
  public var epochs = 40
  /// Rows a step; at least 1.
  public var batchSize = 64
  /// The size of steps (Adam with decoupled decay: Loshchilov & Hutter 2019, arXiv:1711.05101); above 0, at most 1.
  public var learningRate = 0.001
  /// How the size of steps changes.
  public var schedule = Schedule.falling
  /// Epochs without gain on the replicates kept aside after which training ends; 0 for all epochs.
  public var patience = 10
  /// The share of the replicates kept aside to choose the best epoch, and for the intervals of numbers; with fewer than ten
  /// rows in it none are.
  public var validationFraction = 0.1
  /// The share of each weight that is lost a step of size 1; at least 0.
  public var weightDecay = 0.0001
  /// Networks that are trained, each from a seed of its own, and averaged; at least 1.
  public var ensemble = 1
  /// True if rows are mirrored at random while learning: subwindows and sites from the right to the left.
  public var flip = true
  /// The share of a row's class that is spread over all classes; at least 0, below 1.
  public var labelSmoothing = 0.0
  /// The share of the units before the output that a step leaves out; at least 0, below 1.
  public var dropout = 0.2
  /// The units of the dense layers before the output.
  public var layers = [128, 64]
  /// The channels of convolutions; at least 1.
  public var channels = 64
  /// Epochs of learning to restore what a layer reads, before classes or numbers are learned; at least 0.
  public var pretraining = 0
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// Where it is trained.
  public var device = Device.auto
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// The settings that most networks begin with.
  public init() {}

  /// Throws if a setting is out of range; `learner` is named then.
  func check<L: NetworkLearner>(_ learner: L.Type) throws(LearningError) {
    let limits = ParameterLimits(learner)
    try limits.require(epochs, "epochs", atLeast: 1)
    try limits.require(batchSize, "batch_size", atLeast: 1)
    try limits.require(
      learningRate > 0 && learningRate <= 1, "learning_rate", learningRate, "a number above 0 and at most 1")
    try limits.require(patience, "patience", atLeast: 0)
    try limits.require(validationFraction > 0 && validationFraction < 1, "validation_fraction", validationFraction)
    try limits.require(weightDecay >= 0 && weightDecay < 1, "weight_decay", weightDecay, "a number from 0 to below 1")
    try limits.require((1...1000).contains(ensemble), "ensemble", ensemble, "a whole number from 1 to 1,000")
    for (name, share) in [("label_smoothing", labelSmoothing), ("dropout", dropout)] {
      try limits.require(share >= 0 && share < 1, name, share, "a number from 0 to below 1")
    }
    try limits.require(
      layers.count <= 20 && layers.allSatisfy { (1...100_000).contains($0) }, "layers", Self.text(layers),
      "up to 20 numbers of units, each from 1 to 100,000: 128-64")
    try limits.require((4...10_000).contains(channels), "channels", channels, "a whole number from 4 to 10,000")
    try limits.require(pretraining, "pretraining", atLeast: 0)
    try classWeights.check(L.id)
  }

  /// Units of layers as the study file has them: "25-25-10".
  static func text(_ layers: [Int]) -> String {
    layers.isEmpty ? "none" : layers.map(String.init).joined(separator: "-")
  }
}

extension NetworkSettings {
  /// Replaces what stands in `container`.
  mutating func read(_ container: KeyedDecodingContainer<NetworkKeys>) throws {
    try container.read(&epochs, .epochs)
    try container.read(&batchSize, .batchSize)
    try container.read(&learningRate, .learningRate)
    try container.read(word: &schedule, .schedule)
    try container.read(&patience, .patience)
    try container.read(&validationFraction, .validationFraction)
    try container.read(&weightDecay, .weightDecay)
    try container.read(&ensemble, .ensemble)
    try container.read(&flip, .flip)
    try container.read(&labelSmoothing, .labelSmoothing)
    try container.read(&dropout, .dropout)
    if container.contains(.layers) { layers = try Self.layers(in: container) }
    try container.read(&channels, .channels)
    try container.read(&pretraining, .pretraining)
    try container.read(&classWeights, .classWeights)
    try container.read(word: &device, .device)
    try container.read(word: &preprocess, .preprocess)
  }

  /// "25-25-10", one number, or "none".
  private static func layers(in container: KeyedDecodingContainer<NetworkKeys>) throws -> [Int] {
    if let one = try? container.decode(Int.self, forKey: .layers) { return [one] }
    let word = try container.decode(String.self, forKey: .layers)
    if word == "none" { return [] }
    let units = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard units.allSatisfy({ $0 != nil }) else {
      throw LearningError.invalidParameter(
        name: "layers", value: "'\(word)'", expected: "the units of each layer: 128-64, or none")
    }
    return units.compactMap { $0 }
  }

  /// Writes what the keys `names` stand for.
  func write(_ names: [NetworkKeys], to container: inout KeyedEncodingContainer<NetworkKeys>) throws {
    for key in names {
      switch key {
      case .epochs: try container.encode(epochs, forKey: key)
      case .batchSize: try container.encode(batchSize, forKey: key)
      case .learningRate: try container.encode(learningRate, forKey: key)
      case .schedule: try container.encode(schedule.rawValue, forKey: key)
      case .patience: try container.encode(patience, forKey: key)
      case .validationFraction: try container.encode(validationFraction, forKey: key)
      case .weightDecay: try container.encode(weightDecay, forKey: key)
      case .ensemble: try container.encode(ensemble, forKey: key)
      case .flip: try container.encode(flip, forKey: key)
      case .labelSmoothing: try container.encode(labelSmoothing, forKey: key)
      case .dropout: try container.encode(dropout, forKey: key)
      case .layers: try container.encode(Self.text(layers), forKey: key)
      case .channels: try container.encode(channels, forKey: key)
      case .pretraining: try container.encode(pretraining, forKey: key)
      case .classWeights: try container.encode(classWeights, forKey: key)
      case .device: try container.encode(device.rawValue, forKey: key)
      case .preprocess: try container.encode(preprocess, forKey: key)
      }
    }
  }
}
