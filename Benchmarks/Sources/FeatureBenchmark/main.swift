// CPU time of one row of S/HIC features (11 subwindows) on simulated windows, one thread.

import Coalescent
import Haplotypes
import Statistics
import Workloads

print("workload", "features", "ms/row", "rows/ms", "sites", separator: "\t")
let layout = try WindowLayout(length: 110_000, subwindowCount: 11)
for workload in try Workload.chosen(Array(CommandLine.arguments.dropFirst())) where workload.name.hasPrefix("s-hic") {
  let model = try workload.models()
  let simulator = CoalescentSimulator()
  var matrices: [HaplotypeMatrix] = []
  for replicate in 0..<workload.replicates {
    matrices.append(try simulator.simulate(model(replicate), seed: 1, replicate: UInt64(replicate)).matrix)
  }
  for name in ["s-hic", "s-hic-folded-unphased"] {
    let calculator = try FeatureCalculator(
      featureSet: .named(name), layout: layout, haplotypeCount: model(0).haplotypeCount)
    _ = calculator.row(matrices[0], start: 0, accessible: nil)
    let begin = processorSeconds()
    for matrix in matrices { _ = calculator.row(matrix, start: 0, accessible: nil) }
    let milliseconds = (processorSeconds() - begin) * 1e3 / Double(matrices.count)
    let sites = matrices.reduce(0) { $0 + $1.siteCount } / matrices.count
    print(workload.name, name, milliseconds, 1 / milliseconds, sites, separator: "\t")
  }
}
