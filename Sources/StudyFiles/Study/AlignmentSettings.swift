import FeatureTables

/// What networks read of the alignment of a window beside its features.
public struct AlignmentSettings: Sendable, Codable, Equatable {
  /// The number of sites.
  public var sites = 128
  /// Which of more sites are kept.
  public var choice = AlignmentShape.Choice.middle
  /// The order of the haplotypes of a population.
  public var order = AlignmentShape.Order.sample
  /// How often the rarer allele of a site must be there.
  public var minorCount = 1

  /// The settings that are usual.
  public init() {}
}
