import Groundwork
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Draws from priors against their moments.
@Suite struct PriorTests {
  static let draws = 20_000

  /// `draws` values of `prior`, each from a stream of its own, as replicates draw.
  private func values(_ prior: Prior) -> [Double] {
    (0..<Self.draws).map { replicate in
      var stream = RandomStream(seed: 11, replicate: UInt64(replicate), purpose: .parameters)
      return prior.draw(&stream)
    }
  }

  @Test(arguments: [
    Prior.uniform(1e-8, 1.5e-8), .uniform(0, 2000), .logUniform(0.005, 0.1), .logUniform(1e-9, 1e-6),
    .exponential(mean: 1e-8, max: 3e-8), .exponential(mean: 1, max: 0.2), .exponential(mean: 1, max: 20),
    .normal(mean: 10_000, sd: 2000, min: 1, max: 1e9), .normal(mean: 1, sd: 2, min: 0, max: 2.5),
    .normal(mean: 0, sd: 1, min: 2, max: 9), .discrete(values: [1, 5, 25], weights: [1, 1, 1]),
    .discrete(values: [3, -1, 7, 7.5], weights: [0.5, 2, 0.1, 4]),
  ])
  func meansAndBounds(prior: Prior) {
    var moments = Moments()
    for value in values(prior) {
      moments.add(value)
      #expect(prior.range.low <= value && value <= prior.range.high)
    }
    #expect(abs(moments.z(from: prior.mean)) < 4, "\(prior): mean \(moments.mean), expected \(prior.mean)")
  }

  @Test func fixedValues() {
    #expect(Set(values(.fixed(0.25))) == [0.25])
    #expect(Prior.fixed(0.25).mean == 0.25 && Prior.logUniform(3, 3).mean == 3)
  }

  /// The cut tail is drawn again, not piled up at the maximum: the last hundredth holds what the density says.
  @Test func truncatedExponentialsHaveNoAtomAtTheirMaximum() {
    let values = values(.exponential(mean: 1, max: 1.5))
    #expect(!values.contains(1.5))
    let expected = (expOf(-1.485) - expOf(-1.5)) / (1 - expOf(-1.5))
    let found = Double(values.count { $0 > 1.485 }) / Double(Self.draws)
    let error = (expected * (1 - expected) / Double(Self.draws)).squareRoot()
    #expect(abs(found - expected) < 4 * error, "\(found) in the last hundredth, expected \(expected)")
  }

  @Test func logUniformHasItsMedianInTheMiddleOfTheLogarithms() {
    let below = values(.logUniform(0.001, 0.1)).count { $0 < 0.01 }
    let sigma = (Double(Self.draws) * 0.25).squareRoot()
    #expect(abs(Double(below) - Double(Self.draws) / 2) < 4 * sigma)
  }

  /// The quantiles of a normal distribution and of one that is cut, by their exact shares.
  @Test func normalsHaveTheirQuantiles() {
    func share(_ values: [Double], below limit: Double, is expected: Double) {
      let found = Double(values.count { $0 < limit }) / Double(Self.draws)
      let error = (expected * (1 - expected) / Double(Self.draws)).squareRoot()
      #expect(abs(found - expected) < 4 * error, "\(found) below \(limit), expected \(expected)")
    }
    let whole = values(.normal(mean: 3, sd: 2, min: -9, max: 15))
    for (z, expected) in [(-1.959964, 0.025), (-0.6744898, 0.25), (0.0, 0.5), (1.281552, 0.9), (2.326348, 0.99)] {
      share(whole, below: 3 + 2 * z, is: expected)
    }
    var moments = Moments()
    for value in whole { moments.add(value) }
    #expect(abs(moments.variance - 4) < 4 * moments.standardErrorOfVariance)
    // Above the mean only: the share below z is 2 Phi(z) - 1.
    let half = values(.normal(mean: 3, sd: 2, min: 3, max: 15))
    for (z, expected) in [(0.3186394, 0.25), (0.6744898, 0.5), (1.644854, 0.9)] {
      share(half, below: 3 + 2 * z, is: expected)
    }
  }

  @Test func discreteValuesHaveTheirWeights() {
    let values = values(.discrete(values: [1, 2, 3, 4], weights: [1, 0.5, 2, 6.5]))
    for (value, expected) in [(1.0, 0.1), (2, 0.05), (3, 0.2), (4, 0.65)] {
      let found = Double(values.count { $0 == value }) / Double(Self.draws)
      #expect(abs(found - expected) < 4 * (expected * (1 - expected) / Double(Self.draws)).squareRoot())
    }
  }

