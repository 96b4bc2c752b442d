import Haplotypes
import Statistics

/// The statistics of replicates, one list of values for each statistic.
struct Summaries {
  /// Compared one by one.
  static let names = ["S", "pi", "Tajima's D", "H12", "ZnS", "haplotypes"]

  private static let statistics: [any ScalarStatistic] = [
    SegregatingSites(), NucleotideDiversity(), TajimasD(), HaplotypeH12(), KellyZnS(), HaplotypeNumber(),
  ]

  /// values[statistic][replicate]
  private(set) var values = [[Double]](repeating: [], count: statistics.count)
  /// Sites in the first and in the second half of the sequence.
  private(set) var halves: [(Double, Double)] = []

  /// Adds a replicate on `length` base pairs.
  mutating func add(_ matrix: HaplotypeMatrix, length: Double, window: HaplotypeWindow) {
    window.load(matrix, from: 0, to: length, accessible: nil)
    for (index, statistic) in Self.statistics.enumerated() {
      // Values per base become values of the whole sequence.
      let scale = index < 2 ? length : 1
      values[index].append(scale * statistic.compute(window).value)
    }
    let left = matrix.sites(from: 0, to: length / 2).count
    halves.append((Double(left), Double(matrix.siteCount - left)))
  }

  /// The correlation of the numbers of sites in the two halves.
  var correlationOfHalves: Double {
    let count = Double(halves.count)
    let a = halves.reduce(0) { $0 + $1.0 } / count
    let b = halves.reduce(0) { $0 + $1.1 } / count
    let ab = halves.reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) }
    let aa = halves.reduce(0) { $0 + ($1.0 - a) * ($1.0 - a) }
    let bb = halves.reduce(0) { $0 + ($1.1 - b) * ($1.1 - b) }
    return ab / (aa * bb).squareRoot()
  }
}
