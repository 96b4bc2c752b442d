import Foundation
import Groundwork
import Studies
import StudyFiles
import Synchronization

/// The log beside an output: which command made it, when, by which version and libraries, and what it said.
///
/// A log grows by an entry for each command, so that the log of a study's folder tells its history. An entry is written when the command
/// ends, also in an error, but never beside an output that is not there.
enum RunLog {
  private struct State {
    var path: String?
    var lines: [String] = []
  }

  private static let state = Mutex(State())
  private static let begin = Date()
  private static let beginSeconds = Terminal.seconds()
  /// The most lines of an entry: of a table that is printed the beginning tells enough.
  private static let mostLines = 500
  /// The most characters of a log that are kept when an entry is added.
  private static let mostCharacters = 200_000

  /// Keeps the log of this command at `path`.
  static func keep(in path: String) {
    _ = (begin, beginSeconds)
    state.withLock { $0.path = path }
  }

  /// Keeps it beside the file `output`; nothing lies beside a stream.
  static func keep(beside output: String) {
    if !AtomicFile.isStream(output) { keep(in: output + ".log") }
  }

  /// Takes note of what was said.
  static func add(_ text: String) {
    state.withLock { state in
      guard state.lines.count < mostLines else { return }
      state.lines += text.split(separator: "\n").map(String.init)
    }
  }

  /// Writes the entry of a command that ended with `code`; nothing where no log is kept or its folder, or output, is not there.
  static func finish(code: Int32) {
    let (path, lines) = state.withLock { state in
      defer { state.path = nil }
      return (state.path, state.lines)
    }
    guard let path, isWanted(path) else { return }
    let command = CommandLine.arguments.enumerated().map { $0 == 0 ? "apus" : quoted($1) }.joined(separator: " ")
    let entry =
      [
        "# apus \(ProgramVersion.current) (\(LibraryVersions.line))", "command: \(command)",
        "folder: \(FileManager.default.currentDirectoryPath)", "begun: \(begin.formatted(.iso8601))",
        "took: \((Terminal.seconds() - beginSeconds).fixed(1)) s; exit code \(code)",
      ] + lines.map { "  " + $0 }
    let before = (try? AtomicFile.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kept = before.isEmpty ? "" : String(before.suffix(mostCharacters)) + "\n"
    // A log that cannot be written is no reason to fail: the output is there.
    try? AtomicFile.write(kept + entry.joined(separator: "\n").printable + "\n", to: path)
  }

  /// True if there is something for the log to stand beside.
  private static func isWanted(_ path: String) -> Bool {
    let files = FileManager.default
    if path.hasSuffix("/" + RunFolder.logName) {
      return files.fileExists(atPath: String(path.dropLast(RunFolder.logName.count + 1)))
    }
    return files.fileExists(atPath: String(path.dropLast(4)))
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=,:+@%^".contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
