import FeatureTables
import Groundwork
import Statistics
import Testing

/// The features of points of a chromosome against their definitions, written out.
@Suite struct SiteRingsTests {
  /// 17 statistics of `count` stretches, drawn; stretches in `missing` could not be looked at.
  private func stretches(_ count: Int, missing: Set<Int> = []) -> (raw: [[Double]?], stretches: SiteStretches) {
    var stream = RandomStream(seed: 4, replicate: 1, purpose: .parameters)
    let raw = (0..<count).map { index -> [Double]? in
      let values = (0..<17).map { _ in 0.01 + stream.uniform() }
      return missing.contains(index) ? nil : values
    }
    return (raw, SiteStretches(raw, width: 17))
  }

  private let levels = SiteLevels(diversity: 0.4, density: 0.7)

  /// The ten tracks of a stretch.
  private func tracks(_ v: [Double]) -> [Double] {
    let sites = v[1] / 0.7
    return [
      v[0] / 0.4, sites, v[2] / 0.7, (v[3] + v[4]) * sites - v[2] / 0.7, (v[5] + v[6] + v[7]) * sites,
      v[8...12].reduce(0, +) * sites, v[13], v[14], v[15] / 20, v[16].squareRoot() / 0.4,
    ]
  }

  @Test(arguments: [40, 0, 79]) func ringsAgainstTheirDefinition(centre: Int) throws {
    let (raw, stretches) = stretches(80, missing: [44, 45, 52])
    let rings = SiteRings(SiteTracks(stretches, haplotypes: 20, levels))
    let found = try #require(rings.features(centre))
    func mean(_ range: ClosedRange<Int>) -> [Double]? {
      let own = range.filter { (0..<80).contains($0) }.compactMap { raw[$0].map(tracks) }
      return own.isEmpty ? nil : (0..<10).map { track in own.reduce(0) { $0 + $1[track] } / Double(own.count) }
    }
    var expected = try #require(mean(centre...centre))
    var before = expected
    for (first, last) in [(1, 1), (2, 2), (3, 4), (5, 7), (8, 12), (13, 20), (21, 30)] {
      let (left, right) = (mean(centre - last...centre - first), mean(centre + first...centre + last))
      let (a, b) = (left ?? right ?? before, right ?? left ?? before)
      expected += zip(a, b).map { min($0, $1) } + zip(a, b).map { max($0, $1) }
      before = zip(a, b).map { ($0 + $1) / 2 }
      expected += before
    }
    let broad = try [2, 7, 30].map { try #require(mean(centre - $0...centre + $0)) }
    for means in broad { expected += means }
    for m in broad {
      expected += [
        m[0] / (m[1] + 0.02), m[2] / (m[1] + 0.02), m[5] / (m[1] + 0.02), (m[4] + m[5]) / (m[2] + m[3] + 0.02),
      ]
    }
    for outer in [broad[2], broad[1]] {
      expected += (0..<6).map { (broad[0][$0] + 0.02) / (outer[$0] + 0.02) }
    }
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 * max(1, abs($1)) })
    let schema = SiteRings.schema(
      FeatureSet.sites(phased: true, polarised: false)
        .schema(haplotypeCount: 20, layout: try WindowLayout(length: 8000, subwindowCount: 80)))
    #expect(schema.columns.count == found.count && Set(schema.columns.map(\.name)).count == found.count)
  }

  @Test func aMissingStretchHasNoFeatures() {
    let rings = SiteRings(SiteTracks(stretches(80, missing: [3]).stretches, haplotypes: 20, levels))
    #expect(rings.features(3) == nil)
    #expect(rings.features(4)?.contains { !$0.isFinite } == false)
  }

  /// Twice the mutations: the same tracks, and so the same features, but for what counts haplotypes.
  @Test func levelsTakeOutTheMutationRate() throws {
    let (raw, stretches) = stretches(70)
    let doubled = raw.map { values in
      values.map { v in v.enumerated().map { index, value in index == 16 ? 4 * value : index < 3 ? 2 * value : value } }
    }
    let other = SiteStretches(doubled, width: 17)
    let one = SiteRings(SiteTracks(stretches, haplotypes: 20, try #require(SiteLevels(stretches))))
    let two = SiteRings(SiteTracks(other, haplotypes: 20, try #require(SiteLevels(other))))
    let (a, b) = (try #require(one.features(35)), try #require(two.features(35)))
    #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func aRowOfATableIsTheSameAsItsStretches() {
    let (raw, stretches) = stretches(61)
    let row = (0..<17).flatMap { column in raw.map { $0?[column] ?? .nan } }
    let one = SiteRings(SiteTracks(SiteStretches(row: row, count: 61), haplotypes: 20, levels)).features(30)
    #expect(one == SiteRings(SiteTracks(stretches, haplotypes: 20, levels)).features(30))
  }
}
