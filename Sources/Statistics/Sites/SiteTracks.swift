/// What changes along a chromosome around a selected site: numbers of each stretch that mean the same on any chromosome.
///
/// Diversity and densities of sites are shares of the chromosome's own (``SiteLevels``), so that neither its mutation rate nor its
/// size history is taken for selection. Sites are counted by the frequency of their rarer allele: singletons; up to 0.1 without
/// them; 0.1 to 0.25; above. Measures of identity (H12, H1, number of haplotypes or genotypes over that of the sample, standard deviation
/// of pairwise differences) and, where alleles are polarised, theta_H stand beside them.
public struct SiteTracks: Sendable {
  /// The tracks.
  public let names: [String]
  /// Sums of the tracks over the stretches before each, and at the end over all; missing stretches add nothing.
  private let sums: [Double]
  /// Stretches that are not missing before each, and at the end of all.
  private let counts: [Int]

  /// The stretches of the chromosome.
  public var count: Int { counts.count - 1 }

  /// The names of the tracks for stretches of `width` statistics.
  public static func names(width: Int) -> [String] {
    let common = [
      "pi", "sites", "singletons", "rare", "intermediate", "common", "identity12", "identity1", "kinds", "distanceSD",
    ]
    return width > polarisedColumn ? common + ["thetaH"] : common
  }

  // The columns of a feature set of the family `sites`: pi, ss, singletons, ten bins of the folded spectrum, H12, H1, number, variance, theta_H.
  private static let firstBin = 3
  private static let identityColumn = 13
  private static let polarisedColumn = 17

  /// The tracks of `stretches` of a sample of `haplotypes`, relative to `levels`.
  public init(_ stretches: SiteStretches, haplotypes: Int, _ levels: SiteLevels) {
    names = Self.names(width: stretches.width)
    let tracks = names.count
    var sums = [Double](repeating: 0, count: (stretches.count + 1) * tracks)
    var counts = [0]
    for index in 0..<stretches.count {
      let own = stretches.isMissing(index) ? nil : Self.values(stretches, index, haplotypes, levels)
      for track in 0..<tracks {
        sums[(index + 1) * tracks + track] = sums[index * tracks + track] + (own?[track] ?? 0)
      }
      counts.append(counts[index] + (own == nil ? 0 : 1))
    }
    (self.sums, self.counts) = (sums, counts)
  }

  private static func values(
    _ stretches: SiteStretches, _ index: Int, _ haplotypes: Int, _ levels: SiteLevels
  ) -> [Double] {
    func value(_ column: Int) -> Double { stretches.value(index, column) }
    let sites = value(1) / levels.density
    let singletons = value(2) / levels.density
    func share(_ bins: Range<Int>) -> Double { bins.reduce(0) { $0 + value(firstBin + $1) } * sites }
    var values = [
      value(0) / levels.diversity, sites, singletons, share(0..<2) - singletons, share(2..<5), share(5..<10),
      value(identityColumn), value(identityColumn + 1), value(identityColumn + 2) / Double(haplotypes),
      max(0, value(identityColumn + 3)).squareRoot() / levels.diversity,
    ]
    if stretches.width > polarisedColumn { values.append(value(polarisedColumn) / levels.diversity) }
    return values
  }

  /// True if the stretch `index` could not be looked at.
  public func isMissing(_ index: Int) -> Bool { counts[index] == counts[index + 1] }

  /// Writes the mean of each track over the stretches from `first` to `last` that exist and are not missing to `means`; false if there is none.
  func means(from first: Int, to last: Int, into means: inout [Double]) -> Bool {
    let (low, high) = (max(0, first), min(count, last + 1))
    guard low < high, counts[high] > counts[low] else { return false }
    let present = Double(counts[high] - counts[low])
    let tracks = names.count
    for track in 0..<tracks {
      means[track] = (sums[high &* tracks &+ track] - sums[low &* tracks &+ track]) / present
    }
    return true
  }
}
