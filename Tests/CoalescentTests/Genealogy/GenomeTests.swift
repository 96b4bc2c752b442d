import Coalescent
import Demography
import Haplotypes
import TestSupport
import Testing

/// Maps of rates, gene conversion and whole bases against theory; fixed seeds, |z| < 4.
@Suite struct GenomeTests {
  @Test func aMapOfOneRateIsNoMap() throws {
    let uniform = try NeutralTheoryTests.model(10, theta: 10, rho: 10)
    var mapped = uniform
    mapped.recombinationMap = try RateMap(uniform: uniform.recombinationRate, to: 10_000)
    mapped.mutationMap = try RateMap(uniform: uniform.mutationRate, to: 10_000)
    let simulator = CoalescentSimulator()
    var differences = Moments()
    for replicate in 0..<4000 {
      let a = try simulator.simulate(uniform, seed: 41, replicate: UInt64(replicate))
      let b = try simulator.simulate(mapped, seed: 42, replicate: UInt64(replicate))
      differences.add(Double(a.matrix.siteCount - b.matrix.siteCount))
      #expect(b.matrix.positions.allSatisfy { $0 >= 0 && $0 < 10_000 })
    }
    #expect(abs(differences.z(from: 0)) < 4)
  }

  @Test func mutationsFallWhereTheMapSays() throws {
    var model = try NeutralTheoryTests.model(5, theta: 0, rho: 5)
    let perTheta = 1 / 4e4
    model.mutationMap = try RateMap(
      breakpoints: [0, 1000, 1001, 5000, 10_000], rates: [0, 5 * perTheta, 0, perTheta / 1000])
    let simulator = CoalescentSimulator()
    var hot = Moments()
    var right = Moments()
    for replicate in 0..<4000 {
      let positions = try simulator.simulate(model, seed: 43, replicate: UInt64(replicate)).matrix.positions
      #expect(positions.allSatisfy { ($0 >= 1000 && $0 <= 1001) || $0 >= 5000 })
      hot.add(Double(positions.filter { $0 < 2000 }.count))
      right.add(Double(positions.filter { $0 >= 5000 }.count))
    }
    let a1 = 1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4
    #expect(abs(hot.z(from: 5 * a1)) < 4 && abs(right.z(from: 5 * a1)) < 4)
  }

  @Test func noCrossoversMeansOneTree() throws {
    var model = try NeutralTheoryTests.model(30, theta: 60, rho: 0)
    model.recombinationMap = try RateMap(breakpoints: [0, 5000, 10_000], rates: [0, 5e-8])
    let simulator = CoalescentSimulator()
    let matrix = try simulator.simulate(model, seed: 44, replicate: 0).matrix
    let left = matrix.sites(from: 0, to: 5000)
    #expect(left.count > 20)
    var incompatible = 0
    for a in left {
      for b in left {
        let both = matrix.words[a] & matrix.words[b]
        incompatible += both == 0 || both == matrix.words[a] || both == matrix.words[b] ? 0 : 1
      }
    }
    #expect(incompatible == 0)
  }

  @Test func sweepsSeeGeneticDistance() throws {
    // Twice the rate in the first quarter, none in the second: there distances double, behind it they are as usual.
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    var model = try SweepTheoryTests.model(2, rho: 180, sweep: sweep)
    let rate = model.recombinationRate
    model.recombinationMap = try RateMap(
      breakpoints: [0, 4500, 9000, 18_000], rates: [2 * rate, 0, rate])
    let simulator = CoalescentSimulator()
    var near = Moments()
    var far = Moments()
    for replicate in 0..<20_000 {
      let matrix = try simulator.simulate(model, seed: 45, replicate: UInt64(replicate)).matrix
      near.add(Double(matrix.sites(from: 3600, to: 4400).count) / (0.02 * 800))
      far.add(Double(matrix.sites(from: 14_400, to: 17_600).count) / (0.02 * 3200))
    }
    #expect(abs(near.z(from: 0.393908, error: 0.000129)) < 4, "found \(near.mean)")
    #expect(abs(far.z(from: 0.619561, error: 0.000151)) < 4, "found \(far.mean)")
  }

