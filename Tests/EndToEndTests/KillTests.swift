import Foundation
import Groundwork
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Whatever ends a run before its time, nothing is lost, nothing half-written stays, and the next run ends in the same bytes.
///
/// `APUS_KILLS=50 swift test -c release --filter KillTests` kills fifty times.
@Suite(.serialized) struct KillTests {
  /// 3,000 replicates: three parts.
  private static let settings = ["-q", "--threads", "2", "--replicates", "600"]

  private static func run(_ place: Workplace, _ folder: String) throws -> Process {
    try Program.process(
      ["run", "study.yaml", "--output-folder", folder] + settings, in: place.folder.path,
      printing: place.folder.file("printed"))
  }

  /// Runs to the end and compares every file with those of the undisturbed run in `whole`.
  private func finish(_ place: Workplace, _ folder: String, _ story: String) throws {
    let process = try Self.run(place, folder)
    try process.run()
    process.waitUntilExit()
    let errors = try place.text("printed.err")
    try #require(process.terminationStatus == 0, "\(story): \(errors)")
    let names = try place.names(in: "whole")
    #expect(try place.names(in: folder) == names, "\(story)")
    for name in names {
      #expect(try place.bytes("whole/" + name) == place.bytes(folder + "/" + name), "\(name) after \(story)")
    }
  }

  @Test(.timeLimit(.minutes(30))) func killedAtRandomMoments() throws {
    let place = try Workplace()
    let undisturbed = try Self.run(place, "whole")
    let begin = ContinuousClock.now
    try undisturbed.run()
    undisturbed.waitUntilExit()
    try #require(undisturbed.terminationStatus == 0)
    let length = (ContinuousClock.now - begin) / .seconds(1)
    let wanted = ProcessInfo.processInfo.environment["APUS_KILLS"].flatMap(Int.init) ?? 8
    var stream = RandomStream(seed: 1, replicate: 0, purpose: .parameters)
    var kills = 0
    while kills < wanted {
      // Several kills of one run, so that what is resumed is killed as well.
      var moments: [Int] = []
      for _ in 0..<3 {
        let process = try Self.run(place, "killed")
        let moment = stream.uniform(0, length)
        try process.run()
        usleep(UInt32(moment * 1e6))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        guard process.terminationReason == .uncaughtSignal else { break }
        kills += 1
        moments.append(Int(moment * 1000))
      }
      try finish(place, "killed", "kills after \(moments) ms")
      try FileManager.default.removeItem(atPath: place.folder.file("killed"))
    }
    #expect(kills >= wanted)
  }

  /// Files may not pass a size that the first parts keep to and the table does not.
  @Test func noRoomForTheTable() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--replicates", "600", "--output-folder", "whole")
    // sh counts in blocks of 512 bytes.
    let outcome = try Program.run(
      ["-c", "ulimit -f 3000 && exec \"$0\" \"$@\"", try #require(Program.path), "run", "study.yaml"] + Self.settings,
      in: place.folder.path, as: "/bin/sh")
    #expect(outcome.code == 74, "\(outcome.errors)")
    #expect(outcome.errors == "apus: error: tiny.run/training.npz: cannot write: File too large\n")
    let parts = (0..<3).map { "training.part\($0).npz" }
    #expect(try place.names(in: "tiny.run") == ["study.json"] + parts)
    try finish(place, "tiny.run", "a limit of the size of files")
  }

