import FeatureTables
import Groundwork
import Learning
import Studies
import TestSupport
import Testing

/// Rows beside those that a model learned from.
@Suite struct OtherRowsTests {
  private let schema = FeatureSchema(
    featureSet: "made up",
    columns: (0..<3).map { FeatureColumn(name: "f\($0)", statistic: "s\($0)", version: 1, subwindow: nil) },
    usesPhase: false, usesPolarisation: false, haplotypeCount: 10, windowLength: 100, subwindowCount: 1)

  /// Rows of two classes; the columns 0 and 1 are correlated by `correlation`, column 2 tells the classes apart.
  private func table(_ count: Int, correlation: Double, seed: UInt64, missing: Bool = false) -> FeatureTable {
    var table = FeatureTable(schema: schema, classes: ["a", "b"], truthNames: [])
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    for row in 0..<count {
      let one = stream.normal()
      let other = correlation * one + (1 - correlation * correlation).squareRoot() * stream.normal()
      let third = stream.normal() + Double(row % 2)
      table.append(
        [one, missing && row % 7 == 0 ? .nan : other, third], label: row % 2, replicate: UInt64(row), truth: [])
    }
    return table
  }

  private func model(_ table: FeatureTable) throws -> ModelFile {
    var learner = ExtraTrees()
    (learner.trees, learner.preprocess.imputation) = (20, .median)
    let model = try learner.fit(table, to: .classification(classes: ["a", "b"]), seed: 1)
    return ModelFile(
      model: model, learner: learner, evaluation: nil, featureRanges: try FeatureRange.all(of: table),
      sample: TrainingSample(table), provenance: Provenance(version: "0", studyHash: "", study: "", seed: 1))
  }

  /// Each value by itself is as in training; only a forest, or a picture, shows that two columns go another way together.
  @Test func anotherDistributionIsSeen() throws {
    let model = try model(table(1000, correlation: 0.9, seed: 1))
    let like = try #require(
      try OtherRows(model, table(500, correlation: 0.9, seed: 2, missing: true), threads: 2))
    #expect(like.note == nil && like.test.area < 0.6)
    let other = try #require(try OtherRows(model, table(500, correlation: 0, seed: 3), threads: 2))
    #expect(other.test.area > 0.7)
    #expect(other.note?.contains("tells these rows from those that the model learned from") == true)
  }

  /// Classes take turns along a table: rows at even distances would all be of one, and the rest would look like strangers.
  @Test func rowsLearnedFromAreNoStrangers() throws {
    let own = table(4000, correlation: 0.9, seed: 5)
    let found = try #require(try OtherRows(model(own), own, threads: 2))
    // Rows that stand on both sides cannot be told at all, so that the area falls below 0.5.
    #expect(found.note == nil && found.test.area < 0.6)
  }

  @Test("A table that holds the rows of a model is told from one of other rows")
  func rowsOfTheModelAreFound() throws {
    let own = table(1000, correlation: 0.5, seed: 6)
    let sample = TrainingSample(own)
    #expect(
      sample.shared(with: own).rows == TrainingSample.mostRows && sample.shared(with: own).of == TrainingSample.mostRows
    )
    #expect(sample.shared(with: table(1000, correlation: 0.5, seed: 7)).rows == 0)
    let half = own.selecting(Array(0..<500))
    let expected = TrainingSample.places(1000).count { $0 < 500 }
    #expect(sample.shared(with: half).rows == expected && expected > 100)
  }

  @Test func theSampleStaysInTheFile() throws {
    let made = try model(table(1000, correlation: 0.5, seed: 4))
    let folder = try TemporaryFolder()
    try made.write(to: folder.file("model.npz"))
    let read = try ModelFile.read(folder.file("model.npz"))
    #expect(read.sample == made.sample && read.sample?.values.count == 3 * TrainingSample.mostRows)
  }
}