  @Test func geneConversionSeparatesSitesAtTheKnownRate() throws {
    // Wiuf & Hein 2000: sites d apart are separated at 2 g L (1 - exp(-d / L)); Cov(T, T') is that of crossovers.
    let theta = 400.0
    var model = try NeutralTheoryTests.model(2, theta: theta, rho: 0)
    model.geneConversion = GeneConversion(rate: 5e-7, meanTractLength: 100)
    let simulator = CoalescentSimulator()
    var far = Moments()
    var close = Moments()
    for replicate in 0..<30_000 {
      let matrix = try simulator.simulate(model, seed: 46, replicate: UInt64(replicate)).matrix
      let counts = [(0.0, 100.0), (9900, 10_000), (4900, 4950), (5000, 5050)].map {
        Double(matrix.sites(from: $0.0, to: $0.1).count)
      }
      far.add((counts[0] - theta / 100) * (counts[1] - theta / 100))
      close.add((counts[2] - theta / 200) * (counts[3] - theta / 200))
    }
    // Averaged over the pairs of places in the windows, whose distances are 100 +- 50.
    func covariance(_ theta: Double, _ middle: Double, _ width: Double) -> Double {
      let steps = 400
      var sum = 0.0
      for step in 0..<steps {
        let x = (Double(step) + 0.5) / Double(steps) * 2 - 1
        let r = 4e4 * 2 * 5e-7 * 100 * (1 - expOf(-(middle + width * x) / 100))
        sum += (1 - abs(x)) * (r + 18) / (r * r + 13 * r + 18)
      }
      return theta * theta * sum * 2 / Double(steps)
    }
    #expect(abs(far.z(from: covariance(theta / 100, 9900, 100))) < 4, "found \(far.mean)")
    #expect(abs(close.z(from: covariance(theta / 200, 100, 50))) < 4, "found \(close.mean)")
  }

  @Test func geneConversionNarrowsASweepAsCrossoversDo() throws {
    // Far from the site compared with a tract, all places are separated from it at 2 g L: here 4N 2 g L = 80.
    let sweep = Sweep(position: 0, selectionCoefficient: 0.05)
    var model = try SweepTheoryTests.model(2, rho: 50, sweep: sweep)
    model.recombinationRate = 0
    model.geneConversion = GeneConversion(rate: 2e-6, meanTractLength: 500)
    let simulator = CoalescentSimulator()
    var found = Moments()
    var conversions = 0
    for replicate in 0..<6000 {
      let result = try simulator.simulate(model, seed: 47, replicate: UInt64(replicate))
      found.add(Double(result.matrix.sites(from: 4000, to: 5000).count) / (0.02 * 1000))
      conversions += result.conversions
    }
    #expect(abs(found.z(from: 0.3945, error: 0.001)) < 4, "found \(found.mean) +- \(found.standardError)")
    #expect(conversions > 6000)
  }

  @Test func wholeBasesAreDistinct() throws {
    var model = try NeutralTheoryTests.model(20, theta: 1000, rho: 20)
    let simulator = CoalescentSimulator()
    let anywhere = try simulator.simulate(model, seed: 48, replicate: 0).matrix
    model.sitePlacement = .wholeBases
    let whole = try simulator.simulate(model, seed: 48, replicate: 0).matrix
    #expect(whole.siteCount == anywhere.siteCount && whole.words == anywhere.words)
    #expect(zip(whole.positions, whole.positions.dropFirst()).allSatisfy { $0 < $1 })
    #expect(whole.positions.allSatisfy { $0 == $0.rounded() && $0 >= 0 && $0 < 10_000 })
    let moved = zip(whole.positions, anywhere.positions).filter { $0 != $1.rounded(.down) }.count
    #expect(moved > 0 && moved < whole.siteCount)
    model.mutationRate *= 20
    #expect(throws: CoalescentError.self) { try simulator.simulate(model, seed: 48, replicate: 0) }
  }

  @Test func wrongMapsAreRefused() throws {
    let simulator = CoalescentSimulator()
    let right = try NeutralTheoryTests.model(4, theta: 1, rho: 1)
    var models = [CoalescentModel](repeating: right, count: 5)
    models[0].recombinationMap = try RateMap(uniform: 1e-8, to: 9000)
    models[1].mutationMap = try RateMap(uniform: 1e-8, from: 1, to: 10_000)
    models[2].geneConversion = GeneConversion(rate: -1, meanTractLength: 100)
    models[3].geneConversion = GeneConversion(rate: 1e-8, meanTractLength: 0)
    models[4].geneConversion = GeneConversion(rate: 1e-8, meanTractLength: 100)
    models[4].recombinationMap = try RateMap(uniform: 0, to: 10_000)
    for model in models {
      #expect(throws: CoalescentError.self) { try simulator.simulate(model, seed: 1, replicate: 0) }
    }
  }
}
