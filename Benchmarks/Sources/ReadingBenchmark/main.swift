// CPU time of reading a whole VCF or BCF into a matrix, one thread, beside a plain htslib loop over the same file, alternately.
// `ReadingBenchmark make FOLDER` writes reading.vcf.gz and reading.bcf: 200 diploids, about 200,000 sites.
// `ReadingBenchmark FILE...`: the table; reading_peer.py times scikit-allel on the same files.
// `ReadingBenchmark memory FILE`: the most memory held while the file streams in blocks of 10,000 sites.

import Coalescent
import Demography
import Haplotypes
import HtslibLoop
import VariantFiles
import Workloads

let arguments = Array(CommandLine.arguments.dropFirst())

/// Sites of independent replicates of 10 Mb, end to end.
func chromosome(replicates: Int) throws -> HaplotypeMatrix {
  let length = 1e7
  let model = CoalescentModel(
    haplotypeCount: 400, sequenceLength: length, demography: try DemographicModel(constantSize: 10_000),
    mutationRate: 1.25e-8, recombinationRate: 1e-8)
  let simulator = CoalescentSimulator()
  var matrix = HaplotypeMatrix(haplotypeCount: 400, ploidies: [UInt8](repeating: 2, count: 200))
  for replicate in 0..<replicates {
    let part = try simulator.simulate(model, seed: 1, replicate: UInt64(replicate)).matrix
    for site in 0..<part.siteCount {
      let words = part.words[site * part.wordsPerSite..<(site + 1) * part.wordsPerSite]
      matrix.append(position: part.positions[site] + Double(replicate) * length, alleles: words)
    }
  }
  return matrix
}

/// The smallest of three times, each beside its peer's.
func compare(_ path: String) throws {
  var (own, peer) = (Double.infinity, Double.infinity)
  var (sites, records) = (0, Int64(0))
  for _ in 0..<3 {
    let begin = processorSeconds()
    let file = try VariantFile(path: path)
    sites = try file.readAll(samples: nil, into: SiteStorage()).contigs.reduce(0) { $0 + $1.sites.siteCount }
    let read = processorSeconds()
    precondition(htslib_loop(path, &records) >= 0, "htslib cannot read \(path)")
    own = min(own, read - begin)
    peer = min(peer, processorSeconds() - read)
  }
  let name = path.split(separator: "/").last.map(String.init) ?? path
  print(name, records, sites, own, peer, own / peer, separator: "\t")
}

switch arguments.first {
case "make":
  let matrix = try chromosome(replicates: 6)
  for name in ["reading.vcf.gz", "reading.bcf"] {
    try VariantWriter.write(
      matrix, contig: "1", length: 60_000_000, sampleNames: (1...200).map { "ind\($0)" }, command: "ReadingBenchmark",
      to: arguments[1] + "/" + name)
  }
case "memory":
  let file = try VariantFile(path: arguments[1])
  var sites = 0
  for contig in try file.wholeContigs() {
    var blocks = try file.blocks(of: contig, samples: nil, mostSites: 10_000)
    while let block = try blocks.next() { sites += block.matrix.siteCount }
  }
  print("sites", "peak MB", separator: "\t")
  print(sites, peakMegabytes(), separator: "\t")
default:
  print("file", "records", "sites", "Apus, s", "htslib loop, s", "Apus / loop", separator: "\t")
  for path in arguments { try compare(path) }
}
