import FeatureTables
import Groundwork
import Haplotypes
import Learning
import Studies
import StudyFiles
import TestSupport
import Testing
import Training

/// Data that cannot show a sweep, and models that cannot find one.
@Suite struct SweepRequirementsTests {
  /// What is said against sites at `positions` of eight haplotypes, each of which `carriers` carry.
  private func shortcoming(
    _ positions: [Int], length: Int, carriers: UInt64 = 0b1, samples: String? = nil
  ) throws -> String? {
    let folder = try TemporaryFolder()
    var matrix = HaplotypeMatrix(haplotypeCount: 8, ploidies: [2, 2, 2, 2])
    for position in positions { matrix.append(position: Double(position), alleles: [carriers]) }
    try MadeUp.write(matrix, length: length, folder)
    var overrides = ["windows={length: 110kb, subwindows: 11}"]
    if let samples { overrides.append("data.samples='\(samples)'") }
    let study = try StudyFile.parse("data: {variants: x.vcf}", path: folder.file("x.yaml"), overrides: overrides)
    return try SweepRequirements.shortcoming(try ObservedData(try #require(study.data)))
  }

  @Test func dataThatCannotShowASweep() throws {
    let dense = Array(stride(from: 0, to: 2_000_000, by: 2000))
    #expect(try shortcoming(dense, length: 2_000_000) == nil)
    #expect(
      try shortcoming(dense, length: 2_000_000, samples: "s0")?.contains("one individual (haplotypes: 2)") == true)
    let sparse = Array(stride(from: 0, to: 20_000_000, by: 40_000))
    let rare = try #require(try shortcoming(sparse, length: 20_000_000))
    #expect(rare.contains("one in 40,000 bases, as of RADseq") && rare.contains("apus statistics scan"))
    #expect(try shortcoming(sparse, length: 20_000_000, carriers: 0b1111)?.contains("a SNP chip") == true)
    // Tags of three sites, far apart.
    let tags = stride(from: 0, to: 4_000_000, by: 12_000).flatMap { [$0, $0 + 20, $0 + 50] }
    #expect(try shortcoming(tags, length: 4_000_000)?.contains("in clusters far apart (RADseq") == true)
  }

  /// A curve of `positives` and `negatives` whose scores are `shift` apart in units of their range.
  private func evaluation(shift: Double, rows: Int) throws -> ModelEvaluation {
    let schema = FeatureSchema(
      featureSet: "made up", columns: [FeatureColumn(name: "f", statistic: "s", version: 1, subwindow: nil)],
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 10)
    var table = FeatureTable(schema: schema, classes: ["neutral", "hard"])
    var stream = RandomStream(seed: 8, replicate: 0, purpose: .parameters)
    var probabilities: [Double] = []
    for row in 0..<rows {
      table.append([0], label: row % 2, replicate: UInt64(row), truth: [])
      let score = (stream.uniform() + shift * Double(row % 2)) / (1 + shift)
      probabilities += [1 - score, score]
    }
    return .classes(
      try Evaluation(table, PredictionTable(classes: ["neutral", "hard"], probabilities: probabilities)))
  }

  @Test func aModelThatCannotTellIsNamed() throws {
    let poor = try #require(CallGates.ability(try evaluation(shift: 0.2, rows: 400), wanted: ["hard"]))
    #expect(poor.contains("cannot tell hard from the rest") && poor.contains("0.75"))
    #expect(CallGates.ability(try evaluation(shift: 0.8, rows: 400), wanted: ["hard"]) == nil)
    // Twenty rows of each kind show nothing, and neither does no evaluation.
    #expect(CallGates.ability(try evaluation(shift: 0, rows: 40), wanted: ["hard"]) == nil)
    #expect(CallGates.ability(nil, wanted: ["hard"]) == nil)
    // Uniform scores half their range apart: of the positives the upper half lies above all negatives.
    let scores = (0..<200).map { index in Double(index % 100) / 100 + (index >= 100 ? 0.5 : 0) }
    let curve = try #require(ROCCurve(scores: scores, isPositive: (0..<200).map { $0 >= 100 }))
    #expect(abs(CallGates.recall(curve, at: 0.05) - 0.55) < 0.011 && CallGates.recall(curve, at: 1) == 1)
  }

  @Test func backgroundSelectionExplainsAllOrSome() {
    let rare = BackgroundAlternative(called: Proportion(successes: 2, total: 100), windows: 200, calls: 9)
    #expect(
      rare.sentence.contains("2.0 % are called")
        && rare.sentence.contains("about 4.0 calls, fewer than the 9 there are"))
    let common = BackgroundAlternative(called: Proportion(successes: 10, total: 100), windows: 200, calls: 9)
    #expect(
      common.sentence.contains(
        "about 20.0 calls, no fewer than the 9 there are: the number of calls does not rule it out"))
  }

  @Test func falseCallsAreManyOrFew() {
    #expect(
      CallGates.areMostFalse(3, of: 5) && !CallGates.areMostFalse(2.4, of: 5) && !CallGates.areMostFalse(1, of: 0))
  }

  /// Features outside, and whether the model looks at them.
  @Test func whatLiesOutsideAndWhetherItMatters() {
    let schema = FeatureSchema(
      featureSet: "made up",
      columns: (0..<4).map { FeatureColumn(name: "f\($0)", statistic: "s", version: 1, subwindow: nil) },
      usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 10)
    var observed = FeatureTable(schema: schema)
    for row in 0..<10 {
      observed.append(
        [0.5, row < 4 ? 9 : 0.5, row < 7 ? -9 : 0.5, row < 1 ? 9 : 0.5],
        location: .init(contig: "1", start: row, end: row + 1))
    }
    let ranges = (0..<4).map { FeatureRange(column: "f\($0)", values: (0...100).map { Double($0) / 100 }) }
    let unused = FeatureMismatch(observed, ranges: ranges, importances: [8, 1, 0, 1])
    #expect(unused.features.map(\.name) == ["f2", "f1"] && unused.features.map(\.shareOutside) == [0.7, 0.4])
    #expect(!unused.matters && unused.weight == 0.1 && abs(unused.weightedShare - 0.05) < 1e-12)
    #expect(unused.sentence?.contains("f2 70 %, f1 40 %. The model gives them 10 % of its weight") == true)
    let used = FeatureMismatch(observed, ranges: ranges, importances: [1, 3, 6, 0])
    #expect(used.matters && used.sentence?.contains("rest on what it was never shown") == true)
    let without = FeatureMismatch(observed, ranges: ranges, importances: [])
    #expect(without.weight == nil && without.sentence?.contains("weight") == false)
  }
}
