import ArgumentParser
import Foundation
import Studies
import StudyFiles
import Training

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
      One study file says what to simulate and what to scan; 'apus run study.yaml' does all of it. Each stage is also a \
      command of its own, with the same result. 'apus recipes show s-hic' prints every key of a study file.

      Exit codes: 0 done, 64 wrong usage (a command, option or value of an option that there is not), 65 wrong data or settings \
      (a name that is not known, also a scan that the check refuses), 66 missing file, \
      69 a library that must be installed first (make networks), 70 internal error, 74 reading or writing failed, 130 \
      stopped by a signal (SIGINT or SIGTERM: the time limit of a batch system). A run that is stopped ends at the next replicate and keeps what is done; the same command goes on \
      from there.
      """,
    version: "\(ProgramVersion.current)\n\(LibraryVersions.line)",
    subcommands: [
      SuggestCommand.self, RunCommand.self, PlanCommand.self, SimulateCommand.self, FeaturesCommand.self,
      MergeCommand.self, TrainCommand.self, EvaluateCommand.self, PredictCommand.self, CheckCommand.self,
      ScanCommand.self, ReportCommand.self, InspectCommand.self, CiteCommand.self, RecipesCommand.self,
      SchemaCommand.self, LearnersCommand.self, StatisticsCommand.self, SpeciesCommand.self, DoctorCommand.self,
    ])
}
