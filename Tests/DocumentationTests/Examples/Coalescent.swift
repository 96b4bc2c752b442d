import Coalescent
import Demography
import Statistics

/// Nucleotide diversity per base within 5 kb of a site, without and after a complete sweep there; means over ten replicates.
func diversityAroundSweep(s: Double) throws -> (neutral: Double, swept: Double) {
  var model = CoalescentModel(
    haplotypeCount: 20, sequenceLength: 100_000, demography: try DemographicModel(constantSize: 10_000),
    mutationRate: 1.25e-8, recombinationRate: 1e-8)
  let simulator = CoalescentSimulator()
  func meanDiversity() throws -> Double {
    let values = try (0..<10).map { replicate in
      let haplotypes = try simulator.simulate(model, seed: 7, replicate: UInt64(replicate)).matrix
      return NucleotideDiversity().compute(HaplotypeWindow(haplotypes, from: 45_000, to: 55_000)).value
    }
    return values.reduce(0, +) / 10
  }
  let neutral = try meanDiversity()
  model.sweep = Sweep(position: 50_000, selectionCoefficient: s, fixationTime: 100)
  let swept = try meanDiversity()
  print("pi: \(neutral) without and \(swept) after the sweep")
  return (neutral, swept)
}