  /// Rows of a table: together within a file, independent between files, each as often as the others.
  @Test func tablesOfJointDraws() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<10).map { "\($0 + 1)\tx\t\(100 * ($0 + 1))" }
    try AtomicFile.write("a\tname\tb\n" + rows.joined(separator: "\n") + "\n", to: folder.file("one.tsv"))
    try AtomicFile.write("a\n" + (1...10).map { "\($0)\n" }.joined(), to: folder.file("two.tsv"))
    let study = try StudyFile.parse(
      """
      model:
        haplotypes: 10
        population_size: {table: {file: one.tsv, column: b}}
        sweep: {fixation_time: {table: {file: one.tsv, column: a}}}
      """, path: folder.file("s.yaml"))
    let other = try StudyFile.parse(
      "model: {haplotypes: 10, sweep: {fixation_time: {table: {file: two.tsv, column: a}}}}",
      path: folder.file("s.yaml"))
    let size = values(study.model.populationSize)
    let time = values(study.model.sweep.fixationTime)
    let apart = values(other.model.sweep.fixationTime)
    #expect(zip(size, time).allSatisfy { $0 == 100 * $1 })
    for row in 1...10 {
      let sigma = (Double(Self.draws) * 0.09).squareRoot()
      #expect(abs(Double(time.count { $0 == Double(row) }) - Double(Self.draws) / 10) < 4 * sigma)
    }
    let together = Double(zip(time, apart).count { $0 == $1 })
    #expect(abs(together - Double(Self.draws) / 10) < 4 * (Double(Self.draws) * 0.09).squareRoot())
    let first = try TrainingSimulation(study, data: nil).key
    try AtomicFile.write("a\tname\tb\n1\tx\t7\n", to: folder.file("one.tsv"))
    #expect(throws: StudyError.self) {
      try StudyFile.parse("model: {population_size: {table: one.tsv}}", path: folder.file("s.yaml"))
    }
    let changed = try StudyFile.parse(
      "model: {haplotypes: 10, population_size: {table: {file: one.tsv, column: b}}}", path: folder.file("s.yaml"))
    #expect(try TrainingSimulation(changed, data: nil).key != first)
    #expect(changed.model.populationSize.words == "column 'b' of one.tsv, 1 joint draws")
  }

  @Test(arguments: [
    ("{normal: {mean: 3}}", "s.yaml:1:35: model.population_size: found a mapping, expected {mean: a, sd: b"),
    ("{normal: {mean: 3, sd: 2}}", "found normal with mean 3"),
    ("{normal: {mean: 3, sd: 1, min: 9, max: 10}}", "bounds that leave a part"),
    ("{normal: {mean: 3, sd: 1, least: 2}}", "unknown key 'least' of a normal prior, known: mean, sd, min, max"),
    ("{discrete: []}", "expected [a, b, c], or {values"),
    ("{discrete: {values: [1, 2], weights: [1]}}", "with positive weights"),
    ("{discrete: {values: [1, 2], weights: [1, 0]}}", "with positive weights"),
    ("{gamma: 1}", "unknown prior 'gamma', expected uniform, log_uniform, exponential, normal, discrete or table"),
    ("{table: none.tsv}", "none.tsv: no such file"),
    ("{table: {file: bad.tsv, column: m}}", "bad.tsv:1: there is no column 'm' (found: mu, r)"),
    ("{table: {file: bad.tsv, column: mu}}", "bad.tsv:3: column 'mu': found 'x', expected a number"),
    ("{table: {file: bad.tsv, column: r}}", "bad.tsv:4: found 1 column, expected 2"),
    ("{table: {file: low.tsv, column: a}}", "found column 'a' of low.tsv"),
  ])
  func mistakesAreNamed(prior: String, words: String) throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write("mu\tr\n1\t2\nx\t3\n1\n", to: folder.file("bad.tsv"))
    try AtomicFile.write("a\n0.5\n2\n", to: folder.file("low.tsv"))
    let error = #expect(throws: StudyError.self) {
      try StudyFile.parse("model: {population_size: \(prior)}", path: folder.file("s.yaml"))
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func words() {
    #expect(Prior.fixed(10_000).words == "10,000")
    #expect(Prior.uniform(0, 500).words == "uniform between 0 and 500")
    #expect(
      Prior.normal(mean: 1e4, sd: 2e3, min: 1, max: 2e4).words
        == "normal with mean 10,000 and standard deviation 2,000, from 1 to 20,000")
    #expect(Prior.discrete(values: [1, 2], weights: [1, 1]).words == "one of 1, 2")
    #expect(Prior.discrete(values: [1, 2], weights: [1, 3]).words == "1 (25 %), 2 (75 %)")
    #expect(Prior.exponential(mean: 1e-8, max: 3e-8).words == "exponential with mean 1e-08, at most 3e-08")
  }
}
