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
        if StopRequest.make() {
          _ = Program.wakeGuard(.stop)
        } else if Program.isEnding.exchange(true, ordering: .relaxed) || !Program.wakeGuard(.end) {
          _exit(130)
        }
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
      let help = HelpTopics.command(of: CommandLine.arguments)
      Terminal.printError("apus: error: \(Apus.message(for: error)) (see '\(help) --help')")
      RunLog.finish(code: code.rawValue)
      exit(code.rawValue)
    }
  }

  /// What a signal asks of the guard.
  private enum Request: UInt8 {
    /// To end work that does not end by itself within a second.
    case stop
    /// To end the program at once.
    case end
  }

  /// True once the program is to end at once.
  private static let isEnding = Atomic<Bool>(false)

  /// The end of a pipe through which a signal wakes the guard; -1 where there is none.
  private static let wakingEnd = Atomic<Int32>(-1)

  /// Starts the thread that sees to it that a request to stop is heeded within a second, however long a replicate takes, and that the log
  /// tells of it.
  private static func startGuard() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    let readingEnd = ends[0]
    wakingEnd.store(ends[1], ordering: .relaxed)
    Thread.detachNewThread {
      while true {
        var byte: UInt8 = 0
        guard read(readingEnd, &byte, 1) == 1 else { continue }
        if byte == Request.end.rawValue {
          Program.endNow("\napus: stopped; what was finished is kept, the same command continues from there")
        }
        var next = pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0)
        if poll(&next, 1, 600) > 0 { continue }
        StopRequest.endLateWork { kept in
          let words = kept.map { "\($0); the same command continues from there" } ?? "nothing was written"
          Program.endNow("apus: error: stopped as asked within a replicate: \(words)")
        }
      }
    }
  }

  /// Says so, writes the log and ends the program.
  private static func endNow(_ words: String) -> Never {
    Terminal.printError(words)
    RunLog.finish(code: 130)
    _exit(130)
  }

  /// Wakes the guard; for the handler of signals. False if there is no guard.
  private static func wakeGuard(_ request: Request) -> Bool {
    var byte = request.rawValue
    return write(wakingEnd.load(ordering: .relaxed), &byte, 1) == 1
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
