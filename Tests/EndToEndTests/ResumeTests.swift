import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// A study that was stopped, finished or changed does what is left to do, and nothing else.
@Suite struct ResumeTests {
  /// Starts `run` and kills it as soon as `name` is there.
  private func runAndKill(_ place: Workplace, when name: String) throws {
    let process = try Program.process(
      ["run", "study.yaml", "-q", "--threads", "1", "--replicates", "1000"], in: place.folder.path,
      printing: place.folder.file("printed"))
    try process.run()
    while process.isRunning && !place.exists(name) { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try #require(process.terminationReason == .uncaughtSignal, "the run was killed before its end")
  }

  @Test(.timeLimit(.minutes(30))) func aKilledRunGoesOn() throws {
    let place = try Workplace()
    try runAndKill(place, when: "tiny.run/training.part0.npz")
    let first = try place.inode("tiny.run/training.part0.npz")
    #expect(!place.exists("tiny.run/training.npz"))
    try runAndKill(place, when: "tiny.run/training.part1.npz")
    #expect(try place.inode("tiny.run/training.part0.npz") == first, "a finished part is not simulated again")
    try place.succeed("run", "study.yaml", "-q", "--replicates", "1000")
    #expect(place.files().allSatisfy { !$0.contains(".part") })
    try place.succeed("run", "study.yaml", "-q", "--replicates", "1000", "--output-folder", "whole")
    for name in ["training.npz", "model.npz", "scan.tsv.gz", "report.html"] {
      #expect(try place.bytes("tiny.run/" + name) == place.bytes("whole/" + name), "\(name)")
    }
  }

  /// Parts that a killed run of other settings left are not used, and do not stay.
  @Test(.timeLimit(.minutes(30))) func partsOfOtherSettings() throws {
    let place = try Workplace()
    try runAndKill(place, when: "tiny.run/training.part1.npz")
    try place.write("cut short", "tiny.run/training.part7.npz.partial")
    try place.succeed("run", "study.yaml", "-q")
    #expect(place.files().allSatisfy { !$0.contains(".part") })
    try place.succeed("run", "study.yaml", "-q", "--output-folder", "whole")
    #expect(try place.bytes("tiny.run/training.npz") == place.bytes("whole/training.npz"))
  }

  /// A signal ends a run at the next replicate: what was done is kept, also of a part that is not full.
  @Test(.timeLimit(.minutes(30)), arguments: [SIGINT, SIGTERM]) func stopping(signal: Int32) throws {
    let place = try Workplace()
    let process = try Program.process(
      ["run", "study.yaml", "-q", "--threads", "2", "--replicates", "2000"], in: place.folder.path,
      printing: place.folder.file("printed"))
    try process.startUnblocked()
    while process.isRunning && !place.exists("tiny.run/training.part1.npz") { usleep(1000) }
    usleep(20_000)
    // Twice, as 'timeout' does, which signals the process and its group.
    for _ in 0..<2 { kill(process.processIdentifier, signal) }
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 130)
    let errors = try place.text("printed.err")
    let pattern = /apus: error: stopped as asked: ([\d,]+) of 10,000 replicates are done and kept; the same command/
    let done = try #require(try pattern.firstMatch(in: errors), "\(errors)").output.1.filter { $0 != "," }
    #expect(Int(done).map { $0 > 2000 && $0 < 10_000 } == true)
    #expect(place.files().allSatisfy { !$0.hasSuffix(".partial") })
    let again = try place.succeed("features", "study.yaml", "--replicates", "2000")
    #expect(again.output.contains("10,000 rows"))
    try place.succeed("features", "study.yaml", "-q", "--replicates", "2000", "--output-folder", "whole")
    #expect(try place.bytes("tiny.run/training.npz") == place.bytes("whole/training.npz"))
    #expect(place.files().allSatisfy { !$0.contains(".part") })
  }

  @Test func onlyWhatChangedIsDoneAgain() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    let training = try place.inode("tiny.run/training.npz")
    let model = try place.inode("tiny.run/model.npz")
    let again = try place.succeed("run", "study.yaml")
    #expect(!again.errors.contains("simulating") && !again.errors.contains("training"))
    #expect(try place.inode("tiny.run/training.npz") == training)
    #expect(try place.inode("tiny.run/model.npz") == model)
    let trees = try place.succeed("run", "study.yaml", "--set", "learner.extra_trees.trees=30")
    #expect(!trees.errors.contains("simulating") && trees.errors.contains("training ..."))
    #expect(try place.inode("tiny.run/training.npz") == training)
    #expect(try place.inode("tiny.run/model.npz") != model)
    try place.succeed("run", "study.yaml", "-q", "--set", "model.mutation_rate=2.5e-8")
    #expect(try place.inode("tiny.run/training.npz") != training)
  }

  @Test func damagedOutputsAreMadeAgain() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q")
    for name in ["tiny.run/training.npz", "tiny.run/model.npz"] {
      let whole = try place.bytes(name)
      var changed = whole
      changed[changed.count / 2] ^= 0x10
      for damaged in [changed, whole.prefix(whole.count / 3)] {
        try Data(damaged).write(to: URL(fileURLWithPath: place.folder.file(name)))
        try place.succeed("run", "study.yaml", "-q")
        #expect(try place.bytes(name) == whole, "\(name)")
      }
    }
  }
}
