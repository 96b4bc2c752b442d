import Haplotypes

/// Makes feature rows; one for each worker thread, because it owns memory that is used again for every window.
public final class FeatureCalculator {
  /// The recipe.
  public let featureSet: FeatureSet
  /// How windows are cut.
  public let layout: WindowLayout
  /// Haplotypes of each population, which lie one population behind the other in the samples.
  public let populationSizes: [Int]
  /// Haplotypes in the samples.
  public var haplotypeCount: Int { window.haplotypeCount }
  private let window: HaplotypeWindow
  private let parts: [PlacedPart]
  /// The columns of the statistics: their values in a row, one for each part, and their normalisation.
  private let columns: [(values: Range<Int>, normalisation: Normalisation)]
  /// The first value of each statistic, and the number of all at the end.
  private let firstValues: [Int]
  /// In how many parts, from the first on, each statistic is computed.
  private let partCounts: [Int]

  /// A calculator for samples of one population of `haplotypeCount` haplotypes; see
  /// ``init(featureSet:layout:populationSizes:)``.
  public convenience init(featureSet: FeatureSet, layout: WindowLayout, haplotypeCount: Int) throws(StatisticsError) {
    try self.init(featureSet: featureSet, layout: layout, populationSizes: [haplotypeCount])
  }

  /// A calculator for samples of populations with so many haplotypes.
  ///
  /// Throws ``StatisticsError`` if there are too few populations or too few haplotypes in one that a statistic is of, and
  /// where genotypes are compared and the haplotypes do not make whole diploid individuals. Whether a matrix has the
  /// phase, polarisation and ploidy that the features need is asked once a data set, by ``check(_:)``.
  public init(featureSet: FeatureSet, layout: WindowLayout, populationSizes: [Int]) throws(StatisticsError) {
    try featureSet.check(populationSizes: populationSizes)
    self.featureSet = featureSet
    self.layout = layout
    self.populationSizes = populationSizes
    window = HaplotypeWindow(populationSizes: populationSizes)
    parts = featureSet.partition.parts(layout)
    var columns: [(Range<Int>, Normalisation)] = []
    var firstValues = [0]
    let partCount = parts.count
    partCounts = featureSet.statistics.indices.map { featureSet.partCount(ofStatistic: $0, among: partCount) }
    for (number, statistic) in featureSet.statistics.enumerated() {
      var next = firstValues[number]
      for _ in statistic.columns(populationSizes: populationSizes) {
        columns.append((next..<next + partCounts[number], featureSet.normalisations[number]))
        next += partCounts[number]
      }
      firstValues.append(next)
    }
    self.columns = columns
    self.firstValues = firstValues
  }

  /// Throws unless rows can be made of `matrix`: the number of haplotypes, phase, polarisation and ploidy must fit.
  public func check(_ matrix: HaplotypeMatrix) throws(StatisticsError) {
    guard matrix.haplotypeCount == haplotypeCount else {
      throw .wrongHaplotypeCount(expected: haplotypeCount, found: matrix.haplotypeCount)
    }
    try featureSet.check(matrix, populationSizes: populationSizes)
  }

  /// The features of the window `start`..<`start` + layout.length of `matrix`, normalised as the feature set says.
  ///
  /// A site belongs to the part with start <= position < end. `accessible` are the accessible stretches in the
  /// coordinates of the matrix, sorted and disjoint (nil: all); sites outside are left out. All values are finite;
  /// ``FeatureRow/insufficient`` marks those that the window had too little for.
  public func row(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> FeatureRow {
    var row = rawRow(matrix, start: start, accessible: accessible)
    row.values.withUnsafeMutableBufferPointer { values in
      row.insufficient.withUnsafeBufferPointer { insufficient in
        for (range, normalisation) in columns {
          normalisation.apply(
            to: UnsafeMutableBufferPointer(rebasing: values[range]),
            insufficient: UnsafeBufferPointer(rebasing: insufficient[range]), accessibleBases: row.accessibleBases)
        }
      }
    }
    return row
  }

  /// As ``row(_:start:accessible:)`` but `values` are the statistics themselves, equal to `raw`.
  public func rawRow(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> FeatureRow {
    var raw = [Double](repeating: 0, count: firstValues[firstValues.count - 1])
    var insufficient = [Bool](repeating: false, count: raw.count)
    var sites: [Int] = []
    var bases: [Double] = []
    sites.reserveCapacity(parts.count)
    bases.reserveCapacity(parts.count)
    raw.withUnsafeMutableBufferPointer { raw in
      insufficient.withUnsafeMutableBufferPointer { insufficient in
        for (index, part) in placedParts(matrix, start, accessible).enumerated() {
          window.load(
            matrix, from: start + part.start, to: start + part.end,
            accessible: part.accessible(accessible, windowStart: start))
          for (number, statistic) in featureSet.statistics.enumerated() where index < partCounts[number] {
            var output = StatisticOutput(
              raw, insufficient: insufficient, first: firstValues[number] + index, step: partCounts[number])
            statistic.compute(window, into: &output)
            precondition(
              output.position == index + firstValues[number + 1],
              "\(statistic.info.id) wrote another number of columns than it named")
          }
          sites.append(window.siteCount)
          bases.append(window.accessibleBases)
        }
      }
    }
    return FeatureRow(
      values: raw, raw: raw, insufficient: insufficient, segregatingSites: sites, accessibleBases: bases)
  }

  /// The parts of the window of `matrix` at `start`, which may depend on its sites.
  private func placedParts(_ matrix: HaplotypeMatrix, _ start: Double, _ accessible: [Range<Int>]?) -> [PlacedPart] {
    guard featureSet.partition == .equalSites else { return parts }
    window.load(matrix, from: start, to: start + Double(layout.length), accessible: accessible)
    let ends = (1...parts.count).map { part -> Double in
      guard part < parts.count else { return Double(layout.length) }
      let next = part * window.siteCount / parts.count
      guard next > 0 else { return 0 }
      return (window.positions.pointer[next - 1] + window.positions.pointer[next]) / 2 - start
    }
    return zip(parts, zip([0] + ends, ends)).map { part, place in part.placed(from: place.0, to: place.1) }
  }
}
