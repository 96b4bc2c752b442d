/// What is known about a statistic without computing it.
public struct StatisticInfo: Sendable, Hashable {
  /// The name in columns, files and messages.
  public let id: String
  /// The name in reports.
  public let title: String
  /// The unit of the value; "1" for pure numbers.
  public let unit: String
  /// The DOI of the definition.
  public let doi: String
  /// The version of the definition here; a change of numbers is a new version.
  public let version: Int
  /// Populations it compares; 1 for a statistic of one sample, whatever populations that is made of.
  public let populations: Int
  /// True if it needs to know which alleles lie on one chromosome.
  public let needsPhase: Bool
  /// True if it needs to know which allele is derived.
  public let needsPolarisation: Bool
  /// True if it compares diploid individuals, made of neighbouring haplotypes.
  public let usesGenotypes: Bool
  /// True if it counts the comparisons at sites that do not vary, which the data must then hold.
  public let needsInvariantSites: Bool
  /// The reference page, in Markdown: formula, missing-data rule, empty window, when it is insufficient, sources.
  public let reference: String

  /// An info from its parts.
  public init(
    id: String, title: String, unit: String, doi: String, version: Int = 1, populations: Int = 1,
    needsPhase: Bool = false, needsPolarisation: Bool = false, usesGenotypes: Bool = false,
    needsInvariantSites: Bool = false, reference: String
  ) {
    precondition(populations > 0, "\(id): a statistic of \(populations) populations")
    self.id = id
    self.title = title
    self.unit = unit
    self.doi = doi
    self.version = version
    self.populations = populations
    self.needsPhase = needsPhase
    self.needsPolarisation = needsPolarisation
    self.usesGenotypes = usesGenotypes
    self.needsInvariantSites = needsInvariantSites
    self.reference = reference
  }
}
