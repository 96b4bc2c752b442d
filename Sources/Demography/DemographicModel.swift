/// How many diploid individuals one population had at each time, every value explicit.
///
/// Time runs backwards from the sample, in generations. Sizes are constant within an epoch.
public struct DemographicModel: Sendable, Equatable {
  /// A stretch of time with a constant size.
  public struct Epoch: Sendable, Equatable {
    /// Generations ago where the epoch begins, looking backwards; the first begins at 0.
    public let start: Double
    /// Diploid individuals.
    public let size: Double

    /// An epoch from `start` generations ago with `size` diploid individuals.
    public init(start: Double, size: Double) {
      self.start = start
      self.size = size
    }
  }

  /// The epochs, most recent first; the last one never ends.
  public let epochs: [Epoch]

  /// A model of `epochs`, which must begin at 0, follow each other in time and have positive finite sizes.
  public init(epochs: [Epoch]) throws(DemographyError) {
    guard let first = epochs.first, first.start == 0 else {
      throw .invalid("the most recent epoch must reach the present (0 generations ago)")
    }
    for (epoch, next) in zip(epochs, epochs.dropFirst()) where epoch.start >= next.start {
      throw .invalid("an epoch that begins \(next.start) generations ago cannot follow one at \(epoch.start)")
    }
    for epoch in epochs {
      guard epoch.size > 0, epoch.size.isFinite, epoch.start.isFinite else {
        throw .invalid("a population size must be positive and finite, found \(epoch.size)")
      }
    }
    self.epochs = epochs
  }

  /// A population of constant `size` (diploid individuals).
  public init(constantSize size: Double) throws(DemographyError) {
    try self.init(epochs: [Epoch(start: 0, size: size)])
  }

  /// The index of the epoch that holds the time `generations` ago.
  public func epochIndex(at generations: Double) -> Int {
    (epochs.lastIndex { $0.start <= generations }) ?? 0
  }

  /// The same model with every size multiplied by `factor` and every time kept.
  public func scaled(by factor: Double) throws(DemographyError) -> DemographicModel {
    try DemographicModel(epochs: epochs.map { Epoch(start: $0.start, size: $0.size * factor) })
  }
}

/// What can be wrong with a demographic model.
public enum DemographyError: Error, Sendable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The model contradicts itself; the message says where and how.
  case invalid(String)
  /// The model is valid, but not one that the simulator runs.
  case unsupported(String)

  /// One line: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason): return "\(path): \(reason)"
    case .invalid(let message), .unsupported(let message): return message
    }
  }
}
