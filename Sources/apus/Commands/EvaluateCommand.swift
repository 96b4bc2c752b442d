import ArgumentParser
import Groundwork
import Learning
import Studies
import StudyFiles

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
