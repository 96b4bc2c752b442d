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
  /// True if it needs to know which alleles lie on one chromosome.
  public let needsPhase: Bool
  /// True if it needs to know which allele is derived.
  public let needsPolarisation: Bool
  /// True if it compares diploid individuals, made of neighbouring haplotypes.
  public let usesGenotypes: Bool
  /// The reference page, in Markdown: formula, missing-data rule, empty window, sources.
  public let reference: String

  /// An info from its parts.
  public init(
    id: String, title: String, unit: String, doi: String, version: Int = 1, needsPhase: Bool = false,
    needsPolarisation: Bool = false, usesGenotypes: Bool = false, reference: String
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.doi = doi
    self.version = version
    self.needsPhase = needsPhase
    self.needsPolarisation = needsPolarisation
    self.usesGenotypes = usesGenotypes
    self.reference = reference
  }
}

/// A number that describes the variation within a stretch of sequence; its reference page is `info.reference`.
///
/// Rules that hold for all of them: only accessible sites that segregate among the called alleles count (a site fixed
/// for either allele changes nothing, so simulated and observed data are treated alike); the value is finite for every
/// window, with or without sites, and does not depend on the order of haplotypes (of individuals, for genotypes).
public protocol Statistic: Sendable {
  /// What is known about the statistic.
  static var info: StatisticInfo { get }
  /// The value in `window`.
  func compute(_ window: HaplotypeWindow) -> Double
}

extension Statistic {
  /// What is known about the statistic.
  public var info: StatisticInfo { Self.info }
}
