import Coalescent
import Demography
import Groundwork
import Haplotypes
import Testing

/// What must hold exactly, whatever the draws.
@Suite struct InvariantTests {
  static func model(_ n: Int, theta: Double, rho: Double, sweep: Sweep? = nil) throws -> CoalescentModel {
    CoalescentModel(
      haplotypeCount: n, sequenceLength: 100_000, demography: try DemographicModel(constantSize: 10_000),
      mutationRate: theta / 4e9, recombinationRate: rho / 4e9, sweep: sweep)
  }

  @Test func replicateAloneEqualsReplicateOfABatchAtAnyThreadCount() throws {
    let sweep = Sweep(
      position: 40_000, selectionCoefficient: 0.02, origin: .standing(frequency: 0.05), fixationTime: 100)
    for model in [try Self.model(30, theta: 50, rho: 50), try Self.model(90, theta: 50, rho: 50, sweep: sweep)] {
      func batch(threads: Int) -> [HaplotypeMatrix] {
        parallelMap(count: 24, threads: threads) { _, replicate in
          let simulator = CoalescentSimulator()
          return (try? simulator.simulate(model, seed: 3, replicate: UInt64(replicate)).matrix)
            ?? HaplotypeMatrix(haplotypeCount: 1)
        }
      }
      let one = batch(threads: 1)
      #expect(one == batch(threads: 2))
      #expect(one == batch(threads: 8))
      let reused = CoalescentSimulator()
      for replicate in (0..<24).reversed() {
        #expect(try reused.simulate(model, seed: 3, replicate: UInt64(replicate)).matrix == one[replicate])
      }
      #expect(one[0] != one[1])
    }
  }

  @Test func sitesAreSortedDistinctAndPolymorphic() throws {
    let simulator = CoalescentSimulator()
    for (n, replicate) in [(2, 1), (64, 2), (65, 3), (200, 4), (600, 5)] {
      let matrix = try simulator.simulate(
        Self.model(n, theta: 300, rho: 200), seed: 9, replicate: UInt64(replicate)
      ).matrix
      #expect(zip(matrix.positions, matrix.positions.dropFirst()).allSatisfy { $0 < $1 })
      #expect(matrix.positions.allSatisfy { $0 >= 0 && $0 < 100_000 })
      for site in 0..<matrix.siteCount {
        let words = matrix.words[site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite]
        let count = words.reduce(0) { $0 + $1.nonzeroBitCount }
        #expect(count > 0 && count < n)
      }
    }
  }

  @Test func aSimulatorServesSamplesOfAnySizeOneAfterTheOther() throws {
    let reused = CoalescentSimulator()
    for (replicate, n) in [20, 5000, 64, 65, 700, 2].enumerated() {
      let model = try Self.model(n, theta: 20, rho: 100)
      let fresh = try CoalescentSimulator().simulate(model, seed: 6, replicate: UInt64(replicate))
      #expect(try reused.simulate(model, seed: 6, replicate: UInt64(replicate)).matrix == fresh.matrix)
    }
  }

  @Test func withoutRecombinationAllPairsOfSitesPassTheFourGameteTest() throws {
    let simulator = CoalescentSimulator()
    for sweep in [nil, Sweep(position: 0, selectionCoefficient: 0.05)] {
      let matrix = try simulator.simulate(
        Self.model(40, theta: 40, rho: 0, sweep: sweep), seed: 2, replicate: 0
      ).matrix
      #expect(matrix.siteCount > 5)
      for a in 0..<matrix.siteCount {
        for b in 0..<a {
          // The derived allele is always one gamete; nested or disjoint sets are what a tree gives.
          let both = matrix.words[a] & matrix.words[b]
          #expect(both == 0 || both == matrix.words[a] || both == matrix.words[b])
        }
      }
    }
  }

  @Test func valuesOutsideTheirRangeAreRefused() throws {
    let simulator = CoalescentSimulator()
    var model = try Self.model(10, theta: 1, rho: 1)
    model.mutationRate = -1
    #expect(throws: CoalescentError.self) { try simulator.simulate(model, seed: 1, replicate: 0) }
    model = try Self.model(10, theta: 1, rho: 1, sweep: Sweep(position: 2e8, selectionCoefficient: 0.1))
    #expect(throws: CoalescentError.self) { try simulator.simulate(model, seed: 1, replicate: 0) }
    model = try Self.model(0, theta: 1, rho: 1)
    #expect(throws: CoalescentError.self) { try simulator.simulate(model, seed: 1, replicate: 0) }
  }

  @Test func oneHaplotypeHasNoSites() throws {
    let result = try CoalescentSimulator().simulate(Self.model(1, theta: 100, rho: 10), seed: 1, replicate: 0)
    #expect(result.matrix.siteCount == 0)
  }
}
