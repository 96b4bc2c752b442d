import ArgumentParser
import Groundwork
import Learning
import Studies
import StudyFiles

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
