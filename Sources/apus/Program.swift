import Foundation
import Studies
import StudyFiles
import Synchronization
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts the program and turns errors into one line and an exit code.
@main
enum Program {
  static func main() {
    if CommandLine.argc < 2 {
      Terminal.printError(Apus.helpMessage())
      exit(64)
    }
    if let problem = HelpTopics.problem(CommandLine.arguments) {
      Terminal.printError("apus: error: \(problem)")
      exit(64)
    }
    // The first signal ends work that can be ended between two replicates; anything else, and a second one, ends at once.
    _ = StopRequest.make()
    startGuard()
    // A file beyond the allowed size is an error of writing like a full disk.
    signal(SIGXFSZ, SIG_IGN)
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        if StopRequest.make() { return Program.wakeGuard() }
        let words: StaticString = "\napus: stopped; what was finished is kept, the same command goes on from there\n"
        _ = write(STDERR_FILENO, words.utf8Start, words.utf8CodeUnitCount)
        _exit(130)
      }
    }
    do {
      var command = try Apus.parseAsRoot()
      try command.run()
      RunLog.finish(code: 0)
    } catch let error as StudyError {
      end(with: error)
    } catch {
      let code = Apus.exitCode(for: error)
      if code.isSuccess { Apus.exit(withError: error) }
      Terminal.printError("apus: error: \(Apus.message(for: error)) (see 'apus --help')")
      exit(code.rawValue)
    }
  }

  /// The end of a pipe through which a signal wakes the guard; -1 where there is none.
  private static let wakingEnd = Atomic<Int32>(-1)

  /// Starts the thread that sees to it that a request to stop is heeded within a second, however long a replicate takes.
  private static func startGuard() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    let readingEnd = ends[0]
    wakingEnd.store(ends[1], ordering: .relaxed)
    Thread.detachNewThread {
      var byte: UInt8 = 0
      while read(readingEnd, &byte, 1) != 1 {}
      usleep(600_000)
      StopRequest.endLateWork { kept in
        Terminal.printError(
          "apus: error: stopped as asked within a replicate: \(kept.map { "\($0); the same command goes on from there" } ?? "nothing was written")"
        )
        _exit(130)
      }
    }
  }

  /// Wakes the guard; for the handler of signals.
  private static func wakeGuard() {
    var byte: UInt8 = 1
    _ = write(wakingEnd.load(ordering: .relaxed), &byte, 1)
  }

  /// Says what went wrong and ends the program.
  static func end(with error: StudyError) -> Never {
    Terminal.printError("apus: error: \(error)")
    RunLog.finish(code: code(of: error))
    exit(code(of: error))
  }

  /// The exit code of an error, after sysexits.h.
  private static func code(of error: StudyError) -> Int32 {
    switch error.kind {
    case .badData: return 65
    case .missingFile: return 66
    case .unavailable: return 69
    case .io: return 74
    case .stopped: return 130
    }
  }
}
