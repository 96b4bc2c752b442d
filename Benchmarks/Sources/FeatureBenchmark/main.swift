// CPU time of one row of features (11 subwindows) on simulated windows, one thread: S/HIC's on its workloads,
// diploS/HIC's on neutral windows of 1.1 Mb with about 1000, 3000 and 5000 sites of 100 haplotypes. FILET's: windows of
// 10 kb with about 780 sites of 20 + 14 haplotypes, and about 2000 sites of 50 + 50. Names on the command line choose among
// the workloads.

import Coalescent
import Demography
import Haplotypes
import Statistics
import Workloads

/// Best of five times through the windows: what else runs on the machine only ever adds.
func measure(
  _ workload: String, _ names: [String], length: Int, populations: [Int]? = nil, _ matrices: [HaplotypeMatrix]
) throws {
  let layout = try WindowLayout(length: length, subwindowCount: populations == nil ? 11 : 1)
  for name in names {
    let calculator = try FeatureCalculator(
      featureSet: .named(name), layout: layout, populationSizes: populations ?? [matrices[0].haplotypeCount])
    var milliseconds = Double.infinity
    for _ in 0..<5 {
      let begin = processorSeconds()
      for matrix in matrices { _ = calculator.row(matrix, start: 0, accessible: nil) }
      milliseconds = min(milliseconds, (processorSeconds() - begin) * 1e3 / Double(matrices.count))
    }
    let sites = matrices.reduce(0) { $0 + $1.siteCount } / matrices.count
    print(workload, name, milliseconds, 1 / milliseconds, sites, separator: "\t")
  }
}

print("workload", "features", "ms/row", "rows/ms", "sites", separator: "\t")
let chosen = Array(CommandLine.arguments.dropFirst())
for workload in try Workload.chosen(chosen) where workload.name.hasPrefix("s-hic") {
  let model = try workload.models()
  let simulator = CoalescentSimulator()
  let matrices = try (0..<workload.replicates).map {
    try simulator.simulate(model($0), seed: 1, replicate: UInt64($0)).matrix
  }
  try measure(workload.name, ["s-hic", "s-hic-folded-unphased"], length: 110_000, matrices)
}
for (name, theta) in [("diplos-hic-1000", 193.0), ("diplos-hic-3000", 580.0), ("diplos-hic-5000", 966.0)]
where chosen.isEmpty || chosen.contains(name) {
  let rate = theta / (4 * 10_000 * 1_100_000)
  let model = CoalescentModel(
    haplotypeCount: 100, sequenceLength: 1_100_000, demography: try DemographicModel(constantSize: 10_000),
    mutationRate: rate, recombinationRate: rate)
  let simulator = CoalescentSimulator()
  let matrices = try (0..<40).map { try simulator.simulate(model, seed: 1, replicate: UInt64($0)).matrix }
  try measure(name, ["diplos-hic", "diplos-hic-diploid"], length: 1_100_000, matrices)
}
for (name, theta, populations) in [("filet-20-14", 190.0, [20, 14]), ("filet-50-50", 386.0, [50, 50])]
where chosen.isEmpty || chosen.contains(name) {
  let rate = theta / (4 * 10_000 * 10_000)
  let model = CoalescentModel(
    haplotypeCount: populations.reduce(0, +), sequenceLength: 10_000,
    demography: try DemographicModel(constantSize: 10_000), mutationRate: rate, recombinationRate: rate)
  let simulator = CoalescentSimulator()
  let matrices = try (0..<40).map { try simulator.simulate(model, seed: 1, replicate: UInt64($0)).matrix }
  try measure(name, ["filet-31", "filet"], length: 10_000, populations: populations, matrices)
}
