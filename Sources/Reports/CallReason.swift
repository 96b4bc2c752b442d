/// Why a region was called: what its peak looks like beside the simulations.
public struct CallReason: Sendable {
  /// A feature at the peak.
  public struct Evidence: Sendable {
    /// The feature, one of the page's ``FeatureDistribution``s.
    public let feature: String
    /// Its value at the peak.
    public let observed: Double
    /// How many times as likely that value is under the class called as without a sweep, by this feature alone.
    public let ratio: Double

    /// A value and what it says.
    public init(feature: String, observed: Double, ratio: Double) {
      self.feature = feature
      self.observed = observed
      self.ratio = ratio
    }
  }

  /// A place on the web where the region can be looked at.
  public struct Link: Sendable {
    /// The site's name.
    public let name: String
    /// The address.
    public let address: String

    /// A link.
    public init(_ name: String, _ address: String) {
      self.name = name
      self.address = address
    }
  }

  /// The region, as in the table of regions.
  public let region: String
  /// The class called.
  public let kind: String
  /// What there is to say in words.
  public var notes: [String] = []
  /// The strongest features for the call, then those against it.
  public var evidence: [Evidence] = []
  /// Haplotypes about the peak: the data, then a simulation like them.
  public var pictures: [HaplotypePicture] = []
  /// Genome browsers.
  public var links: [Link] = []

  /// Reasons without anything yet.
  public init(region: String, kind: String) {
    self.region = region
    self.kind = kind
  }
}

/// A feature in the simulations of each class.
public struct FeatureDistribution: Sendable {
  /// The feature's name.
  public let feature: String
  /// The classes.
  public let classes: [String]
  /// For each class the quantiles .05, .25, .5, .75 and .95.
  public let quantiles: [[Double]]

  /// Quantiles class by class.
  public init(feature: String, classes: [String], quantiles: [[Double]]) {
    precondition(
      classes.count == quantiles.count && quantiles.allSatisfy { $0.count == 5 },
      "\(feature) needs five quantiles of each class")
    self.feature = feature
    self.classes = classes
    self.quantiles = quantiles
  }
}

/// Haplotypes (rows) by sites (columns), drawn as a picture.
public struct HaplotypePicture: Sendable {
  /// What a haplotype carries at a site.
  public enum Allele: UInt8, Sendable {
    case ancestral, derived, missing, heterozygous
  }

  /// What it shows.
  public let caption: String
  /// The haplotypes in the order of the picture, each with an allele a site.
  public let rows: [[Allele]]
  /// The sites that lie in the stretch that the call is about.
  public let focus: Range<Int>

  /// A picture.
  public init(caption: String, rows: [[Allele]], focus: Range<Int>) {
    self.caption = caption
    self.rows = rows
    self.focus = focus
  }
}
