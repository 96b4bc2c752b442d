// CPU time of the simulator per replicate on named workloads, one thread; Benchmarks/run sets it beside msprime.

import Coalescent
import Workloads

print("workload", "ms/replicate", "sites", "events", "ns/event", separator: "\t")
for workload in Workload.chosen(CommandLine.arguments) {
  let model = try workload.model()
  let simulator = CoalescentSimulator()
  _ = try simulator.simulate(model, seed: 1, replicate: 1 << 40)
  let begin = processorSeconds()
  var sites = 0
  var events = 0
  for replicate in 0..<workload.replicates {
    let result = try simulator.simulate(model, seed: 1, replicate: UInt64(replicate))
    sites += result.matrix.siteCount
    events += result.coalescences + result.crossovers
  }
  let seconds = processorSeconds() - begin
  let replicates = Double(workload.replicates)
  print(
    workload.name, seconds * 1e3 / replicates, Double(sites) / replicates, Double(events) / replicates,
    seconds * 1e9 / Double(events), separator: "\t")
}