  /// A disk of every size up to what the study needs: an error that says so, and the rest when there is room.
  @Test(.enabled(if: FullDisk.canMount, "no file systems can be mounted here")) func aFullDisk() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--replicates", "600", "--output-folder", "whole")
    func fails(_ kilobytes: Int, keeping kept: String?) throws {
      let outcome = try Program.run(
        ["run", "study.yaml", "--output-folder", "disk/run"] + Self.settings, in: place.folder.path)
      let story = "\(kilobytes) kB: \(outcome.errors)"
      #expect(outcome.code == 74 && outcome.errorLines.count == 1, "\(story)")
      #expect(outcome.errors.contains("No space left on device") && outcome.errors.contains("disk/run"), "\(story)")
      let left = try place.names(in: "disk/run")
      #expect(left.allSatisfy { !$0.hasSuffix(".partial") }, "\(story): \(left)")
      if let kept { #expect(left.contains(kept), "\(story): \(left)") }
    }
    for kilobytes in [100, 1500, 2500, 4500] {
      let disk = try FullDisk(place.folder.file("disk"), kilobytes: kilobytes)
      try fails(kilobytes, keeping: kilobytes < 1000 ? nil : "training.part0.npz")
      try disk.resize(kilobytes: 20_000)
      try finish(place, "disk/run", "\(kilobytes) kB")
      try disk.unmount()
    }
    // The table has room, what follows it has not.
    let table = try place.bytes("whole/training.npz").count / 1024
    for more in [10, 60, 200, 300] {
      let disk = try FullDisk(place.folder.file("disk"), kilobytes: 20_000)
      try place.succeed("features", "study.yaml", "-q", "--replicates", "600", "--output-folder", "disk/run")
      try disk.resize(kilobytes: table + more)
      try fails(table + more, keeping: "training.npz")
      try disk.resize(kilobytes: 20_000)
      try finish(place, "disk/run", "\(more) kB beside the table")
      try disk.unmount()
    }
  }

  @Test func aFolderThatCannotBeWrittenTo() throws {
    let place = try Workplace()
    try place.succeed("run", "study.yaml", "-q", "--output-folder", "whole")
    let program = try #require(Program.path)
    // Permissions mean nothing to root.
    let user = geteuid() == 0 ? ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"] : []
    func run(_ arguments: String...) throws -> Outcome {
      try Program.run(user + [program] + arguments, in: place.folder.path, as: "/usr/bin/env")
    }
    let version = try run("--version")
    try #require(version.code == 0, "the other user cannot run the program: \(version.errors)")
    func fails(_ words: String, _ arguments: String...) throws {
      let before = place.files()
      let outcome = try Program.run(user + [program] + arguments + ["-q"], in: place.folder.path, as: "/usr/bin/env")
      #expect(outcome.code == 74 && outcome.errors == "apus: error: \(words)\n", "\(outcome.errors)")
      #expect(place.files() == before)
    }
    for folder in [place.folder.path, place.folder.file("whole")] { chmod(folder, 0o555) }
    defer { for folder in [place.folder.path, place.folder.file("whole")] { chmod(folder, 0o755) } }
    try fails("tiny.run: cannot make the folder: Permission denied", "run", "study.yaml")
    try fails("tiny.run/shards: cannot make the folder: Permission denied", "features", "study.yaml", "--shard", "1/2")
    let whole = ["--output-folder", "whole"]
    try fails("whole: cannot write to the folder: Permission denied", "run", "study.yaml", whole[0], whole[1])
    try fails("x.ms: cannot create: Permission denied", "simulate", "study.yaml", "-o", "x.ms")
    chmod(place.folder.file("whole"), 0o755)
    try place.succeed("run", "study.yaml", "-q", "--output-folder", "whole")
  }
}

/// A small file system of its own.
private final class FullDisk {
  private let path: String
  private var isMounted = true

  /// True if this user may mount file systems.
  static var canMount: Bool {
    guard geteuid() == 0, let folder = try? TemporaryFolder(),
      let disk = try? FullDisk(folder.file("disk"), kilobytes: 100)
    else { return false }
    return (try? disk.unmount()) != nil
  }

  init(_ path: String, kilobytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run("mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path)
  }

  deinit { if isMounted { try? unmount() } }

  func resize(kilobytes: Int) throws { try Self.run("mount", "-o", "remount,size=\(kilobytes)k", path) }

  func unmount() throws {
    isMounted = false
    try Self.run("umount", path)
  }

  private static func run(_ arguments: String...) throws {
    let outcome = try Program.run(arguments, in: "/", as: "/usr/bin/env")
    try #require(outcome.code == 0, "\(outcome.errors)")
  }
}
