import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// How a run of the program ended.
struct Outcome {
  let code: Int32
  let output: String
  let errors: String

  /// The lines on standard error that are errors.
  var errorLines: [String] {
    errors.split(whereSeparator: \.isNewline).map(String.init).filter { $0.hasPrefix("apus: error: ") }
  }
}

/// The built program, as users run it.
enum Program {
  /// Where the program lies: beside the test bundle, else in the checkout's build folder.
  static let path: String? = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
    let folder = bundle.split(separator: "/", omittingEmptySubsequences: false)
      .prefix { !$0.hasSuffix(".xctest") }.joined(separator: "/")
    let candidates = [
      folder + "/apus", SharedData.checkout(".build/release/apus"), SharedData.checkout(".build/debug/apus"),
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// A process of the program, or of another one at `other`, not started; what it prints goes to the files of `printed`.
  static func process(
    _ arguments: [String], in folder: String, printing printed: String, as other: String? = nil
  ) throws -> Process {
    let process = Process()
    let program = other ?? path
    process.executableURL = URL(fileURLWithPath: try #require(program, "the program is not built"))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try writer(printed + ".out")
    process.standardError = try writer(printed + ".err")
    return process
  }

  /// Runs the program, or another one at `other`, in `folder` to its end, with the file `input` as standard input if there
  /// is one.
  static func run(
    _ arguments: [String], in folder: String, input: String? = nil, as other: String? = nil
  ) throws -> Outcome {
    let printed = NSTemporaryDirectory() + "/apus-printed-" + UUID().uuidString
    defer { for suffix in [".out", ".err"] { try? FileManager.default.removeItem(atPath: printed + suffix) } }
    let process = try process(arguments, in: folder, printing: printed, as: other)
    if let input { process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: input)) }
    try process.startUnblocked()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: try String(contentsOfFile: printed + ".out", encoding: .utf8),
      errors: try String(contentsOfFile: printed + ".err", encoding: .utf8))
  }

  /// The text of a compressed file.
  static func decompressed(_ path: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  private static func writer(_ path: String) throws -> FileHandle {
    try #require(FileManager.default.createFile(atPath: path, contents: nil))
    return try #require(FileHandle(forWritingAtPath: path))
  }
}

extension Process {
  /// Starts the process so that it hears SIGINT and SIGTERM: the threads that tests run on block signals, and a child
  /// inherits that; a user's shell blocks none.
  func startUnblocked() throws {
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_UNBLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}
