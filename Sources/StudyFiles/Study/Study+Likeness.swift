extension Study {
  /// What simulated windows are given of the observed data, besides the size of their sample, which is always that of the data.
  public struct Likeness: Sendable, Codable, Equatable {
    /// Sites whose ancestral and derived allele are exchanged.
    public enum Misorientation: Sendable, Codable, Equatable {
      /// There are none.
      case off
      /// The share that the data show, see `PolarisationCounts`; none where nothing can be estimated.
      case estimated
      /// A share of the sites.
      case rate(Prior)
    }

    /// The fewest times that the rarer allele of a site is there.
    public enum MinorCount: Sendable, Codable, Equatable {
      /// As the spectrum of the data shows, where a filter is evident; else once.
      case estimated
      /// So many times.
      case least(Int)
    }

    /// Inaccessible bases: each replicate has those of an observed window.
    public var mask = true
    /// Missing calls: each replicate has those of an observed window, by site and sample together.
    public var missing = true
    /// The chance, at a site at which an individual is heterozygous, that its haplotypes are exchanged from there on.
    public var switchError = Prior.fixed(0)
    /// Sites whose ancestral and derived allele are exchanged.
    public var misorientation = Misorientation.estimated
    /// Sites whose rarer allele is too rare to be in the data.
    public var minorCount = MinorCount.estimated
    /// What the rates of `data.recombination_map` are multiplied with; nil: they are as in the file.
    public var recombinationScale: Prior?

    /// The likeness of a study that says nothing of it.
    public init() {}

    /// Studies in the provenance of older files say nothing of rare alleles.
    public init(from decoder: any Decoder) throws {
      let keys = try decoder.container(keyedBy: CodingKeys.self)
      mask = try keys.decode(Bool.self, forKey: .mask)
      missing = try keys.decode(Bool.self, forKey: .missing)
      switchError = try keys.decode(Prior.self, forKey: .switchError)
      misorientation = try keys.decode(Misorientation.self, forKey: .misorientation)
      minorCount = try keys.decodeIfPresent(MinorCount.self, forKey: .minorCount) ?? .estimated
      recombinationScale = try keys.decodeIfPresent(Prior.self, forKey: .recombinationScale)
    }
  }
}

extension KeyedDecodingContainer {
  /// Studies in the provenance of older files say nothing of likeness.
  func decode(_ type: Study.Likeness.Type, forKey key: Key) throws -> Study.Likeness {
    try decodeIfPresent(type, forKey: key) ?? Study.Likeness()
  }
}
