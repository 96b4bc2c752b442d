import FeatureTables
import Groundwork
import Learning
import Studies
import Testing

/// What is told of sweeps, on tables made so that the right answer is known.
@Suite struct SweepParametersTests {
  /// Rows of two classes: sweeps, whose strength shows in two features with noise and whose age in none, and rows without one.
  private func table(_ count: Int, seed: UInt64) -> FeatureTable {
    let schema = FeatureSchema(
      featureSet: "made up",
      columns: (0..<4).map { FeatureColumn(name: "f\($0)", statistic: "f\($0)", version: 1, subwindow: nil) },
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 1)
    var table = FeatureTable(
      schema: schema, classes: ["neutral", "hard"],
      truthNames: ["selection_coefficient", "fixation_time", "initial_frequency"])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    for row in 0..<count {
      let isSweep = row % 2 == 1
      let strength = stream.logUniform(0.001, 0.1)
      let known = PortableMath.log(strength)
      let features = [known + stream.normal(), known + 2 * stream.normal(), stream.normal(), stream.normal()]
      table.append(
        isSweep ? features : features.map { _ in stream.normal() }, label: isSweep ? 1 : 0, replicate: UInt64(row),
        truth: isSweep ? [strength, stream.uniform(0, 1000), 0] : [.nan, .nan, .nan])
    }
    return table
  }

  @Test func intervalsHoldNineTruthsInTen() throws {
    let own = table(4000, seed: 1)
    let parameters = try SweepParameters(
      own, labels: [1], training: Array(0..<3000), heldOut: Array(3000..<4000), preprocess: .none, seed: 7, threads: 2)
    // The age shows nowhere; of new mutations there is no frequency to tell.
    #expect(parameters.names == ["selection_coefficient"] && parameters.untold == ["fixation_time"])

    let new = table(4000, seed: 2)
    let rows = (0..<4000).filter { $0 % 2 == 1 }
    let all = try parameters.estimates(new.selecting(rows), labels: rows.map { _ in 1 }, threads: 2).map { $0[0] }
    // What cannot be told of a sweep is left out, and what is told is no wider than nine tenths of the prior.
    let places = all.indices.filter { !all[$0].value.isNaN }
    let told = places.map { all[$0] }
    let truth = places.map { new.truth[3 * rows[$0]] }
    #expect(told.count > 1500)
    let held = zip(truth, told).count { $1.low <= $0 && $0 <= $1.high }
    // 1,800 of 2,000; a quantile of 500 held-out rows has a standard error of 1.3 %, these 2,000 one of 0.7 %.
    #expect(abs(Double(held) / Double(told.count) - 0.9) < 4 * 0.015)
    // Narrower than the prior, which spans a factor of 100.
    let spans = told.map { $0.high / $0.low }.sorted()
    #expect(
      spans[spans.count / 2] < 60 && told.allSatisfy { $0.low <= $0.value && $0.value <= $0.high && $0.high <= 0.1 })
  }

  @Test func tooFewSweepsTellNothing() throws {
    let parameters = try SweepParameters(
      table(80, seed: 3), labels: [1], training: Array(0..<60), heldOut: Array(60..<80), preprocess: .none, seed: 7,
      threads: 1)
    #expect(parameters.names.isEmpty && parameters.untold.isEmpty)
    #expect(try parameters.estimates(table(4, seed: 4), labels: [0, 1, 0, 1], threads: 1) == [[], [], [], []])
  }
}
