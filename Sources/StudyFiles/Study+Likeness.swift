extension Study {
  /// What simulated windows are given of the observed data, besides the size of their sample, which is always that of the data.
  public struct Likeness: Sendable, Codable, Equatable {
    /// Sites whose ancestral and derived allele are exchanged.
    public enum Misorientation: Sendable, Codable, Equatable {
      /// There are none.
      case off
      /// The share that the data show, see ``/VariantFiles/PolarisationCounts``; none where nothing can be estimated.
      case estimated
      /// A share of the sites.
      case rate(Prior)
    }

    /// Inaccessible bases: each replicate has those of an observed window.
    public var mask = true
    /// Missing calls: each replicate has those of an observed window, by site and sample together.
    public var missing = true
    /// The chance, at a site at which an individual is heterozygous, that its haplotypes are exchanged from there on.
    public var switchError = Prior.fixed(0)
    /// Sites whose ancestral and derived allele are exchanged.
    public var misorientation = Misorientation.estimated
    /// What the rates of `data.recombination_map` are multiplied with; nil: they are as in the file.
    public var recombinationScale: Prior?

    /// The likeness of a study that says nothing of it.
    public init() {}
  }
}

extension KeyedDecodingContainer {
  /// Studies in the provenance of older files say nothing of likeness.
  func decode(_ type: Study.Likeness.Type, forKey key: Key) throws -> Study.Likeness {
    try decodeIfPresent(type, forKey: key) ?? Study.Likeness()
  }
}
