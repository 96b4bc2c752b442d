import FeatureTables
import Groundwork

/// Splitting rows so that a test says something about new data.
public enum DataSplit {
  /// Rows for training and rows for testing, each in ascending order.
  ///
  /// Rows of one replicate stay together. Replicates are drawn separately for each class (each set of classes, where a
  /// replicate has rows of several), `testFraction` of them, rounded, going to the test; wherever there are two
  /// replicates or more, each side gets at least one, unless the fraction is 0. The split depends on `seed` only.
  /// Throws if the table is unlabelled or the fraction is not in 0..<1.
  public static func stratifiedSplit(
    _ table: some LearningInput, testFraction: Double, seed: UInt64
  ) throws(LearningError) -> (training: [Int], test: [Int]) {
    guard testFraction >= 0, testFraction < 1 else {
      throw .invalidParameter(name: "test_fraction", value: "\(testFraction)", expected: "a number from 0 to below 1")
    }
    guard table.labels.count == table.rowCount, table.replicates.count == table.rowCount else {
      throw .unlabelledTable
    }
    var isTest = [Bool](repeating: false, count: table.rowCount)
    for (index, stratum) in strata(of: table).enumerated() {
      var groups = stratum
      var stream = RandomStream(seed: seed, replicate: UInt64(index), purpose: .split)
      stream.shuffle(&groups)
      var testCount = Int((Double(groups.count) * testFraction).rounded())
      if groups.count > 1 && testFraction > 0 { testCount = min(max(testCount, 1), groups.count - 1) }
      if groups.count == 1 { testCount = 0 }
      for group in groups.prefix(testCount) { for row in group { isTest[row] = true } }
    }
    return (isTest.indices.filter { !isTest[$0] }, isTest.indices.filter { isTest[$0] })
  }

  /// The rows dealt into `count` folds of nearly equal size: for each fold, the rows to learn from and the rows of the
  /// fold, in ascending order.
  ///
  /// Rows of one replicate stay together. The replicates of each class (each set of classes) are shuffled and dealt out in
  /// turn, each class going on where the one before ended. The folds depend on `seed` only. Throws if the table is
  /// unlabelled, or there are fewer replicates than folds, or fewer than two folds.
  public static func folds(
    _ table: some LearningInput, count: Int, seed: UInt64
  ) throws(LearningError) -> [(training: [Int], test: [Int])] {
    guard table.labels.count == table.rowCount, table.replicates.count == table.rowCount else {
      throw .unlabelledTable
    }
    let strata = strata(of: table)
    let replicates = strata.reduce(0) { $0 + $1.count }
    guard count >= 2, count <= replicates else {
      throw .invalidParameter(
        name: "folds", value: "\(count)", expected: "from 2 to the number of replicates, \(replicates)")
    }
    var foldOfRow = [Int](repeating: 0, count: table.rowCount)
    var next = 0
    for (index, stratum) in strata.enumerated() {
      var groups = stratum
      var stream = RandomStream(seed: seed, replicate: UInt64(index), purpose: .fold)
      stream.shuffle(&groups)
      for group in groups {
        for row in group { foldOfRow[row] = next }
        next = (next + 1) % count
      }
    }
    return (0..<count).map { fold in
      (foldOfRow.indices.filter { foldOfRow[$0] != fold }, foldOfRow.indices.filter { foldOfRow[$0] == fold })
    }
  }

  /// The rows of each replicate, by the classes that the replicate has, in ascending order of both.
  private static func strata(of table: some LearningInput) -> [[[Int]]] {
    var rowsOfReplicate: [UInt64: [Int]] = [:]
    for row in 0..<table.rowCount { rowsOfReplicate[table.replicates[row], default: []].append(row) }
    var strata: [[Int32]: [[Int]]] = [:]
    for (_, rows) in rowsOfReplicate.sorted(by: { $0.key < $1.key }) {
      let classes = Set(rows.map { table.labels[$0] }).sorted()
      strata[classes, default: []].append(rows)
    }
    return strata.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}
