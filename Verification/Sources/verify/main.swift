// Long statistical checks of the simulator: `verify GOLDEN REPLICATES PAGE [EFFORT]`. GOLDEN is the folder of the tests' golden
// values, REPLICATES that of other simulators' replicates, PAGE the HTML page to write; EFFORT scales the numbers of replicates.
// Exit status 1 if something differs. `verify vectors FILE.ms COUNT OUTPUT` writes features as the tests store them.

import Groundwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.count == 4, arguments[0] == "vectors", let count = Int(arguments[2]) {
  try StoredVectors.write(arguments[1], count: count, to: arguments[3])
  exit(0)
}
guard arguments.count >= 3, let effort = arguments.count > 3 ? Double(arguments[3]) : 1 else {
  print("usage: verify GOLDEN REPLICATES PAGE [EFFORT] | verify vectors FILE.ms COUNT OUTPUT")
  exit(64)
}
var parts: [() throws -> Section] = [
  { try NeutralTheory.section(effort: effort) },
  { try DemographyTheory.section(golden: arguments[0], effort: effort) },
  { try SweepGrid.section() }, { try SweepGrid.samplingSection() },
  { try StructureComparison.section(golden: arguments[0], effort: effort) },
]
for peer in ["msprime", "scrm", "ms"] where access("\(arguments[1])/\(peer)-neutral.ms", R_OK) == 0 {
  parts.append { try PeerComparison.section(peer, folder: arguments[1]) }
}
var sections: [Section] = []
for part in parts {
  let section = try part()
  print(section.markdown)
  sections.append(section)
}
try AtomicFile.write(Page.html(sections), to: arguments[2])
exit(sections.allSatisfy(\.holds) ? 0 : 1)
