import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles

/// Can a learner tell simulated from observed windows? (Lopez-Paz & Oquab 2017, arXiv:1610.06545.)
///
/// Extra-Trees are fitted to some windows and asked of the others. Neighbouring observed windows share most of their sites, so the
/// folds are stretches of the genome, and windows that overlap those of a fold are not learned from. An area under the ROC curve
/// of 0.5 says that they cannot be told apart, 1 that each can.
public struct TwoSampleTest: Sendable {
  /// A statistic that gives the data away.
  public struct Telltale: Sendable, Equatable {
    /// The statistic, with all its columns.
    public let statistic: String
    /// How much lower the area is when its columns are exchanged together between the windows that were kept apart (Breiman 2001,
    /// doi:10.1023/A:1010933404324).
    public let fall: Double
  }

  /// The mean over folds of the area under the ROC curve of windows kept apart.
  public let area: Double
  /// Its 95 % interval (Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747), for as many observed windows as there are
  /// without overlap.
  public let interval: ClosedRange<Double>
  /// The statistics by how much they give away, most first.
  public let telltales: [Telltale]
  /// Windows that were compared.
  public let simulatedCount, observedCount: Int

  /// Above this the lower bound of the area says that the data differ.
  static let differs = 0.7
  /// Above this it says that hardly a window could be one of the other kind.
  static let apart = 0.95

  private static let folds = 5
  private static let classes = ["simulated", "observed"]

  /// The test of rows of the same columns; `places` are the stretches of the observed windows, in their order along the genome
  /// (nil: the rows are independent), and `independent` is how many of them have no overlap. Nil where there are fewer than two
  /// such windows, fewer than 10 rows on one side, or where all rows overlap those of a fold.
  package init?(
    simulated: FeatureTable, observed: FeatureTable, places: [Interval]?, independent: Double, seed: UInt64,
    threads: Int
  ) throws(StudyError) {
    guard independent >= 2, simulated.rowCount >= 10, observed.rowCount >= 10 else { return nil }
    let rows = Self.joined(simulated, observed)
    let folds = min(Self.folds, Int(independent))
    var areas = 0.0
    var falls: [Double] = []
    let groups = Self.groups(rows.schema)
    for fold in 0..<folds {
      let (training, test) = Self.split(fold, of: folds, simulated.rowCount, observed.rowCount, places)
      // Of so few windows that all others overlap those of a fold nothing is learned, and 0.5 would say that they are alike.
      guard training.contains(where: { $0 >= simulated.rowCount }) else { return nil }
      var learner = ExtraTrees()
      learner.trees = 100
      learner.minLeaf = 3
      learner.classWeights = .balanced
      let known = rows.selecting(training)
      let unknown = rows.selecting(test)
      let model = try attempt {
        try learner.fit(known, to: .classification(classes: Self.classes), seed: seed &+ UInt64(fold), threads: threads)
      }
      let scores = try Self.scores(model, unknown, threads)
      let isObserved = unknown.labels.map { $0 == 1 }
      let whole = ROCCurve(scores: scores, isPositive: isObserved)?.area ?? 0.5
      areas += whole
      let own = try groups.enumerated().map { number, group throws(StudyError) in
        let exchanged = Self.exchanging(group.columns, of: unknown, seed: seed, number: fold * groups.count + number)
        let area = ROCCurve(scores: try Self.scores(model, exchanged, threads), isPositive: isObserved)?.area ?? 0.5
        return whole - area
      }
      falls = falls.isEmpty ? own : zip(falls, own).map { $0 + $1 }
    }
    area = areas / Double(folds)
    interval = Self.interval(area, positives: independent, negatives: Double(simulated.rowCount))
    telltales = zip(groups, falls).map { Telltale(statistic: $0.statistic, fall: $1 / Double(folds)) }
      .sorted { $0.fall == $1.fall ? $0.statistic < $1.statistic : $0.fall > $1.fall }
    simulatedCount = simulated.rowCount
    observedCount = observed.rowCount
  }

  /// The 95 % interval of an area over so many positives and negatives.
  package static func interval(_ area: Double, positives: Double, negatives: Double) -> ClosedRange<Double> {
    let one = area / (2 - area) - area * area
    let two = 2 * area * area / (1 + area) - area * area
    let variance = (area * (1 - area) + (positives - 1) * one + (negatives - 1) * two) / (positives * negatives)
    let half = 1.959963984540054 * max(0, variance).squareRoot()
    return max(0, area - half)...min(1, area + half)
  }

  /// The rows of both, labelled as what they are.
  private static func joined(_ simulated: FeatureTable, _ observed: FeatureTable) -> FeatureTable {
    var rows = FeatureTable(schema: simulated.schema, classes: classes)
    for (label, table) in [simulated, observed].enumerated() {
      for row in 0..<table.rowCount {
        rows.append(table.row(row), label: label, replicate: UInt64(rows.rowCount), truth: [])
      }
    }
    return rows
  }

  /// The rows to learn from and those kept apart in fold `fold`: simulated rows take turns, observed ones are cut into stretches.
  private static func split(
    _ fold: Int, of folds: Int, _ simulated: Int, _ observed: Int, _ places: [Interval]?
  ) -> (training: [Int], test: [Int]) {
    let own = observed * fold / folds..<observed * (fold + 1) / folds
    var reach: [String: Range<Int>] = [:]
    for index in places == nil ? 0..<0 : own {
      guard let place = places?[index] else { continue }
      let known = reach[place.contig] ?? place.start..<place.end
      reach[place.contig] = min(known.lowerBound, place.start)..<max(known.upperBound, place.end)
    }
    let others = (0..<observed).filter { index in
      if own.contains(index) { return false }
      guard let place = places?[index], let taken = reach[place.contig] else { return true }
      return place.end <= taken.lowerBound || place.start >= taken.upperBound
    }
    return (
      (0..<simulated).filter { $0 % folds != fold } + others.map { simulated + $0 },
      (0..<simulated).filter { $0 % folds == fold } + own.map { simulated + $0 }
    )
  }

  private static func scores(
    _ model: any Model, _ rows: FeatureTable, _ threads: Int
  ) throws(StudyError) -> [Double] {
    let predictions = try attempt { try model.predict(rows, threads: threads) }
    return (0..<rows.rowCount).map { predictions.probability(row: $0, class: 1) }
  }

  /// The columns of each statistic.
  private static func groups(_ schema: FeatureSchema) -> [(statistic: String, columns: [Int])] {
    var groups: [(statistic: String, columns: [Int])] = []
    for (index, column) in schema.columns.enumerated() {
      if let known = groups.firstIndex(where: { $0.statistic == column.statistic }) {
        groups[known].columns.append(index)
      } else {
        groups.append((column.statistic, [index]))
      }
    }
    return groups
  }

  /// `table` with the values of `columns`, taken together, in another order of rows.
  private static func exchanging(_ columns: [Int], of table: FeatureTable, seed: UInt64, number: Int) -> FeatureTable {
    var stream = RandomStream(seed: seed, replicate: UInt64(number), purpose: .exchange)
    var order = Array(0..<table.rowCount)
    stream.shuffle(&order)
    var result = table
    for column in columns {
      result = result.replacing(column: column, with: order.map { table.values[$0 * table.columnCount + column] })
    }
    return result
  }
}
