import FeatureTables
import Groundwork
import Learning
import StudyFiles

/// Single windows beside the training rows of each class, feature by feature.
struct ClassComparison {
  /// The least ratio that counts as evidence, or its inverse as evidence against.
  private static let leastRatio = 1.5
  /// The most features for a call, and the most against it.
  private static let mostFor = 6
  private static let mostAgainst = 2

  private let table: FeatureTable
  private let rows: [[Int]]
  /// The values of each column without a sweep, ascending.
  private let background: [[Double]]
  /// The same of each class that is asked for.
  private let own: [Int: [[Double]]]
  private let centres: [Double]
  private let weights: [Double]

  /// The rows of `table`, of whose classes `labels` will be asked for.
  init(_ study: Study, _ table: FeatureTable, _ model: ModelFile, labels: Set<Int>) {
    self.table = table
    let names = study.classNames
    var rows = [[Int]](repeating: [], count: names.count)
    for (row, label) in table.labels.enumerated() { rows[Int(label)].append(row) }
    self.rows = rows
    let without = names.indices.filter {
      !study.scan.classes.contains(names[$0]) && study.classes[$0].sweep == .none && !rows[$0].isEmpty
    }
    let others = names.indices.filter { !study.scan.classes.contains(names[$0]) }
    func columns(_ rows: [Int]) -> [[Double]] {
      (0..<table.columnCount).map { column in
        rows.map { table.values[$0 * table.columnCount + column] }.filter(\.isFinite).sorted()
      }
    }
    background = columns((without.isEmpty ? others : without).flatMap { rows[$0] })
    own = Dictionary(uniqueKeysWithValues: labels.map { ($0, columns(rows[$0])) })
    centres = model.featureRanges.map(\.median)
    let importances = model.model.importances
    weights = model.featureRanges.enumerated().map { column, range in
      // A quartile lies 0.6745 standard deviations from the middle of a normal distribution.
      let spread = (range.upperQuartile - range.lowerQuartile) / 1.349
      let importance = importances.count == model.featureRanges.count ? max(importances[column], 0) : 1
      return spread > 0 ? importance / (spread * spread) : 0
    }
  }

  /// The quantiles .05, .25, .5, .75 and .95 of a column in each class; NaN where a class has no row.
  func quantiles(column: Int) -> [[Double]] {
    rows.map { rows in
      let sorted = rows.map { table.values[$0 * table.columnCount + column] }.filter(\.isFinite).sorted()
      return [0.05, 0.25, 0.5, 0.75, 0.95].map { share in
        sorted.isEmpty ? .nan : sorted[Int((share * Double(sorted.count - 1)).rounded())]
      }
    }
  }

  /// The features of a window with the values `window` that speak most for the class `label` and against windows without a sweep, then
  /// those that speak against the call; of each statistic its strongest subwindow.
  func evidence(_ window: [Double], label: Int) -> [CallReasons.Evidence] {
    var strongest: [String: CallReasons.Evidence] = [:]
    for column in window.indices where window[column].isFinite {
      let one = CallReasons.Evidence(
        column: column, observed: window[column], ratio: ratio(window[column], column, label))
      let statistic = table.schema.columns[column].statistic
      if let known = strongest[statistic], strength(known) >= strength(one) { continue }
      strongest[statistic] = one
    }
    let sorted = strongest.values.sorted { ($0.ratio, -$0.column) > ($1.ratio, -$1.column) }
    let pro = sorted.prefix(Self.mostFor).filter { $0.ratio >= Self.leastRatio }
    let contra = sorted.suffix(Self.mostAgainst).filter { $0.ratio <= 1 / Self.leastRatio }
    return pro + contra
  }

  private func strength(_ one: CallReasons.Evidence) -> Double { max(one.ratio, 1 / one.ratio) }

  /// How many times as likely `value` is in the class `label` as without a sweep, by this column alone.
  private func ratio(_ value: Double, _ column: Int, _ label: Int) -> Double {
    own[label].map { DensityRatio(own: $0[column], other: background[column]).at(value) } ?? 1
  }

  /// The row of the class `label` that is nearest to a window; nil if there is none. Distances are in spreads of the features, weighted by what
  /// the model makes of them.
  func mostSimilar(to window: [Double], label: Int) -> Int? {
    let usable = window.indices.filter { window[$0].isFinite && weights[$0] > 0 }
    let distances = rows[label].map { row in
      usable.reduce(0.0) { sum, column in
        let value = table.values[row * table.columnCount + column]
        let step = window[column] - (value.isFinite ? value : centres[column])
        return sum + weights[column] * step * step
      }
    }
    return distances.indices.min { (distances[$0], $0) < (distances[$1], $1) }.map { rows[label][$0] }
  }
}
