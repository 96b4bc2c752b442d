import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A study on a batch system and with a workflow engine ends in the bytes of one process.
@Suite struct ClusterTests {
  private static func isThere(_ programs: String...) -> Bool {
    programs.allSatisfy { name in
      (try? Program.run(["sh", "-c", "command -v \(name)"], in: "/", as: "/usr/bin/env"))?.code == 0
    }
  }

  private static var canStartSlurm: Bool {
    geteuid() == 0 && isThere("slurmctld", "slurmd", "sbatch", "squeue", "munged")
  }

  /// The folder of the program, first among those that are searched.
  private func search() throws -> String {
    let folder = (try #require(Program.path) as NSString).deletingLastPathComponent
    return "PATH=\(folder):" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
  }

  private func compare(_ place: Workplace, _ folder: String) throws {
    try place.succeed("run", "study.yaml", "-q", "--threads", "1", "--replicates", "300", "--output-folder", "whole")
    for name in try place.names(in: "whole") {
      #expect(try place.bytes("whole/" + name) == place.bytes(folder + "/" + name), "\(name)")
    }
  }

  @Test(
    .timeLimit(.minutes(30)),
    .enabled(if: canStartSlurm, "needs root and the Debian packages slurmctld, slurmd, slurm-client and munge"))
  func slurm() throws {
    let place = try Workplace()
    let script = SharedData.checkout("scripts/slurm-one-machine")
    let started = try Program.run(["start", place.folder.file("slurm")], in: place.folder.path, as: script)
    try #require(started.code == 0, "\(started.errors)")
    defer { _ = try? Program.run(["stop", place.folder.file("slurm")], in: place.folder.path, as: script) }
    let configuration = "SLURM_CONF=" + started.output.filter { !$0.isNewline }
    let planned = try place.succeed(
      "plan", "study.yaml", "--slurm", "--shards", "4", "--replicates", "300", "--output-folder", "a b", "-o", "plan.sh"
    )
    #expect(planned.errors.contains("4 shards of about"))
    let submitted = try Program.run(
      [configuration, try search(), "bash", "plan.sh", "--partition=main"], in: place.folder.path, as: "/usr/bin/env")
    try #require(submitted.code == 0, "\(submitted.errors)")
    #expect(submitted.output == "shards: job 1; merge and run: job 2\n")
    for _ in 0..<600 {
      if try Program.run([configuration, "squeue", "-h"], in: "/", as: "/usr/bin/env").output.isEmpty { break }
      usleep(100_000)
    }
    #expect(try place.names(in: "a b/shards") == (1...4).map { "\($0)-of-4.npz" }, "\(place.files())")
    try compare(place, "a b")
  }

  @Test(.timeLimit(.minutes(30)), .enabled(if: isThere("snakemake"), "needs snakemake (PyPI) on the search path"))
  func snakemake() throws {
    let place = try Workplace()
    let workflow = SharedData.checkout("Examples/workflow")
    let outcome = try Program.run(
      [
        try search(), "snakemake", "-s", workflow + "/Snakefile", "--profile", workflow + "/profiles/local", "--config",
        "study=study.yaml", "out=flow", "shards=4", "options=--replicates 300",
      ], in: place.folder.path, as: "/usr/bin/env")
    try #require(outcome.code == 0, "\(outcome.errors)")
    #expect(try place.names(in: "flow/shards").count == 4)
    try compare(place, "flow")
  }
}
