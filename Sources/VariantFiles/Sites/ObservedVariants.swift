import Haplotypes

/// A region that is in memory whole.
public typealias ObservedVariants = ObservedRegion<HaplotypeMatrix>

/// A region whose sites a ``SiteStorage`` keeps.
public typealias StoredVariants = ObservedRegion<ObservedSites>

extension ObservedRegion where Sites == HaplotypeMatrix {
  /// Sites x haplotypes.
  public var matrix: HaplotypeMatrix { sites }
}
