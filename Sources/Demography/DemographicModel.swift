/// Populations through time as the simulator runs them: backwards from the present, in generations, every value explicit.
///
/// Time is cut into intervals within which populations, migration and the form of each size do not change. What happens
/// at one moment (a population merging into its ancestors, a pulse) is a move of lineages at the start of an interval.
public struct DemographicModel: Sendable, Equatable {
  /// How many diploid individuals a population has within an interval.
  public struct Size: Sendable, Equatable {
    /// How the size changes, looking backwards.
    public enum Change: Sendable, Equatable {
      /// Not at all.
      case constant
      /// N(t) = N exp(-rate t), t generations before the start of the interval; positive: the population grew.
      case exponential(rate: Double)
      /// N(t) = N + slope t.
      case linear(slope: Double)
    }

    /// Diploid individuals at the start (the more recent end) of the interval.
    public var initial: Double
    /// How the size changes from there.
    public var change: Change

    /// A size of `initial` individuals at the start of an interval.
    public init(_ initial: Double, _ change: Change = .constant) {
      self.initial = initial
      self.change = change
    }
  }

  /// Movement of lineages, one direction.
  public struct Migration: Sendable, Equatable {
    /// The population that a lineage is in.
    public var from: Int
    /// The population that it moves to, looking backwards.
    public var to: Int
    /// Per lineage per generation.
    public var rate: Double
  }

  /// Every lineage of a population moves at one moment, or a share of them.
  public struct Move: Sendable, Equatable {
    /// The population that lineages leave.
    public var from: Int
    /// Where each goes, with which probability; with the rest of 1 it stays.
    public var targets: [Target]

    /// One destination.
    public struct Target: Sendable, Equatable {
      /// The population.
      public var to: Int
      /// The probability of a lineage to go there.
      public var probability: Double
    }
  }

  /// A stretch of time.
  public struct Interval: Sendable, Equatable {
    /// Generations ago where it begins, looking backwards.
    public var start: Double
    /// Generations ago where it ends; infinity for the last.
    public var end: Double
    /// The size of each population; nil where it does not exist.
    public var sizes: [Size?]
    /// Migrations within the interval.
    public var migrations: [Migration]
    /// Moves at `start`, in order.
    public var moves: [Move]
  }

  /// The populations' names.
  public let populations: [String]
  /// The intervals, most recent first; the first begins at 0, the last never ends.
  public let intervals: [Interval]

  /// A model of `intervals`, which must follow each other from 0 to infinity.
  init(populations: [String], intervals: [Interval]) {
    self.populations = populations
    self.intervals = intervals
  }

  /// The index of the interval that holds the time `generations` ago.
  public func intervalIndex(at generations: Double) -> Int {
    intervals.lastIndex { $0.start <= generations } ?? 0
  }

  /// The index of the population called `name`.
  public func population(_ name: String) throws(DemographyError) -> Int {
    guard let index = populations.firstIndex(of: name) else {
      throw .invalid("there is no population '\(name)' (known: \(populations.joined(separator: ", ")))")
    }
    return index
  }
}

extension DemographicModel {
  /// A stretch of time with a constant size, of a model of one population.
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

  /// One population whose size is constant within each of `epochs`, which must begin at 0 and follow each other in time.
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
    let ends = epochs.dropFirst().map(\.start) + [.infinity]
    self.init(
      populations: ["population"],
      intervals: zip(epochs, ends).map { epoch, end in
        Interval(start: epoch.start, end: end, sizes: [Size(epoch.size)], migrations: [], moves: [])
      })
  }

  /// One population of constant `size` (diploid individuals).
  public init(constantSize size: Double) throws(DemographyError) {
    try self.init(epochs: [Epoch(start: 0, size: size)])
  }
}
