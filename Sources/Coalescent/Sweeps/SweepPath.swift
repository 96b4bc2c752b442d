/// The frequency of an allele through time, linear between its points.
public struct SweepPath: Sendable, Equatable {
  /// A frequency at a time.
  public struct Point: Sendable, Equatable {
    /// Generations ago.
    public var time: Double
    /// The frequency of the allele in its population.
    public var frequency: Double

    /// `frequency` at `time` generations ago.
    public init(time: Double, frequency: Double) {
      self.time = time
      self.frequency = frequency
    }
  }

  /// The most recent first. The first is where the sweep ended, the last where the allele arose: the lineages that carry
  /// it there find their common ancestor at once, whatever its frequency.
  public var points: [Point]

  /// A path through `points`, the most recent first.
  public init(_ points: [Point]) { self.points = points }
}
