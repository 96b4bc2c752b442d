import ArgumentParser
import Studies

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program.
struct Apus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apus",
    abstract: "Supervised machine learning in population genetics: simulate, learn, scan, report.",
    discussion: """
      One study file says what to simulate and what to scan; 'apus run study.yaml' does all of it. Each stage is also a
      command of its own, with the same result. 'apus recipes show s-hic' prints every key of a study file.

      Exit codes: 0 done, 64 wrong usage, 65 wrong data or settings (also a scan that the check refuses), 66 missing file, 70 internal error, 74 reading or
      writing failed, 130 stopped.
      """,
    version: ProgramVersion.current,
    subcommands: [
      RunCommand.self, SimulateCommand.self, FeaturesCommand.self, TrainCommand.self, EvaluateCommand.self,
      PredictCommand.self, CheckCommand.self, ScanCommand.self, ReportCommand.self,
      InspectCommand.self, RecipesCommand.self, StatisticsCommand.self,
    ])
}

/// Starts the program and turns errors into one line and an exit code.
@main
enum Program {
  static func main() {
    if CommandLine.argc < 2 {
      Terminal.printError(Apus.helpMessage())
      exit(64)
    }
    signal(SIGINT) { _ in _exit(130) }
    signal(SIGTERM) { _ in _exit(130) }
    do {
      var command = try Apus.parseAsRoot()
      try command.run()
    } catch let error as StudyError {
      Terminal.printError("apus: error: \(error)")
      exit(code(of: error))
    } catch {
      let code = Apus.exitCode(for: error)
      if code.isSuccess { Apus.exit(withError: error) }
      Terminal.printError("apus: error: \(Apus.message(for: error)) (see 'apus --help')")
      exit(code.rawValue)
    }
  }

  /// The exit code of an error, after sysexits.h.
  private static func code(of error: StudyError) -> Int32 {
    switch error.kind {
    case .badData: return 65
    case .missingFile: return 66
    case .io: return 74
    }
  }
}
