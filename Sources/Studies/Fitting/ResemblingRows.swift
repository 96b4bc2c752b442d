import FeatureTables
import Groundwork
import Learning
import StudyFiles

/// Rows of a table drawn again, so that together they are like those of another table, of which no class is known.
///
/// Extra-Trees learn to tell the two tables apart; what they say of rows that they have not seen gives the odds that a row is of
/// the other table. Within each class, so that their shares stay, rows are drawn with replacement in proportion to those odds:
/// importance sampling by a classifier (Sugiyama, Suzuki & Kanamori 2012, doi:10.1017/CBO9781139035613). It helps where the other
/// table's rows lie among those that are there, and can do nothing where they lie beyond them.
package struct ResemblingRows: Sendable {
  /// The rows drawn, as many as there were.
  package let table: FeatureTable
  /// The area under the ROC curve of telling the tables apart, before: 0.5 where they are alike.
  package let area: Double
  /// How many rows drawn at even odds would say as much: (sum of odds)^2 / (sum of squares of odds).
  package let effectiveCount: Double

  private static let folds = 5
  /// Odds beyond this, or below its inverse, count as this: a few rows must not stand for all.
  private static let mostOdds = 20.0
  /// More rows than this of either table are not looked at to tell them apart.
  private static let mostRows = 10_000

  /// The rows of `table`, whose classes are known, drawn to be like `other`.
  package init(_ table: FeatureTable, like other: FeatureTable, seed: UInt64, threads: Int) throws(StudyError) {
    let reasons = table.schema.with(nil).differences(from: other.schema.with(nil))
    guard reasons.isEmpty else {
      throw .invalid("the table to be like has other columns: " + reasons.joined(separator: "; "))
    }
    guard other.rowCount >= 10 else {
      throw .invalid("the table to be like has \(other.rowCount) rows, expected at least 10")
    }
    let scores = try Self.scores(table, other, seed: seed, threads: threads)
    let isOther = [Bool](repeating: false, count: table.rowCount) + [Bool](repeating: true, count: other.rowCount)
    area = ROCCurve(scores: scores, isPositive: isOther)?.area ?? 0.5
    let odds = (0..<table.rowCount).map { row in
      min(max(scores[row] / max(1 - scores[row], 1e-9), 1 / Self.mostOdds), Self.mostOdds)
    }
    let sum = odds.reduce(0, +)
    effectiveCount = sum * sum / odds.reduce(0) { $0 + $1 * $1 }
    var drawn: [Int] = []
    for label in table.classes.indices {
      let own = (0..<table.rowCount).filter { Int(table.labels[$0]) == label }
      guard !own.isEmpty else { continue }
      // One random start and even steps along the summed odds: a row is drawn its share of times, rounded up or down.
      var stream = RandomStream(seed: seed, replicate: UInt64(label), purpose: .resemblance)
      let step = own.reduce(0) { $0 + odds[$1] } / Double(own.count)
      var next = stream.uniform() * step
      var passed = 0.0
      for row in own {
        passed += odds[row]
        while next < passed && drawn.count < table.rowCount {
          drawn.append(row)
          next += step
        }
      }
    }
    self.table = table.selecting(drawn.sorted())
  }

  /// How probable it is that each row of `table`, then of `other`, is of `other`, by trees that have not seen it.
  private static func scores(
    _ table: FeatureTable, _ other: FeatureTable, seed: UInt64, threads: Int
  ) throws(StudyError) -> [Double] {
    let classes = ["own", "other"]
    var rows = FeatureTable(schema: table.schema.with(nil), classes: classes)
    for (label, source) in [table, other].enumerated() {
      for row in 0..<source.rowCount {
        // Rows of one replicate stay on one side.
        let replicate = label == 0 ? source.replicates[row] : UInt64.max - UInt64(row)
        rows.append(source.row(row), label: label, replicate: replicate, truth: [])
      }
    }
    var learner = ExtraTrees()
    (learner.trees, learner.minLeaf, learner.classWeights) = (200, 5, .balanced)
    let joined = rows
    var scores = [Double](repeating: 0.5, count: joined.rowCount)
    let dealt = try attempt { try DataSplit.folds(joined, count: folds, seed: seed) }
    for (number, fold) in dealt.enumerated() {
      let step = max(1, fold.training.count / (2 * mostRows))
      let known = stride(from: 0, to: fold.training.count, by: step).map { fold.training[$0] }
      let predictions = try attempt {
        try learner.fit(
          joined.selecting(known), to: .classification(classes: classes), seed: seed &+ UInt64(number), threads: threads
        ).predict(joined.selecting(fold.test), threads: threads)
      }
      for (place, row) in fold.test.enumerated() { scores[row] = predictions.probability(row: place, class: 1) }
    }
    return scores
  }
}
