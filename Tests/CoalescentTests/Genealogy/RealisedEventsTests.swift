import Coalescent
import Demography
import TestSupport
import Testing

/// What is recorded of a genealogy, against theory; fixed seeds, |z| < 4.
@Suite struct RealisedEventsTests {
  @Test("A pulse takes each lineage with the probability of its proportion; where populations begin nobody migrates")
  func migrantLineages() throws {
    // No two of 8 lineages meet within 5 generations of a population of a billion: the number that moves is binomial.
    let demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: old, epochs: [{start_size: 1000, end_time: 5000}]}
        - {name: A, ancestors: [old], epochs: [{start_size: 1.0e+9}]}
        - {name: B, ancestors: [old], epochs: [{start_size: 1.0e+9}]}
      pulses: [{sources: [B], dest: A, time: 5, proportions: [0.3]}]
      """, path: "pulse")
    let model = CoalescentModel(
      samples: [SampleSet(population: 1, haplotypes: 8)], sequenceLength: 1000, demography: demography,
      mutationRate: 1e-9, recombinationRate: 0)
    let simulator = CoalescentSimulator()
    var moments = Moments()
    for replicate in 0..<20_000 {
      moments.add(Double(try simulator.simulate(model, seed: 31, replicate: UInt64(replicate)).migrantLineages))
    }
    #expect(abs(moments.z(from: 8 * 0.3)) < 4)
    #expect(abs(moments.variance - 8 * 0.3 * 0.7) < 4 * moments.standardErrorOfVariance)
    var apart = model
    apart.demography = try DemesFile.model(
      """
      time_units: generations
      demes:
        - {name: old, epochs: [{start_size: 1000, end_time: 50}]}
        - {name: A, ancestors: [old], epochs: [{start_size: 1000}]}
        - {name: B, ancestors: [old], epochs: [{start_size: 1000}]}
      """, path: "split")
    #expect(try simulator.simulate(apart, seed: 31, replicate: 0).migrantLineages == 0)
  }

  @Test(
    "The last common ancestor of the middle lived 4N (1 - 1/n) generations ago on average, whatever recombination does")
  func ancestorTime() throws {
    for (rho, seed) in [(0.0, UInt64(41)), (40.0, 42)] {
      let model = try NeutralTheoryTests.model(6, theta: 1, rho: rho)
      let simulator = CoalescentSimulator()
      var moments = Moments()
      for replicate in 0..<20_000 {
        moments.add(try simulator.simulate(model, seed: seed, replicate: UInt64(replicate)).ancestorTime)
      }
      #expect(abs(moments.z(from: 40_000 * (1 - 1.0 / 6))) < 4, "rho \(rho): \(moments.mean)")
    }
  }
}
