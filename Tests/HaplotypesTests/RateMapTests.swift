import Haplotypes
import Testing

@Suite struct RateMapTests {
  @Test func massAndPositionAreInverse() throws {
    let map = try RateMap(breakpoints: [100, 200, 300, 500], rates: [1e-3, 0, 2e-3])
    #expect(map.totalMass == 0.5 && map.meanRate == 0.5 / 400)
    #expect(map.mass(to: 50) == 0 && map.mass(to: 150) == 0.05 && map.mass(to: 250) == 0.1)
    #expect(abs(map.mass(to: 400) - 0.3) < 1e-12 && map.mass(to: 600) == 0.5)
    #expect(map.position(atMass: 0.1) == 200)
    for position in [100.0, 137, 200, 301, 444, 500] {
      #expect(abs(map.position(atMass: map.mass(to: position)) - position) < 1e-9)
    }
    #expect(map.position(atMass: -1) == 100 && map.position(atMass: 9) == 500)
    #expect(map.rate(at: 99) == 0 && map.rate(at: 100) == 1e-3 && map.rate(at: 299) == 0 && map.rate(at: 499) == 2e-3)
    #expect(map.rate(at: 500) == 0)
  }

  @Test func windowsBeginAtZero() throws {
    let map = try RateMap(breakpoints: [100, 200, 300], rates: [1e-3, 2e-3])
    #expect(try map.window(from: 150, to: 250) == RateMap(breakpoints: [0, 50, 100], rates: [1e-3, 2e-3]))
    #expect(
      try map.window(from: 50, to: 400, outside: 5e-4)
        == RateMap(breakpoints: [0, 50, 150, 250, 350], rates: [5e-4, 1e-3, 2e-3, 5e-4]))
    #expect(try map.window(from: 0, to: 10) == RateMap(uniform: 0, to: 10))
    #expect(abs(try map.scaled(toMean: 3e-3).totalMass - 0.6) < 1e-12)
  }

  @Test func effectiveSizesReachOne() throws {
    let map = try EffectiveSizeMap(breakpoints: [100, 200, 300], values: [1, 0.25])
    #expect(map.smallest == 0.25 && map.mean == 0.625)
    #expect(
      try map.window(from: 150, to: 400)
        == EffectiveSizeMap(breakpoints: [0, 50, 150, 250], values: [1, 0.25, 1]))
    #expect(throws: RateMapError.effectiveSize(0, at: 0)) { try map.window(from: 7, to: 9, outside: 0) }
    #expect(throws: RateMapError.position(5, after: 5)) { try EffectiveSizeMap(breakpoints: [5, 5], values: [1]) }
  }

  @Test func wrongMapsAreRefused() {
    #expect(throws: RateMapError.counts(breakpoints: 1, rates: 0)) { try RateMap(breakpoints: [0], rates: []) }
    #expect(throws: RateMapError.position(5, after: 5)) { try RateMap(breakpoints: [5, 5], rates: [0]) }
    #expect(throws: RateMapError.position(-1, after: nil)) { try RateMap(breakpoints: [-1, 5], rates: [0]) }
    #expect(throws: RateMapError.rate(-1, at: 0)) { try RateMap(uniform: -1, to: 5) }
    #expect(throws: RateMapError.rate(0, at: 0)) { try RateMap(uniform: 0, to: 5).scaled(toMean: 1) }
  }
}
