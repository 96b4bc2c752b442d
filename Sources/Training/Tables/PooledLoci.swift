import FeatureTables
import Statistics

/// The features of several loci as those of one example: the mean of each value over the loci, and, for statistics of a single value,
/// its standard deviation over them.
///
/// A locus counts as much as it has accessible bases, so that numbers per base are those of all loci together. Values that mean nothing
/// for want of sites are left out; where no locus has a meaningful one, it is the mean of what stands for them.
struct PooledLoci {
  /// The columns of a locus.
  private let columns: [FeatureColumn]
  /// The number of parts of a window.
  private let parts: Int
  /// True where the spread over loci is a feature too.
  private let hasSpread: [Bool]
  private var sums: [Double]
  private var squares: [Double]
  private var weights: [Double]
  private var fallbacks: [Double]
  private var loci = 0

  /// Nothing yet, of loci whose rows have the columns of `schema`, made by `calculator`.
  init(_ schema: FeatureSchema, _ calculator: FeatureCalculator) {
    self.init(schema, parts: schema.columns.count / max(1, calculator.columnCount))
  }

  private init(_ schema: FeatureSchema, parts: Int) {
    columns = schema.columns
    self.parts = parts
    hasSpread = Self.spreads(columns)
    sums = [Double](repeating: 0, count: columns.count)
    squares = sums
    weights = sums
    fallbacks = sums
  }

  /// True for the columns of statistics that have one.
  private static func spreads(_ columns: [FeatureColumn]) -> [Bool] {
    let counts = Dictionary(grouping: columns, by: \.statistic).mapValues(\.count)
    return columns.map { counts[$0.statistic] == 1 }
  }

  /// What the columns of examples of `loci` loci mean, `schema` being that of one locus.
  static func schema(_ schema: FeatureSchema, loci: Int) -> FeatureSchema {
    let spreads = spreads(schema.columns)
    let extra = zip(schema.columns, spreads).filter(\.1).map { column, _ in
      FeatureColumn(name: column.name + "_sd", statistic: column.statistic, version: column.version, subwindow: nil)
    }
    return FeatureSchema(
      featureSet: "\(schema.featureSet); loci: \(loci)", columns: schema.columns + extra, usesPhase: schema.usesPhase,
      usesPolarisation: schema.usesPolarisation, haplotypeCount: schema.haplotypeCount, populations: schema.populations,
      windowLength: schema.windowLength, subwindowCount: schema.subwindowCount)
  }

  /// Adds a locus.
  mutating func add(_ row: FeatureRow) {
    loci += 1
    for place in columns.indices {
      let value = row.values[place]
      fallbacks[place] += value
      let weight = row.accessibleBases[place % parts]
      if row.insufficient[place] || weight <= 0 { continue }
      weights[place] += weight
      sums[place] += weight * value
      squares[place] += weight * value * value
    }
  }

  /// The features of the example.
  var values: [Double] {
    var means: [Double] = []
    var deviations: [Double] = []
    for place in columns.indices {
      let weight = weights[place]
      means.append(weight > 0 ? sums[place] / weight : fallbacks[place] / Double(max(1, loci)))
      guard hasSpread[place] else { continue }
      let variance = weight > 0 ? squares[place] / weight - means[place] * means[place] : 0
      deviations.append(max(0, variance).squareRoot())
    }
    return means + deviations
  }
}
