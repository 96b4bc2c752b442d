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
