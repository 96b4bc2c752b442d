import Coalescent
import Demography
import Groundwork
import Haplotypes
import Statistics
import Testing

@Suite("Scans peak where a sweep was simulated")
struct ScansSweepTests {
  /// 100 haplotypes of 400 kb with a sweep in the middle: just completed, or still at `frequency`.
  static func sweep(frequency: Double, replicate: UInt64) throws -> HaplotypeMatrix {
    var model = CoalescentModel(
      haplotypeCount: 100, sequenceLength: 400_000, demography: try DemographicModel(constantSize: 10_000),
      mutationRate: 1.5e-8, recombinationRate: 5e-8)
    model.sweep = Sweep(
      position: 200_000, selectionCoefficient: 0.02, finalFrequency: frequency)
    return try CoalescentSimulator().simulate(model, seed: 11, replicate: replicate).matrix
  }

  /// The middle of the 20 kb window whose values are largest on average, over `replicates` together.
  static func peak(_ replicates: [[(position: Double, value: Double)]]) -> Double {
    let means = (0..<20).map { window -> Double in
      let inside = replicates.joined().filter { Int($0.position / 20_000) == window }.map(\.value)
      return inside.isEmpty ? -.infinity : inside.reduce(0, +) / Double(inside.count)
    }
    let best = means.indices.max { means[$0] < means[$1] } ?? 0
    return 20_000 * Double(best) + 10_000
  }

  @Test func completedSweep() throws {
    let neutral = try (0..<4).map { replicate -> [Double] in
      var model = CoalescentModel(
        haplotypeCount: 100, sequenceLength: 400_000, demography: try DemographicModel(constantSize: 10_000),
        mutationRate: 1.5e-8, recombinationRate: 5e-8)
      model.sweep = nil
      return SweepLikelihood.background(
        try CoalescentSimulator().simulate(model, seed: 12, replicate: UInt64(replicate)).matrix)
    }
    let background = neutral[0].indices.map { index in neutral.reduce(0.0) { $0 + $1[index] } }
    var ratios: [[(position: Double, value: Double)]] = []
    var tracts = ratios
    for replicate in 0..<6 {
      let matrix = try Self.sweep(frequency: 1, replicate: UInt64(replicate))
      ratios.append(
        SweepLikelihood(matrix, background: background).values(every: 4000).map { ($0.position, $0.clr) })
      let scan = HaplotypeScan(matrix, options: HaplotypeScanOptions(minimumMinorFrequency: 0))
      tracts.append(zip(scan.positions, scan.meanTractLengths()).map { ($0, $1 ?? 0) })
    }
    #expect(abs(Self.peak(ratios) - 200_000) <= 20_000)
    #expect(abs(Self.peak(tracts) - 200_000) <= 20_000)
    // Each replicate by itself has its highest likelihood ratio near the sweep, and more than drift makes.
    for values in ratios {
      let best = values.max { $0.value < $1.value }
      #expect(abs((best?.position ?? 0) - 200_000) < 40_000 && (best?.value ?? 0) > 20)
    }
  }

  @Test func sweepOnItsWay() throws {
    var ihs: [[(position: Double, value: Double)]] = []
    var nsl = ihs
    var dind = ihs
    for replicate in 0..<6 {
      let matrix = try Self.sweep(frequency: 0.7, replicate: UInt64(replicate))
      let scan = HaplotypeScan(matrix, options: HaplotypeScanOptions(includesEdges: true))
      // Hitchhikers stand near the frequency of the allele that sweeps.
      let near = scan.derivedCounts.map { $0 >= 60 && $0 <= 80 }
      func track(_ scores: [Double?]) -> [(position: Double, value: Double)] {
        scores.indices.compactMap { site in
          near[site] ? scores[site].map { (scan.positions[site], $0) } : nil
        }
      }
      ihs.append(track(scan.ihs()))
      nsl.append(track(scan.nsl()))
      dind.append(track(scan.dind(window: 50_000).map { $0.map { PortableMath.log(max($0, 1)) } }))
    }
    for (name, tracks) in [("iHS", ihs), ("nSL", nsl), ("DIND", dind)] {
      #expect(abs(Self.peak(tracks) - 200_000) <= 40_000, "\(name) peaks at \(Self.peak(tracks))")
    }
  }
}
