// CPU time of the simulator per replicate on named workloads, one thread; Benchmarks/run sets it beside msprime.

import Coalescent
import Demography

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A workload in scaled units: theta = 4N mu L, rho = 4N r L, N = 10,000.
struct Workload {
  let name: String
  let haplotypes: Int
  let length: Double
  let theta: Double
  let rho: Double
  var alpha = 0.0
  var initialFrequency = 0.0
  let replicates: Int

  func model() throws -> CoalescentModel {
    let size = 10_000.0
    return CoalescentModel(
      haplotypeCount: haplotypes, sequenceLength: length, demography: try DemographicModel(constantSize: size),
      mutationRate: theta / (4 * size * length), recombinationRate: rho / (4 * size * length),
      sweep: alpha == 0
        ? nil
        : Sweep(position: length / 2, selectionCoefficient: alpha / (2 * size), initialFrequency: initialFrequency))
  }
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

let workloads = [
  Workload(name: "toy", haplotypes: 20, length: 10_000, theta: 100, rho: 100, replicates: 4000),
  Workload(name: "s-hic-neutral", haplotypes: 100, length: 110_000, theta: 1056, rho: 880, replicates: 200),
  Workload(name: "s-hic-hard", haplotypes: 100, length: 110_000, theta: 1056, rho: 880, alpha: 1000, replicates: 200),
  Workload(
    name: "s-hic-soft", haplotypes: 100, length: 110_000, theta: 1056, rho: 880, alpha: 1000, initialFrequency: 0.05,
    replicates: 200),
  Workload(name: "large", haplotypes: 100, length: 1_100_000, theta: 2000, rho: 4000, replicates: 10),
]
let chosen = CommandLine.arguments.dropFirst()
for workload in workloads where chosen.isEmpty || chosen.contains(workload.name) {
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
  let milliseconds = (processorSeconds() - begin) * 1000 / Double(workload.replicates)
  let perReplicate = Double(workload.replicates)
  print(
    workload.name, milliseconds, "ms", Double(sites) / perReplicate, "sites", Double(events) / perReplicate, "events",
    milliseconds * 1e6 * perReplicate / Double(events), "ns/event", separator: "\t")
}
