/// Why a region was called: what its peak looks like beside the simulations.
package struct CallReason: Sendable {
  /// A feature at the peak.
  package struct Evidence: Sendable {
    /// The feature, one of the page's ``FeatureDistribution``s.
    package let feature: String
    /// Its value at the peak.
    package let observed: Double
    /// How many times as likely that value is under the class called as without a sweep, by this feature alone.
    package let ratio: Double

    /// A value and what it says.
    package init(feature: String, observed: Double, ratio: Double) {
      self.feature = feature
      self.observed = observed
      self.ratio = ratio
    }
  }

  /// A place on the web where the region can be looked at.
  package struct Link: Sendable {
    /// The site's name.
    package let name: String
    /// The address.
    package let address: String

    /// A link.
    package init(_ name: String, _ address: String) {
      self.name = name
      self.address = address
    }
  }

  /// The region, as in the table of regions.
  package let region: String
  /// The class called.
  package let kind: String
  /// What there is to say in words.
  package var notes: [String] = []
  /// The strongest features for the call, then those against it.
  package var evidence: [Evidence] = []
  /// Haplotypes about the peak: the data, then a simulation like them.
  package var pictures: [HaplotypePicture] = []
  /// Genome browsers.
  package var links: [Link] = []

  /// Reasons without anything yet.
  package init(region: String, kind: String) {
    self.region = region
    self.kind = kind
  }
}

/// A feature in the simulations of each class.
package struct FeatureDistribution: Sendable {
  /// The feature's name.
  package let feature: String
  /// The classes.
  package let classes: [String]
  /// For each class the quantiles .05, .25, .5, .75 and .95.
  package let quantiles: [[Double]]

  /// Quantiles class by class.
  package init(feature: String, classes: [String], quantiles: [[Double]]) {
    precondition(
      classes.count == quantiles.count && quantiles.allSatisfy { $0.count == 5 },
      "\(feature) needs five quantiles of each class")
    self.feature = feature
    self.classes = classes
    self.quantiles = quantiles
  }
}

/// Haplotypes (rows) by sites (columns), drawn as a picture.
package struct HaplotypePicture: Sendable {
  /// What a haplotype carries at a site.
  package enum Allele: UInt8, Sendable {
    case ancestral, derived, missing, heterozygous
  }

  /// What it shows.
  package let caption: String
  /// The haplotypes in the order of the picture, each with an allele a site.
  package let rows: [[Allele]]
  /// The sites that lie in the stretch that the call is about.
  package let focus: Range<Int>

  /// A picture.
  package init(caption: String, rows: [[Allele]], focus: Range<Int>) {
    self.caption = caption
    self.rows = rows
    self.focus = focus
  }
}
