import Groundwork
import Networks

/// Trains one network, and keeps it as it was after the epoch that did best on the rows kept aside.
struct NetworkTrainer: Sendable {
  let description: NetworkDescription
  let data: NetworkData
  let settings: NetworkSettings
  /// The rows that are learned from, and those kept aside, which may be none.
  let training: [Int]
  let validation: [Int]
  let seed: UInt64
  /// Which network of an ensemble it is.
  let member: Int

  /// Rows that are measured at once.
  private static let measuredRows = 256
  /// The share of the steps during which the rate rises.
  private static let warmUp = 0.05

  /// The network; `prepare` may change its first weights, `finished` is told after each epoch.
  func trained(
    prepare: (Network) throws(NetworkError) -> Void, finished: () -> Void
  ) throws(NetworkError) -> Network {
    var stream = RandomStream(seed: seed, replicate: UInt64(member), purpose: .network)
    let network = try Network(description, seed: stream.next(), device: settings.device.rawValue)
    try prepare(network)
    let losses = description.text.split(separator: "\n").count { $0.hasPrefix("loss ") }
    let augmentation = NetworkData.Augmentation(flips: settings.flip)
    var order = training
    let steps = (order.count + settings.batchSize - 1) / settings.batchSize
    var best = (loss: Double.infinity, epoch: 0, weights: [Float]())
    for epoch in 0..<settings.epochs {
      stream.shuffle(&order)
      for step in 0..<steps {
        let rows = Array(order[step * settings.batchSize..<min((step + 1) * settings.batchSize, order.count)])
        let batch = data.batch(rows, description, losses: losses, augmentation, &stream)
        let progress = Double(epoch * steps + step) / Double(settings.epochs * steps)
        let found = try network.train(batch, seed: stream.next(), rate: rate(at: progress))
        guard found.allSatisfy(\.isFinite) else {
          throw .engine("the loss of epoch \(epoch + 1) is not a number; a smaller learning_rate may help")
        }
      }
      finished()
      if validation.isEmpty { continue }
      let loss = try loss(of: network, losses)
      if loss < best.loss { best = (loss, epoch, try network.weights()) }
      if settings.patience > 0 && epoch - best.epoch >= settings.patience { break }
    }
    if !best.weights.isEmpty { try network.setWeights(best.weights) }
    return network
  }

  /// The size of steps when the share `progress` of them is done.
  private func rate(at progress: Double) -> Double {
    switch settings.schedule {
    case .constant: return settings.learningRate
    case .falling:
      if progress < Self.warmUp { return settings.learningRate * (0.1 + 0.9 * progress / Self.warmUp) }
      let share = (progress - Self.warmUp) / (1 - Self.warmUp)
      return settings.learningRate * (1 - share * share * (3 - 2 * share))
    }
  }

  /// The mean loss of the rows kept aside.
  private func loss(of network: Network, _ losses: Int) throws(NetworkError) -> Double {
    var sum = 0.0
    for start in stride(from: 0, to: validation.count, by: Self.measuredRows) {
      let rows = Array(validation[start..<min(start + Self.measuredRows, validation.count)])
      let found = try network.losses(data.batch(rows, description, losses: losses))
      sum += found.reduce(0, +) * Double(rows.count)
    }
    return sum / Double(validation.count)
  }
}
