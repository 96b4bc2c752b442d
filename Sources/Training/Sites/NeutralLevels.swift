import FeatureTables
import Groundwork
import Statistics
import StudyFiles

/// What the levels of a simulated chromosome would be without a sweep.
///
/// The medians of a chromosome with a sweep are not those that a neutral one would have, but an observed chromosome is long and
/// mostly neutral. So the logarithms of the medians of neutral replicates are regressed on those of the parameters that were drawn
/// for them (rates, sizes), and the level of every replicate is what the regression expects with its own.
package struct NeutralLevels {
  /// The levels of a chromosome with typical parameters: the geometric means over neutral replicates.
  package let typical: SiteLevels
  private let columns: [Int]
  private let means: [Double]
  /// Slopes of the logarithms of diversity and density.
  private let slopes: [[Double]]

  /// Of the neutral rows of `table`, whose rows are the stretches of chromosomes; throws if no neutral chromosome has a site.
  package init(_ table: FeatureTable, isNeutral: (Int) -> Bool) throws(StudyError) {
    let count = table.schema.subwindowCount
    var rows: [(row: Int, levels: SiteLevels)] = []
    for row in 0..<table.rowCount where isNeutral(row) {
      if let levels = SiteLevels(SiteStretches(row: table.row(row), count: count)) { rows.append((row, levels)) }
    }
    guard !rows.isEmpty else {
      throw .empty(
        "no neutral replicate has a segregating site, so there is no level to compare with; raise the mutation rate")
    }
    let width = table.truthNames.count
    func logs(_ column: Int) -> [Double]? {
      let values = rows.map { table.truth[$0.row * width + column] }
      guard let first = values.first, values.allSatisfy({ $0 > 0 && $0.isFinite }),
        values.contains(where: { $0 != first })
      else { return nil }
      return values.map(PortableMath.log)
    }
    // What becomes of a replicate is no parameter of it.
    let drawn = table.truthNames.indices.filter {
      let name = table.truthNames[$0]
      return !name.hasPrefix("summary_") && !name.hasSuffix("_start") && name != "trajectory_proposals"
        && name != "mean_b" && name != Study.attempts && !Study.realisedTruth.contains(name)
    }
    let predictors = drawn.compactMap { column in logs(column).map { (column, $0) } }
    let enough = rows.count > 10 * (predictors.count + 1)
    let used = enough ? predictors : []
    columns = used.map(\.0)
    means = used.map { $0.1.reduce(0, +) / Double(rows.count) }
    let centred = zip(used, means).map { one, mean in one.1.map { $0 - mean } }
    let targets = [
      rows.map { PortableMath.log($0.levels.diversity) }, rows.map { PortableMath.log($0.levels.density) },
    ]
    let middles = targets.map { $0.reduce(0, +) / Double(rows.count) }
    typical = SiteLevels(diversity: PortableMath.exp(middles[0]), density: PortableMath.exp(middles[1]))
    slopes = zip(targets, middles).map { values, middle in
      Self.slopes(centred, values.map { $0 - middle })
    }
  }

  /// The levels that are expected with the parameters of the row `row` of `table`.
  package func expected(_ table: FeatureTable, row: Int) -> SiteLevels {
    let width = table.truthNames.count
    var (diversity, density) = (0.0, 0.0)
    for (place, column) in columns.enumerated() {
      let value = table.truth[row * width + column]
      let offset = value > 0 ? PortableMath.log(value) - means[place] : 0
      diversity += slopes[0][place] * offset
      density += slopes[1][place] * offset
    }
    return SiteLevels(
      diversity: typical.diversity * PortableMath.exp(diversity), density: typical.density * PortableMath.exp(density))
  }

  /// The least-squares slopes of `values` on `predictors`, both about their means, by elimination; a predictor that says nothing new has 0.
  package static func slopes(_ predictors: [[Double]], _ values: [Double]) -> [Double] {
    let count = predictors.count
    func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    var matrix = predictors.map { one in predictors.map { product(one, $0) } + [product(one, values)] }
    let scales = matrix.indices.map { matrix[$0][$0] }
    var isUsed = [Bool](repeating: true, count: count)
    for pivot in 0..<count {
      guard matrix[pivot][pivot] > 1e-9 * scales[pivot] else {
        isUsed[pivot] = false
        continue
      }
      for row in 0..<count where row != pivot {
        let factor = matrix[row][pivot] / matrix[pivot][pivot]
        for column in 0...count { matrix[row][column] -= factor * matrix[pivot][column] }
      }
    }
    return (0..<count).map { isUsed[$0] ? matrix[$0][count] / matrix[$0][$0] : 0 }
  }
}
