import Groundwork
import Studies
import Testing

/// Peaks and intervals along a chromosome.
@Suite struct SiteProfileTests {
  private func profile(_ scores: [Double]) -> SiteProfile {
    SiteProfile(middles: scores.indices.map { 10 * Double($0) + 5 }, scores: scores, step: 10)
  }

  @Test func peaksStandApart() {
    let one = profile([0.1, 0.9, 0.8, 0.2, 0.3, 0.7, 0.7, 0.1])
    #expect(one.peaks(separation: 30) == [1, 5])
    #expect(one.peaks(separation: 10) == [1, 2, 5, 6, 4, 3, 0, 7])
    #expect(one.peaks(separation: 1000) == [1])
    let gap = SiteProfile(middles: [5, 15, 205], scores: [0.2, 0.4, 0.3], step: 10)
    #expect(gap.peaks(separation: 30) == [1, 2])
  }

  /// The interval grows towards the more probable side, and holds a site exactly if its evidence is above what the site lacks.
  @Test func intervalsHoldWhatTheyShould() {
    var stream = RandomStream(seed: 1, replicate: 1, purpose: .parameters)
    for _ in 0..<200 {
      let scores = (0..<30).map { _ in 0.01 + 0.98 * stream.uniform() }
      let one = profile(scores)
      let peak = one.peaks(separation: 1000)[0]
      let site = 300 * stream.uniform()
      let sharpness = 0.5 + stream.uniform()
      let missing = one.missingMass(peak, site: site, reach: 120, sharpness: sharpness)
      for mass in [0.0, 0.2, 0.5, 0.8, 0.95] {
        let interval = one.interval(peak, mass: mass, reach: 120, sharpness: sharpness)
        #expect((interval.start <= site && site < interval.end) == (missing <= mass))
        #expect(interval.start <= one.middles[peak] && one.middles[peak] < interval.end)
        // The naive twin: points taken one by one, the evidence summed anew each time.
        func weight(_ point: Int) -> Double {
          let p = scores[point]
          return abs(point - peak) > 12 ? 0 : PortableMath.exp(sharpness * PortableMath.log(p / (1 - p)))
        }
        var (low, high) = (peak, peak)
        let total = scores.indices.reduce(0.0) { $0 + weight($1) }
        while (low...high).reduce(0.0, { $0 + weight($1) }) / total <= mass {
          let (left, right) = (low > 0 ? weight(low - 1) : 0, high < 29 ? weight(high + 1) : 0)
          if left >= right { low -= 1 } else { high += 1 }
        }
        #expect(interval.start == 10 * Double(low) && interval.end == 10 * Double(high + 1))
      }
    }
  }

  @Test func conformalQuantilesCoverAFurtherValue() {
    #expect(SiteCalibration.quantile([3, 1, 2, 4], 0.5) == 3)
    #expect(SiteCalibration.quantile([3, 1, 2, 4], 0.8) == 4)
    #expect(SiteCalibration.quantile([0.3, 0.1], 0.95) == .infinity)
    var stream = RandomStream(seed: 2, replicate: 1, purpose: .parameters)
    var held = 0
    for _ in 0..<2000 {
      let values = (0..<19).map { _ in stream.uniform() }
      if stream.uniform() <= SiteCalibration.quantile(values, 0.8) { held += 1 }
    }
    #expect(abs(Double(held) / 2000 - 0.8) < 4 * (0.8 * 0.2 / 2000).squareRoot())
  }
}
