/// What the alignment of a row holds, and how it is laid out.
public struct AlignmentShape: Sendable, Codable, Hashable {
  /// Which of more sites than there is room for are kept.
  public enum Choice: String, Sendable, Codable, CaseIterable {
    /// Those nearest the middle of the window.
    case middle
    /// Evenly spaced ones of all, by their rank.
    case spread
  }

  /// The order of the haplotypes of a population.
  public enum Order: String, Sendable, Codable, CaseIterable {
    /// As in the sample.
    case sample
    /// By the number of sites at which they differ from the commonest haplotype, which comes first.
    case similarity
  }

  /// The number of haplotypes.
  public let haplotypes: Int
  /// The number of sites; windows with fewer are filled with empty ones.
  public let sites: Int
  /// Which sites are kept.
  public let choice: Choice
  /// The order of haplotypes.
  public let order: Order
  /// How often the rarer allele of a site must be there among the haplotypes called; at least 1.
  public let minorCount: Int
  /// True if a set bit is the derived allele, false if it is the rarer one.
  public let isPolarised: Bool
  /// True if the haplotypes of an individual are told apart; else its first haplotype has the set bits of both where it has one,
  /// its second those that are there twice.
  public let isPhased: Bool

  /// A shape from its parts.
  public init(
    haplotypes: Int, sites: Int, choice: Choice = .middle, order: Order = .sample, minorCount: Int = 1,
    isPolarised: Bool = true, isPhased: Bool = true
  ) {
    self.haplotypes = haplotypes
    self.sites = sites
    self.choice = choice
    self.order = order
    self.minorCount = minorCount
    self.isPolarised = isPolarised
    self.isPhased = isPhased
  }

  /// 64-bit words a site takes.
  public var wordsPerSite: Int { (haplotypes + 63) / 64 }
}

extension AlignmentShape: CustomStringConvertible {
  /// In words, for messages.
  public var description: String {
    "\(haplotypes) haplotypes x \(sites) sites (\(choice.rawValue), \(order.rawValue), minor count \(minorCount), "
      + "\(isPolarised ? "polarised" : "folded"), \(isPhased ? "phased" : "unphased"))"
  }
}
