import ArgumentParser
import Groundwork
import Learning
import Studies
import StudyFiles

/// How a feature table is learned from.
struct TableOptions: ParsableArguments {
  @Option(name: .customLong("learner"), help: "Of a table: the learner (extra-trees, random-forest ...).")
  var learner: String?

  @Option(
    name: .customLong("target"),
    help: "Of a table: a number of the truth to predict in place of the class, NAME or NAME:log. May be repeated.")
  var targets: [String] = []

  @Option(name: .customLong("positive"), help: "Of a table: classes that count together in a ROC curve: hard,soft.")
  var positive: String?

  @Option(name: .customLong("classes"), help: "Of a table: the classes in the order wanted: neutral,hard,soft.")
  var classes: String?

  @Option(
    name: .customLong("like"),
    help:
      "Of a table: draw the rows learned from again, within each class, so that they are like those of this table (observed.npz)."
  )
  var resembled: String?

  @Argument(help: "Further tables; CLASS=FILE is a file whose rows are all of one class.")
  var tables: [String] = []

  /// The table `file` and those that these name, to be learned from as these options say, by way of `search`, or to measure
  /// `model` on.
  func run(_ file: String, _ options: StudyOptions, search: ModelSearch?, for model: ModelFile? = nil) throws
    -> TableRun
  {
    try options.checkTable(file)
    var settings = TableRun.Settings(
      learner: learner, settings: options.settings, targets: targets,
      positive: positive?.split(separator: ",").map(String.init) ?? [],
      classes: classes?.split(separator: ",").map(String.init) ?? [], search: search)
    settings.resembled = resembled
    settings.keepsMissing = model?.learner.preprocess.imputation != nil
    if let seed = options.seed { settings.settings.append("training.seed=\(seed)") }
    let run = try TableRun([file] + tables, settings)
    for note in run.notes { Terminal.printError("note: \(note)") }
    return run
  }

  /// Throws if these options are given beside a study file, which has keys for them.
  func checkUnused() throws {
    if learner != nil || !targets.isEmpty || positive != nil || classes != nil || resembled != nil {
      throw ValidationError(
        "--learner, --target, --positive, --classes and --like are for tables; a study file has keys for most of them (--set)"
      )
    }
    if let table = tables.first { throw ValidationError("'\(table)': a study file stands alone") }
  }
}
