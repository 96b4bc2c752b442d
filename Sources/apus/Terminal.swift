import Groundwork
import Studies
import StudyFiles
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Messages and progress on standard error; results go to standard output.
enum Terminal {
  /// True if standard error is a terminal.
  static let isInteractive = isatty(STDERR_FILENO) == 1

  /// The most characters of a line of errors and notes.
  private static let mostCharacters = 1500

  /// Writes a line to standard error, without characters that only a terminal obeys.
  static func printError(_ line: String) {
    let lines = line.printable.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines { write(String(line).shortened(to: mostCharacters) + "\n") }
    RunLog.add(line)
  }

  /// Writes `text` to standard output, without characters that only a terminal obeys.
  ///
  /// - Throws: ``StudyError`` if it cannot be written: a full disk is no success.
  static func printOutput(_ text: String) throws(StudyError) {
    var bytes = Array(text.printable.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Glibc)
          return Glibc.write(STDOUT_FILENO, base, buffer.count)
        #else
          return Darwin.write(STDOUT_FILENO, base, buffer.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .io("standard output: cannot write: \(String(cString: strerror(errno)))")
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Says how many replicates could not be simulated, and why the first could not.
  static func printFailures(_ failures: [FailedReplicate]) {
    guard let first = failures.first else { return }
    printError(
      "\(failures.count.of("replicate")) could not be simulated and \(failures.count == 1 ? "was" : "were") left out; number \(first.index): \(first.reason)"
    )
  }

  /// Writes text to standard error as it is.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      #if canImport(Glibc)
        _ = Glibc.write(STDERR_FILENO, base, buffer.count)
      #else
        _ = Darwin.write(STDERR_FILENO, base, buffer.count)
      #endif
    }
  }

  /// Seconds since some fixed moment.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// Writes a line to standard output, as ``Terminal/printOutput(_:)``: results that cannot be written end the program.
func print(_ line: String, terminator: String = "\n") {
  RunLog.add(line)
  do { try Terminal.printOutput(line + terminator) } catch { Program.end(with: error) }
}
