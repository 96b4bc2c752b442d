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
}
