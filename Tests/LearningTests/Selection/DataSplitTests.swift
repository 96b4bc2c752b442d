import FeatureTables
import Learning
import Testing

@Suite("Splits and ranges")
struct DataSplitTests {
  @Test("Classes keep their shares, replicates stay whole, and only the seed decides")
  func split() throws {
    // 50 replicates of class x with 3 rows each, 30 of class y with 2 rows, and 10 with rows of both.
    var labels: [Int] = []
    var replicates: [UInt64] = []
    for replicate in 0..<90 {
      let own = replicate < 50 ? [0, 0, 0] : replicate < 80 ? [1, 1] : [0, 1]
      labels += own
      replicates += own.map { _ in UInt64(replicate * 7 % 90) }
    }
    let table = MadeUp.table(
      labels.indices.map { [Double($0)] }, labels: labels, classes: ["x", "y"], replicates: replicates)
    let (training, test) = try DataSplit.stratifiedSplit(table, testFraction: 0.2, seed: 4)
    #expect((training + test).sorted() == Array(labels.indices))
    #expect(training == training.sorted() && test == test.sorted())
    let trainingReplicates = Set(training.map { replicates[$0] })
    #expect(test.allSatisfy { !trainingReplicates.contains(replicates[$0]) })
    #expect(test.count == 10 * 3 + 6 * 2 + 2 * 2)
    let again = try DataSplit.stratifiedSplit(table, testFraction: 0.2, seed: 4)
    #expect(again == (training, test))
    #expect(try DataSplit.stratifiedSplit(table, testFraction: 0.2, seed: 5).test != test)
    #expect(try DataSplit.stratifiedSplit(table, testFraction: 0, seed: 5).test.isEmpty)
  }

  @Test("Small classes are on both sides where that is possible")
  func small() throws {
    let table = MadeUp.table([[1], [2], [3]], labels: [0, 0, 1], classes: ["x", "y"])
    for fraction in [0.01, 0.99] {
      let (training, test) = try DataSplit.stratifiedSplit(table, testFraction: fraction, seed: 1)
      #expect(training.contains(2) && test.count == 1)
    }
    for fraction in [-0.1, 1, .nan] {
      #expect(throws: LearningError.self) {
        try DataSplit.stratifiedSplit(table, testFraction: fraction, seed: 1)
      }
    }
    #expect(throws: LearningError.self) {
      try DataSplit.stratifiedSplit(FeatureTable(schema: table.schema).selecting([]), testFraction: 2, seed: 1)
    }
  }

  @Test func ranges() throws {
    let range = FeatureRange(column: "x", values: (0...200).map { Double(200 - $0) })
    #expect(range.minimum == 0 && range.maximum == 200 && range.median == 100 && range.lowerQuartile == 50)
    #expect(range.percentile1 == 2 && range.percentile99 == 198 && range.upperQuartile == 150)
    #expect(range.contains(200) && !range.contains(200.5) && !range.isTypical(199) && range.isTypical(198))
    let single = FeatureRange(column: "x", values: [3])
    #expect(single.minimum == 3 && single.percentile99 == 3)
    let two = FeatureRange(column: "x", values: [1, 2])
    #expect(two.lowerQuartile == 1.25)
    #expect(try FeatureRange.all(of: MadeUp.clouds(rows: 5, seed: 1)).map(\.column).last == "f7")
    #expect(throws: LearningError.self) { try FeatureRange.all(of: MadeUp.clouds(rows: 5, seed: 1).selecting([])) }
  }
}
