// CPU time of scans along a chromosome, one thread: 400 haplotypes at 20,000 sites (neutral, constant size). With a path,
// the haplotypes are written there first, in the container that numpy.load opens; scan_peers.py times scikit-allel on
// them and compares the scores, which the second path gets.

import Coalescent
import Demography
import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import Workloads

let haplotypes = 400
let sites = 20_000
let model = CoalescentModel(
  haplotypeCount: haplotypes, sequenceLength: 5_600_000, demography: try DemographicModel(constantSize: 10_000),
  mutationRate: 1.55e-8, recombinationRate: 1e-8)
let simulated = try CoalescentSimulator().simulate(model, seed: 1, replicate: 0).matrix
precondition(simulated.siteCount >= sites, "only \(simulated.siteCount) sites were simulated")
let matrix = HaplotypeMatrix(
  haplotypeCount: haplotypes, positions: simulated.positions.prefix(sites).map { $0.rounded(.down) },
  words: Array(simulated.words.prefix(sites * simulated.wordsPerSite)))
let paths = Array(CommandLine.arguments.dropFirst())
if let path = paths.first {
  var container = ArrayContainer(manifest: Array("{}".utf8))
  container.add("words", NumericArray(matrix.words, shape: [sites, matrix.wordsPerSite]))
  container.add("positions", NumericArray(matrix.positions.map { Int64($0) + 1 }))
  try container.write(to: path)
}

/// Best of five: what else runs on the machine only ever adds.
func measure(_ name: String, threads: Int = 1, _ scores: (HaplotypeScan) -> [Double?]) -> [Double?] {
  var seconds = Double.infinity
  var wall = Double.infinity
  var result: [Double?] = []
  for _ in 0..<5 {
    let (begin, start) = (processorSeconds(), wallSeconds())
    result = scores(HaplotypeScan(matrix, threads: threads))
    seconds = min(seconds, processorSeconds() - begin)
    wall = min(wall, wallSeconds() - start)
  }
  print(name, seconds, wall, result.count { $0 != nil }, separator: "\t")
  return result
}

print("scan", "CPU, s", "wall, s", "sites with a score", separator: "\t")
let ihs = measure("iHS") { $0.ihs() }
let nsl = measure("nSL") { $0.nsl() }
_ = measure("iHS and nSL") { scan in
  let (ihh, lengths) = scan.integratedHomozygosityAndSharedLengths()
  return scan.scores(ihh) + scan.scores(lengths)
}
_ = measure("iHH12") { $0.integratedH12() }
_ = measure("H-scan") { $0.meanTractLengths() }
_ = measure("iHS, 2 threads", threads: 2) { $0.ihs() }
_ = measure("iHS, 8 threads", threads: 8) { $0.ihs() }
if paths.count > 1 {
  var container = ArrayContainer(manifest: Array("{}".utf8))
  container.add("ihs", NumericArray(ihs.map { $0 ?? .nan }))
  container.add("nsl", NumericArray(nsl.map { $0 ?? .nan }))
  try container.write(to: paths[1])
}
