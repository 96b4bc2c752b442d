// The simulator on the workloads of workloads.json: CPU time per replicate, one thread; Benchmarks/run sets it beside
// msprime. `SimulatorBenchmark threads NAME`: wall time on one thread and on two. `SimulatorBenchmark steady`: memory over
// 10,000 replicates.

import Coalescent
import Groundwork
import Workloads

let arguments = Array(CommandLine.arguments.dropFirst())

/// Simulates `range` on `threads` threads; returns wall seconds.
func wall(_ workload: Workload, _ range: Range<Int>, threads: Int) throws -> Double {
  let model = try workload.models()
  let models = range.map(model)
  let simulators = (0..<threads).map { _ in CoalescentSimulator() }
  let begin = wallSeconds()
  let sites: [Int] = parallelMap(count: range.count, workers: simulators) { simulator, offset in
    let result = try? simulator.simulate(models[offset], seed: 1, replicate: UInt64(range.lowerBound + offset))
    return result?.matrix.siteCount ?? 0
  }
  precondition(sites.allSatisfy { $0 > 0 })
  return wallSeconds() - begin
}

switch arguments.first {
case "threads":
  print("workload", "1 thread, s", "2 threads, s", "ratio", separator: "\t")
  for workload in try Workload.chosen(Array(arguments.dropFirst())) {
    let range = 0..<workload.replicates * 5
    _ = try wall(workload, 0..<4, threads: 2)
    let one = try wall(workload, range, threads: 1)
    let two = try wall(workload, range, threads: 2)
    print(workload.name, one, two, one / two, separator: "\t")
  }
case "steady":
  print("replicates", "peak MB", separator: "\t")
  let simulator = CoalescentSimulator()
  for workload in try Workload.chosen(["s-hic-neutral"]) {
    let model = try workload.models()
    for replicate in 0..<10_000 {
      _ = try simulator.simulate(model(replicate), seed: 1, replicate: UInt64(replicate))
      if (replicate + 1) % 1000 == 0 { print(replicate + 1, peakMegabytes(), separator: "\t") }
    }
  }
default:
  print("workload", "ms/replicate", "peak MB", "sites", "events", "ns/event", separator: "\t")
  for workload in try Workload.chosen(arguments) {
    let model = try workload.models()
    let simulator = CoalescentSimulator()
    _ = try simulator.simulate(model(0), seed: 1, replicate: 1 << 40)
    let begin = processorSeconds()
    var sites = 0
    var events = 0
    for replicate in 0..<workload.replicates {
      let result = try simulator.simulate(model(replicate), seed: 1, replicate: UInt64(replicate))
      sites += result.matrix.siteCount
      events += result.coalescences + result.crossovers
    }
    let seconds = processorSeconds() - begin
    let replicates = Double(workload.replicates)
    print(
      workload.name, seconds * 1e3 / replicates, peakMegabytes(), Double(sites) / replicates,
      Double(events) / replicates, seconds * 1e9 / Double(events), separator: "\t")
  }
}
