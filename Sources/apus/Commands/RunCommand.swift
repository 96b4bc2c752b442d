import ArgumentParser
import Studies

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Do a whole study: simulate, train, evaluate, scan, report.",
    discussion: """
      apus run study.yaml --threads 8
      apus run study.yaml --dry-run             how it is understood, and what it will cost; writes nothing
      What is finished is kept: a killed run goes on where it was, and a stage runs again only if something changed that
      decides its result.
      """)

  @OptionGroup var options: StudyOptions

  @Flag(name: .customLong("dry-run"), help: "Write nothing; say how the study is understood and what it will cost.")
  var dryRun = false

  func run() throws {
    if dryRun { return try options.run { run in try DryRun.write(run, try run.data()) } }
    let begin = Terminal.seconds()
    try options.run { run in
      let parts = run.populationRuns
      if parts.isEmpty { _ = try whole(run) }
      var results: [(population: String, result: ScanResult)] = []
      for (population, part) in parts {
        print("population \(population)")
        if let result = try whole(part) { results.append((population, result)) }
      }
      if !parts.isEmpty {
        let comparison = PopulationComparison(results, run.study)
        try comparison.write(to: run.folder.comparison)
        for line in comparison.summary { print(line) }
        print("comparison: \(run.folder.comparison)")
      }
      print("time: \((Terminal.seconds() - begin).fixed(1)) s on \(run.threads) threads")
    }
  }

  /// The whole of `run`, and what was scanned.
  private func whole(_ run: StudyRun) throws -> ScanResult? {
    let data = try run.data()
    for note in data?.notes ?? [] { Terminal.printError("note: \(note)") }
    if let note = try run.simulation(data).note() { Terminal.printError("note: \(note)") }
    let training = try run.training(data)
    if let note = run.failureNote { Terminal.printError("note: \(note)") }
    let (model, evaluation) = try run.model(training)
    Summary.printFit(model)
    let robustness = try run.robustness(model, data)
    var result: ScanResult?
    if let data {
      let scan = try run.scan(model, data)
      result = scan.result
      try Reporting.write(run, model, evaluation, scan: (data, scan), robustness: robustness)
      Summary.printEvaluation(evaluation)
      try Summary.printScan(run, data, scan)
    } else {
      try Reporting.write(run, model, evaluation, scan: nil, robustness: robustness)
      Summary.printEvaluation(evaluation)
    }
    run.tidy()
    print("report: \(run.folder.report)")
    return result
  }
}
