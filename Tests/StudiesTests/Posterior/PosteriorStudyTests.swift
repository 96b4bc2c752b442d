import Foundation
import Learning
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// A posterior from study file to tables.
@Suite struct PosteriorStudyTests {
  @Test func mistakesAreRefused() throws {
    for (change, words) in [
      ("windows.loci=null", "windows.loci"), ("scan.answer=windows", "scan.answer: posterior"),
      ("windows.loci=1", "windows.loci"),
    ] {
      let text = """
        model: {haplotypes: 10}
        targets: [population_size]
        windows: {length: 20kb, subwindows: 1, loci: 8}
        features: pi
        scan: {answer: posterior}
        """
      let error = #expect(throws: StudyError.self) {
        try StudyFile.parse(text, path: "x.yaml", overrides: [change])
      }
      #expect(error?.description.contains(words) == true, "\(change): \(error?.description ?? "")")
    }
  }

  /// Loci are independent, have equal parameters, and are pooled the same for any number of threads.
  @Test func lociArePooled() throws {
    let text = """
      model: {haplotypes: 10, population_size: {log_uniform: [1000, 50000]}, mutation_rate: 2.0e-8, recombination_rate: 1.0e-8}
      targets: [population_size]
      windows: {length: 20kb, subwindows: 1, loci: 50}
      features: "ss, pi; windows: whole"
      scan: {answer: posterior}
      training: {replicates: 20}
      """
    let simulation = try TrainingSimulation(StudyFile.parse(text, path: "x.yaml"), data: nil)
    let one = try simulation.rows(0..<20, threads: 1) { _ in }.table
    let two = try simulation.rows(0..<20, threads: 2) { _ in }.table
    #expect(one.values == two.values && one.rowCount == 20)
    #expect(one.schema.columns.map(\.name) == ["ss", "pi", "ss_sd", "pi_sd"])
    #expect(one.schema.featureSet.contains("loci: 50"))
    let sizes = try #require(one.rows.truth("population_size"))
    for row in 0..<20 {
      // The mean of pi is 4 N mu; one locus of 20 kb varies by less than its mean, 50 by a seventh of that: four of these.
      let expected = 4 * sizes[row] * 2e-8
      #expect(abs(one.row(row)[one.row(row).startIndex + 1] / expected - 1) < 0.6)
      #expect(one.row(row)[one.row(row).startIndex + 2] > 0)
    }
  }

  /// Scans and files of simulations know single windows only; they say so rather than take one for all.
  @Test func stagesOfSingleWindowsAreRefused() throws {
    let text = """
      model: {haplotypes: 10, population_size: {log_uniform: [1000, 50000]}, mutation_rate: 2.0e-8, recombination_rate: 1.0e-8}
      targets: [population_size]
      windows: {length: 20kb, subwindows: 1, loci: 3}
      features: "ss; windows: whole"
      scan: {answer: posterior}
      training: {replicates: 4}
      """
    let study = try StudyFile.parse(text, path: "x.yaml")
    let error = #expect(throws: StudyError.self) { try study.demandSingleWindows("a scan") }
    #expect(error?.description.contains("'apus run' gives the posterior") == true)
    var single = study
    single.loci = nil
    try single.demandSingleWindows("a scan")
  }

  /// Priors are cut where the posterior lies, on the scale of the target; one that is worked out from others stays.
  @Test func roundsNarrowPriors() throws {
    let folder = try TemporaryFolder()
    try """
    time_units: generations
    demes: [{name: A, epochs: [{start_size: 1000, end_time: 100}, {start_size: 500}]}]
    """.write(toFile: folder.file("a.demes.yaml"), atomically: true, encoding: .utf8)
    let study = try StudyFile.parse(
      """
      model:
        haplotypes: 10
        demography: a.demes.yaml
        mutation_rate: 2.0e-8
        recombination_rate: 1.0e-8
        parameters:
          before: {log_uniform: [100, 100000], replaces: demes.A.epochs.0.start_size}
          share: {uniform: [0, 1]}
          after: {value: share * before, replaces: demes.A.epochs.1.start_size}
      targets: [{before: log}, share, after]
      windows: {length: 20kb, subwindows: 1, loci: 3}
      features: "ss; windows: whole"
      scan: {answer: posterior}
      """, path: folder.file("x.yaml"))
    // Medians 1000 and 0.5, 90 % intervals 500 to 2000 and 0.4 to 0.6: twice as far is 250 to 4000 and 0.3 to 0.7.
    let values = (0..<1001).flatMap { draw -> [Double] in
      let place = Double(draw) / 1000 * 2 - 1
      return [1000 * pow(2, place / 0.9), 0.5 + place / 9, 1]
    }
    let draws = PosteriorDraws(targets: study.targets, drawCount: 1001, values: values)
    let priors = PosteriorRound.narrowed(study, by: draws).model.parameters.map(\.prior)
    #expect(abs(priors[0].range.low - 250) < 3 && abs(priors[0].range.high - 4000) < 40)
    #expect(abs(priors[1].range.low - 0.3) < 0.002 && abs(priors[1].range.high - 0.7) < 0.002)
    #expect(priors[2] == study.model.parameters[2].prior)
    // A draw says all numbers of the file; without `share` it does not.
    #expect(study.model.values(given: ["before": 2000, "share": 0.25], length: 1)?.last == 500)
    #expect(study.model.values(given: ["before": 2000], length: 1) == nil)
  }
}
