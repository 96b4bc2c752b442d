import FeatureTables

/// The features of a point of a chromosome: its stretch, and rings of stretches about it that grow with the distance.
///
/// Each ring has, of each track, the smaller and the larger of its two sides and their mean, so that left and right are alike; then
/// come means over broad surroundings, shares of the spectrum in them, and ratios of the inner to the outer. A ring of which one side
/// does not exist has the other; without either it is that of the ring within it.
public struct SiteRings: Sendable {
  /// The nearest and the farthest stretch of each ring, counted from the point's own.
  public static let rings = [(1, 1), (2, 2), (3, 4), (5, 7), (8, 12), (13, 20), (21, 30)]
  /// The stretches on either side that a point's features look at.
  public static let reach = 30
  /// Half the widths, in stretches, of the broad surroundings.
  private static let surroundings = [2, 7, 30]
  /// What is added to both sides of a ratio, so that an empty stretch has one.
  private static let offset = 0.02
  /// The tracks that ratios of the inner to the outer are taken of: diversity and densities.
  private static let scaled = 6

  private let tracks: SiteTracks

  /// The points of the chromosome of `tracks`.
  public init(_ tracks: SiteTracks) { self.tracks = tracks }

  /// The schema of the features of points for stretches as `stretches` has them.
  public static func schema(_ stretches: FeatureSchema) -> FeatureSchema {
    let width = stretches.columns.count / max(1, stretches.subwindowCount)
    let version = stretches.columns.map(\.version).max() ?? 1
    let names = SiteTracks.names(width: width)
    var columns: [FeatureColumn] = []
    func add(_ track: String, _ suffix: String) {
      columns.append(FeatureColumn(name: "\(track)_\(suffix)", statistic: track, version: version, subwindow: nil))
    }
    for name in names { add(name, "here") }
    for (first, last) in rings {
      let ring = first == last ? "\(first)" : "\(first)to\(last)"
      for kind in ["smaller", "larger", "mean"] { for name in names { add(name, "\(ring)_\(kind)") } }
    }
    for half in surroundings { for name in names { add(name, "within\(half)") } }
    for half in surroundings {
      for name in ["piPerSite", "singletonShare", "commonShare", "commonToRare"] { add(name, "within\(half)") }
    }
    for outer in surroundings.dropFirst().reversed() {
      for name in names.prefix(scaled) { add(name, "within\(surroundings[0])over\(outer)") }
    }
    return FeatureSchema(
      featureSet: stretches.featureSet + " rings", columns: columns, usesPhase: stretches.usesPhase,
      usesPolarisation: stretches.usesPolarisation, haplotypeCount: stretches.haplotypeCount,
      populations: stretches.populations, windowLength: stretches.windowLength,
      subwindowCount: stretches.subwindowCount)
  }

  /// The features of the point in the stretch `centre`; nil if that is missing.
  public func features(_ centre: Int) -> [Double]? {
    let count = tracks.names.count
    var own = [Double](repeating: 0, count: count)
    guard tracks.means(from: centre, to: centre, into: &own) else { return nil }
    var result = own
    result.reserveCapacity(count * (1 + 3 * (Self.rings.count + 1)) + 24)
    var (left, right, before) = (own, own, own)
    for (first, last) in Self.rings {
      let isLeft = tracks.means(from: centre - last, to: centre - first, into: &left)
      let isRight = tracks.means(from: centre + first, to: centre + last, into: &right)
      if !isLeft { left = isRight ? right : before }
      if !isRight { right = left }
      for track in 0..<count { result.append(min(left[track], right[track])) }
      for track in 0..<count { result.append(max(left[track], right[track])) }
      for track in 0..<count {
        before[track] = (left[track] + right[track]) / 2
        result.append(before[track])
      }
    }
    var broad: [[Double]] = []
    for half in Self.surroundings {
      var means = own
      _ = tracks.means(from: centre - half, to: centre + half, into: &means)
      result += means
      broad.append(means)
    }
    for means in broad {
      let (pi, sites, singletons, rare, middle, common) = (means[0], means[1], means[2], means[3], means[4], means[5])
      let offset = Self.offset
      result += [
        pi / (sites + offset), singletons / (sites + offset), common / (sites + offset),
        (middle + common) / (singletons + rare + offset),
      ]
    }
    for outer in broad.dropFirst().reversed() {
      for track in 0..<Self.scaled {
        result.append((broad[0][track] + Self.offset) / (outer[track] + Self.offset))
      }
    }
    return result
  }
}
