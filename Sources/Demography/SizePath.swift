import Groundwork

/// The size of a population through time, looking backwards: of the population itself while it exists, then of the one it
/// merges into, and so on to the root.
public struct SizePath: Sendable, Equatable {
  /// The part of the path within one interval of the model.
  public struct Piece: Sendable, Equatable {
    /// Generations ago where it begins, looking backwards.
    public let start: Double
    /// Generations ago where it ends.
    public let end: Double
    /// The interval of the model.
    public let interval: Int
    /// The population.
    public let population: Int
    /// Its size.
    public let size: DemographicModel.Size

    /// Diploid individuals `time` generations ago.
    @inlinable
    public func size(at time: Double) -> Double { size.value(after: time - start) }

    /// The largest size within the piece, from `time` on.
    public func largest(from time: Double) -> Double {
      let first = size(at: max(time, start))
      return end.isFinite ? max(first, size(at: end)) : first
    }
  }

  /// The pieces, most recent first.
  public let pieces: [Piece]
}

extension DemographicModel.Size {
  /// Diploid individuals `elapsed` generations before the start of the interval.
  @inlinable
  public func value(after elapsed: Double) -> Double {
    switch change {
    case .constant: return initial
    case .exponential(let rate): return initial * PortableMath.exp(-rate * elapsed)
    case .linear(let slope): return initial + slope * elapsed
    }
  }
}

extension DemographicModel {
  /// The sizes of `population` and its ancestors from `time` generations ago backwards.
  ///
  /// The path ends where a population has several ancestors. Throws if the population does not exist at `time`.
  public func sizePath(of population: Int, from time: Double) throws(DemographyError) -> SizePath {
    var pieces: [SizePath.Piece] = []
    var current = population
    let first = intervalIndex(at: time)
    for index in first..<intervals.count {
      let interval = intervals[index]
      if index > first {
        guard let next = Self.ancestor(of: current, in: interval) else { break }
        current = next
      }
      guard let size = interval.sizes[current] else {
        throw .invalid("population '\(populations[population])' does not exist \(time) generations ago")
      }
      pieces.append(
        SizePath.Piece(start: interval.start, end: interval.end, interval: index, population: current, size: size))
    }
    return SizePath(pieces: pieces)
  }

  /// Where `population` is in `interval`: itself if it exists there, else its only ancestor; nil if it has several.
  private static func ancestor(of population: Int, in interval: Interval) -> Int? {
    if interval.sizes[population] != nil { return population }
    guard let move = interval.moves.last(where: { $0.from == population }), move.targets.count == 1 else { return nil }
    return move.targets[0].to
  }
}
