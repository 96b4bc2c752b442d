import Studies
import Testing

/// How much a value speaks for one class.
@Suite struct DensityRatioTests {
  /// Values on a grid: densities 2x and 2(1 - x) on 0...1, whose ratio is x / (1 - x).
  private var ratio: DensityRatio {
    let shares = (0..<4000).map { (Double($0) + 0.5) / 4000 }
    return DensityRatio(own: shares.map { $0.squareRoot() }, other: shares.map { 1 - (1 - $0).squareRoot() })
  }

  @Test(arguments: [0.2, 0.4, 0.5, 0.7, 0.8])
  func knownDensities(x: Double) { #expect(abs(ratio.at(x) / (x / (1 - x)) - 1) < 0.05, "\(ratio.at(x))") }

  /// Beyond all values the nearest ones decide; the ratio stays finite.
  @Test func beyondAllValues() {
    #expect(ratio.at(5) > 10 && ratio.at(5).isFinite)
    #expect(ratio.at(-5) < 0.1 && ratio.at(-5) > 0)
    let apart = DensityRatio(own: (0..<100).map(Double.init), other: (1000..<1100).map(Double.init))
    #expect(apart.at(50) == 43 && abs(apart.at(1050) - 1.0 / 43) < 1e-12)
  }

  /// Values that are all alike, and samples without a value.
  @Test func degenerateSamples() {
    #expect(DensityRatio(own: [], other: [1]).at(1) == 1 && DensityRatio(own: [1], other: []).at(1) == 1)
    let alike = DensityRatio(own: [Double](repeating: 3, count: 50), other: [Double](repeating: 3, count: 80))
    #expect(abs(alike.at(3) - 1) < 0.02)
  }
}
