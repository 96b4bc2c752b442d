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

/// How hyper-parameters are chosen.
struct SearchOptions: ParsableArguments {
  @Option(
    name: .customLong("search"),
    help:
      "Choose hyper-parameters: a space by name (s-hic, filet, review-svm), or 'trees=100,500; max_features=sqrt,all'.")
  var search: String?

  @Option(
    name: .customLong("candidates"), help: "Of a search: try that many combinations, drawn at random; all if left out.")
  var candidates: Int?

  mutating func validate() throws {
    if candidates != nil && search == nil { throw ValidationError("--candidates is for --search") }
    if let candidates, candidates < 1 { throw ValidationError("--candidates needs a positive number") }
  }

  /// The search asked for, on `folds` folds.
  func search(folds: Int?) throws -> ModelSearch? {
    guard let search else { return nil }
    return try ModelSearch(reading: search, candidates: candidates, folds: folds ?? ModelSearch.usualFolds)
  }
}

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Fit a model to a training table, and measure it on rows held out.",
    discussion: """
        apus train study.yaml
            the table that 'apus features' made for the study
        apus train table.npz --learner random-forest --set trees=1000 \\
          --set training.test_fraction=0.3 -o model.npz
            a table of Apus, TSV, or features of diploS/HIC, S/HIC or FILET
        apus train neutral=neut.fvec hard=hard.fvec -o model.npz
            a file for each class
        apus train table.npz --learner support-vector-machine --search review-svm \\
          --folds 5 -o model.npz
            the hyper-parameters that do best on 5 folds of the training rows
      """)

  @Argument(help: ArgumentHelp("A study file, or a table of features.", valueName: "study|table"))
  var file: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var choice: SearchOptions

  @Option(name: .customLong("folds"), help: "Of a search: folds of the training rows to compare on; 5 if left out.")
  var folds: Int?

  @Option(name: [.customShort("o"), .customLong("output")], help: "Of a table: the model to write.")
  var output: String?

  mutating func validate() throws {
    if folds != nil && choice.search == nil { throw ValidationError("--folds is for --search") }
  }

  func run() throws {
    let search = try choice.search(folds: folds)
    if TableRun.isStudy(file) {
      try table.checkUnused()
      if output != nil { throw ValidationError("-o is for tables; the model of a study goes to its folder") }
      try options.run(file) { run in
        var run = run
        if let search { run.search = search }
        let (model, evaluation) = try run.model(try run.finishedTraining())
        Summary.printFit(model)
        Summary.printEvaluation(evaluation)
        print("model: \(run.folder.model)")
      }
      return
    }
    guard let output else { throw ValidationError("-o: name the model to write") }
    try RunFolder.checkOutput(output, suffixes: [".npz"])
    let bar = ProgressBar(isQuiet: options.quiet)
    defer { bar.finish() }
    RunLog.keep(beside: output)
    let model = try table.run(file, options, search: search).fit(threads: options.workers) { bar.update($0, $1, $2) }
    try model.save(to: output)
    bar.finish()
    Summary.printFit(model)
    if let evaluation = model.evaluation { Summary.printEvaluation(evaluation) }
    print("model: \(output)")
  }
}

struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure a model on rows held out, or a learner on several random splits.",
    discussion: """
        apus evaluate study.yaml
            the study's model on the held-out rows of its training table
        apus evaluate table.npz --model model.npz
            all rows of a table, which should be none that the model has seen
        apus evaluate study.yaml --splits 5
            fitted and measured anew on 5 random splits: mean and spread
        apus evaluate study.yaml --folds 10
            on each of 10 folds in turn
        apus evaluate study.yaml --splits 5 --search review-svm
            the hyper-parameters, too, chosen anew within the rows to learn from
        apus evaluate study.yaml --learning-curve
            how the score grows with the rows to learn from
      """)

  @Argument(help: ArgumentHelp("A study file, or a table of features.", valueName: "study|table"))
  var file: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var table: TableOptions
  @OptionGroup var choice: SearchOptions

  @Option(name: .customLong("model"), help: "The model; the study's own if left out.")
  var model: String?

  @Option(name: .customLong("splits"), help: "Fit and measure anew on that many random splits of the table.")
  var splits: Int?

  @Option(name: .customLong("folds"), help: "Fit and measure anew on each of that many folds of the table.")
  var folds: Int?

  @Option(name: .customLong("inner-folds"), help: "Of a search: folds of the rows to learn from; 5 if left out.")
  var innerFolds: Int?

  @Flag(name: .customLong("learning-curve"), help: "Fit to growing shares of the rows, and measure each model.")
  var learningCurve = false

  mutating func validate() throws {
    if let splits, splits < 1 { throw ValidationError("--splits needs a positive number") }
    if splits != nil && folds != nil { throw ValidationError("give --splits or --folds, not both") }
    if isAnew && model != nil { throw ValidationError("--model is measured as it is; leave it out to fit anew") }
    if learningCurve && splits != nil { throw ValidationError("--learning-curve takes --folds, not --splits") }
    if choice.search != nil && resampling == nil {
      throw ValidationError("--search is measured on rows that it did not see: add --splits or --folds")
    }
    if learningCurve && choice.search != nil { throw ValidationError("--learning-curve takes no --search") }
    if innerFolds != nil && choice.search == nil { throw ValidationError("--inner-folds is for --search") }
  }

  /// True if models are fitted, and not only measured.
  private var isAnew: Bool { resampling != nil || learningCurve }

  private var resampling: ModelFitting.Resampling? { splits.map { .splits($0) } ?? folds.map { .folds($0) } }

  private func show(_ made: RepeatedMeasurement) {
    let lines = EvaluationText.summary(of: made, parts: splits == nil ? "folds" : "splits")
    for line in lines { print(line) }
  }

  func run() throws {
    let search = try choice.search(folds: innerFolds)
    if TableRun.isStudy(file) {
      try table.checkUnused()
      try options.run(file) { run in
        var run = run
        if let search { run.search = search }
        if learningCurve {
          for line in EvaluationText.summary(try run.learningCurve(folds: folds)) { print(line) }
        } else if let resampling {
          show(try run.repeated(resampling))
        } else {
          Summary.printEvaluation(try run.evaluation(try run.finishedModel(model)))
          print("table: \(run.folder.evaluation)")
        }
      }
      return
    }
    let bar = ProgressBar(isQuiet: options.quiet)
    defer { bar.finish() }
    let finished = try model.map { try ModelFile.open($0) }
    let run = try table.run(file, options, search: search, for: finished)
    if learningCurve {
      for line in EvaluationText.summary(try run.learningCurve(folds: folds, threads: options.workers)) { print(line) }
    } else if let resampling {
      let made = try run.repeated(resampling, threads: options.workers) { bar.update($0, $1, $2) }
      bar.finish()
      show(made)
    } else if let finished {
      Summary.printEvaluation(try run.evaluate(finished, threads: options.workers))
      if let note = try run.noteOnRows(finished, threads: options.workers) { Terminal.printError("note: \(note)") }
    } else {
      throw ValidationError("--model: name the model to measure, or --splits or --folds to fit anew")
    }
  }
}

struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", abstract: "Apply a model to a feature table.",
    discussion: """
        apus predict model.npz observed.npz -o predictions.tsv
      The table must have the columns of the model; what differs is named.
      """)

  @Argument(help: "The model.")
  var model: String

  @Argument(help: "The table: of Apus, TSV, or features of diploS/HIC, S/HIC or FILET.")
  var table: String

  @Option(name: [.customShort("o"), .customLong("output")], help: "The table to write; standard output if left out.")
  var output: String?

  @Option(name: .customLong("threads"), help: "Threads; results do not depend on it.")
  var threads: Int = 1

  func run() throws {
    if let output { try RunFolder.checkOutput(output, suffixes: [".tsv"]) }
    let (text, notes) = try TableRun.predictions(try ModelFile.open(model), table, threads: max(1, threads))
    for note in notes { Terminal.printError("note: \(note)") }
    guard let output else {
      print(text, terminator: "")
      return
    }
    RunLog.keep(beside: output)
    try TableRun.write(text, to: output)
    Terminal.printError("wrote \(output)")
  }
}
