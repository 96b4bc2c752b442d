/// A Demes graph with every value explicit: what the specification calls the machine data model.
///
/// Times are in the graph's own units, counted backwards from the present (https://doi.org/10.1093/genetics/iyac131).
public struct DemesGraph: Sendable, Equatable {
  /// How the size of a deme changes within an epoch.
  public enum SizeFunction: String, Sendable {
    /// The same size throughout.
    case constant
    /// Exponential from the start size to the end size.
    case exponential
    /// Linear from the start size to the end size.
    case linear
  }

  /// A stretch of a deme's time with one size function.
  public struct Epoch: Sendable, Equatable {
    /// Where the epoch begins (the more ancient end); infinity for the first of a root deme.
    public var startTime: Double
    /// Where the epoch ends (the more recent end).
    public var endTime: Double
    /// Individuals at the start.
    public var startSize: Double
    /// Individuals at the end.
    public var endSize: Double
    /// How the size changes in between.
    public var sizeFunction: SizeFunction
    /// The share of offspring by selfing.
    public var selfingRate: Double
    /// The share of offspring by cloning.
    public var cloningRate: Double
  }

  /// A population.
  public struct Deme: Sendable, Equatable {
    /// The deme's name.
    public var name: String
    /// What the author says about it.
    public var description: String
    /// When it began; infinity for a root.
    public var startTime: Double
    /// The demes it descends from.
    public var ancestors: [String]
    /// The share of each ancestor; they add up to 1.
    public var proportions: [Double]
    /// The epochs, most ancient first.
    public var epochs: [Epoch]

    /// When it ended.
    public var endTime: Double { epochs.last?.endTime ?? 0 }
  }

  /// Continuous migration from one deme to another.
  public struct Migration: Sendable, Equatable {
    /// Where migrants come from (forwards in time).
    public var source: String
    /// Where they go to.
    public var destination: String
    /// When it began (the more ancient end).
    public var startTime: Double
    /// When it ended.
    public var endTime: Double
    /// The share of the destination that are migrants, per generation.
    public var rate: Double
  }

  /// Migration at one moment.
  public struct Pulse: Sendable, Equatable {
    /// Where migrants come from.
    public var sources: [String]
    /// Where they go to.
    public var destination: String
    /// When.
    public var time: Double
    /// The share of the destination that comes from each source.
    public var proportions: [Double]
  }

  /// What the author says about the graph.
  public var description: String
  /// The unit of time: "generations", "years" ...
  public var timeUnits: String
  /// Units of time in a generation; 1 where the unit is generations.
  public var generationTime: Double
  /// References.
  public var doi: [String]
  /// The demes, ancestors before descendants.
  public var demes: [Deme]
  /// Migrations, one direction each.
  public var migrations: [Migration]
  /// Pulses, most ancient first.
  public var pulses: [Pulse]

  /// The deme called `name`.
  public func deme(_ name: String) -> Deme? { demes.first { $0.name == name } }
}
