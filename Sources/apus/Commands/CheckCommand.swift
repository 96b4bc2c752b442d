import ArgumentParser
import Studies
import StudyFiles

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Do the simulations of a finished study resemble its data?",
    discussion: """
        apus check study.yaml

      Part of every 'apus run' and 'apus scan': compares the windows of the data with those of the training table, writes \
      check.tsv, and names the parameter that is most likely off. Exits with 65 where a scan would be refused.
      """)

  @OptionGroup var finished: FinishedStudyOptions

  func run() throws {
    try finished.run { run, model, data in
      let check = try run.check(model, data)
      for line in CheckText.summary(check) { print(line) }
      print("table: \(run.folder.check)")
      if check.verdict == .refused {
        throw StudyError.invalid("study '\(run.study.name)': a scan would be refused: \(check.reasons.first ?? "")")
      }
    }
  }
}
