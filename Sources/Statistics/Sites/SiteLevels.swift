/// What the diversity and the density of sites of a stretch are compared with: those of the chromosome it lies on.
public struct SiteLevels: Sendable, Equatable {
  /// Nucleotide diversity per base.
  public var diversity: Double
  /// Segregating sites per base.
  public var density: Double

  /// Levels as given; both must be above 0.
  public init(diversity: Double, density: Double) {
    precondition(diversity > 0 && density > 0, "levels of \(diversity) and \(density)")
    (self.diversity, self.density) = (diversity, density)
  }

  /// The medians over the stretches of `chromosome` that are not missing and have a site; nil if none has.
  public init?(_ chromosome: SiteStretches) {
    self.init(medianOf: [chromosome])
  }

  /// The medians over the stretches of all `chromosomes`.
  public init?(medianOf chromosomes: [SiteStretches]) {
    func median(_ column: Int) -> Double? {
      let values = chromosomes.flatMap { $0.values(column) }.filter { $0 > 0 }.sorted()
      return values.isEmpty ? nil : values[values.count / 2]
    }
    guard let diversity = median(SiteStretches.diversityColumn), let density = median(SiteStretches.densityColumn)
    else {
      return nil
    }
    self.init(diversity: diversity, density: density)
  }
}
