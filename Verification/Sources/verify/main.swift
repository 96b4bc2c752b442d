// Long statistical checks of the simulator. `verify peers FOLDER`: against msprime's replicates in FOLDER;
// `verify sweeps`: against the exact solution of two lineages. Exit status 1 if something differs.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

let arguments = CommandLine.arguments.dropFirst()
switch (arguments.first, arguments.dropFirst().first) {
case ("peers", let folder?): exit(try PeerComparison.run(folder: folder) ? 0 : 1)
case ("sweeps", nil): exit(try SweepGrid.run() ? 0 : 1)
default:
  print("usage: verify peers FOLDER | verify sweeps")
  exit(64)
}
