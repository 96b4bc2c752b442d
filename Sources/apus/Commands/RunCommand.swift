import ArgumentParser
import Studies
import StudyFiles
import StudyReports
import Training

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Do a whole study: simulate, train, evaluate, scan, report.",
    discussion: """
        apus run study.yaml --threads 8
        apus run study.yaml --dry-run
            how it is understood, and what it will cost; writes nothing
      What is finished is kept: an interrupted run resumes where it stopped, and a stage runs again only if something changed that \
      decides its result.
      """)

  @Argument(help: "The study file.")
  var study: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var selection: DataOptions

  @Flag(name: .customLong("dry-run"), help: "Write nothing; say how the study is understood and what it will cost.")
  var dryRun = false

  @Flag(name: .customLong("json"), help: "Of a dry run: only the study as it is understood, as JSON.")
  var json = false

  mutating func validate() throws {
    if json && !dryRun {
      throw ValidationError("--json is for --dry-run; results are in summary.json of the study's folder")
    }
  }

  func run() throws {
    if dryRun {
      return try options.run(study, selection, keepsLog: false) { run in
        try json ? DryRun.writeJSON(run) : DryRun.write(run)
      }
    }
    let begin = Terminal.seconds()
    try options.run(study, selection) { run in
      if run.populationRuns.isEmpty {
        try whole(run)?.demandRegions(run.study)
      } else {
        try each(run)
      }
      print(
        "time: \((Terminal.seconds() - begin).fixed(1)) s on \(run.threads.of("thread"))"
      )
    }
  }

  /// The populations of `run`, each by itself, and their comparison; one that cannot be scanned, or whose calls are withheld, does not
  /// keep the others from theirs.
  private func each(_ run: StudyRun) throws {
    var scans: [(population: String, scan: CheckedScan)] = []
    var problems: [String] = []
    for (population, part) in run.populationRuns {
      print("population \(population)")
      do throws(StudyError) {
        guard let scan = try whole(part) else { continue }
        scans.append((population, scan))
        if scan.isRefused {
          problems.append("\(population): the calls are withheld: \(scan.check.reasons.first ?? "")")
        }
      } catch {
        guard error.kind == .badData else { throw error }
        Terminal.printError("note: population \(population): \(error)")
        problems.append("\(population): \(error)")
      }
    }
    // Of another study that was run in this folder, or of populations that cannot be compared now.
    run.folder.removeScan(run.study.task.names)
    run.folder.removeComparison()
    if scans.count > 1 {
      let comparison = PopulationComparison(scans, run.study)
      try comparison.write(to: run.folder)
      try StudyReport.write(run, comparison, scans)
      for line in comparison.summary { print(line) }
      print("report of all: \(run.folder.report)")
      print("comparison: \(run.folder.comparison), window by window: \(run.folder.contrast)")
    }
    if !problems.isEmpty {
      throw StudyError.invalid("study '\(run.study.name)': " + problems.joined(separator: "; "))
    }
  }

  /// The posterior of `data` as a whole.
  private func posterior(_ run: StudyRun, _ data: ObservedData) throws(StudyError) {
    let (result, model, evaluation) = try run.posterior(data)
    try StudyReport.write(run, model, evaluation, result, data)
    for note in run.simulationNotes { Terminal.printError("note: \(note)") }
    Summary.printFit(model)
    print("data: \(data.ledger.summary)")
    for line in PosteriorText.summary(result) { print(line) }
    run.tidy()
    print("tables: \(run.folder.path)")
    print("report: \(run.folder.report)")
  }

  /// The whole of `run`, and what was scanned.
  private func whole(_ run: StudyRun) throws(StudyError) -> CheckedScan? {
    try run.requireTask()
    try run.requireEngine()
    let data = try run.data()
    for note in data?.notes ?? [] { Terminal.printError("note: \(note)") }
    if let data, run.study.scan.answer == .posterior {
      try posterior(run, data)
      return nil
    }
    if !run.learnsFromData, let note = try run.simulation(data).note() { Terminal.printError("note: \(note)") }
    let training = try run.training(data)
    for note in run.simulationNotes { Terminal.printError("note: \(note)") }
    let (model, evaluation) = try run.model(training)
    Summary.printFit(model)
    try run.measureGrowth(model, training, evaluation)
    let robustness = try run.robustness(model, data)
    var checked: CheckedScan?
    if let data {
      let scan = try run.scan(model, data)
      checked = scan
      try StudyReport.write(run, model, evaluation, scan: (data, scan), robustness: robustness)
      Summary.printEvaluation(evaluation, rows: run.heldOutRows)
      try Summary.printScan(run, data, scan)
    } else {
      try StudyReport.write(run, model, evaluation, scan: nil, robustness: robustness)
      Summary.printEvaluation(evaluation, rows: run.heldOutRows)
    }
    run.tidy()
    print("report: \(run.folder.report)")
    return checked
  }
}
