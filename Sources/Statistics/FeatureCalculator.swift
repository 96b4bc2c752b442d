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
  private let columnCount: Int
  /// The normalisation of each column.
  private let normalisations: [Normalisation]
  /// The first column of each statistic, and the number of all at the end.
  private let firstColumns: [Int]

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
    var normalisations: [Normalisation] = []
    var firstColumns = [0]
    for (statistic, normalisation) in zip(featureSet.statistics, featureSet.normalisations) {
      for _ in statistic.columns(populationSizes: populationSizes) { normalisations.append(normalisation) }
      firstColumns.append(normalisations.count)
    }
    self.normalisations = normalisations
    self.firstColumns = firstColumns
    columnCount = normalisations.count
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
    normalised(rawRow(matrix, start: start, accessible: accessible))
  }

  /// As ``row(_:start:accessible:)`` but `values` are the statistics themselves, equal to `raw`.
  public func rawRow(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> FeatureRow {
    var raw = [Double](repeating: 0, count: columnCount * parts.count)
    var insufficient = [Bool](repeating: false, count: raw.count)
    var sites: [Int] = []
    var bases: [Double] = []
    sites.reserveCapacity(parts.count)
    bases.reserveCapacity(parts.count)
    raw.withUnsafeMutableBufferPointer { raw in
      insufficient.withUnsafeMutableBufferPointer { insufficient in
        for (index, part) in parts.enumerated() {
          window.load(
            matrix, from: start + part.start, to: start + part.end,
            accessible: part.accessible(accessible, windowStart: start))
          compute(StatisticOutput(raw, insufficient: insufficient, first: index, step: parts.count), index, parts.count)
          sites.append(window.siteCount)
          bases.append(window.accessibleBases)
        }
      }
    }
    return FeatureRow(
      values: raw, raw: raw, insufficient: insufficient, segregatingSites: sites, accessibleBases: bases)
  }

  /// Computes every statistic of what the window holds, which is part `part` of `count`.
  private func compute(_ output: consuming StatisticOutput, _ part: Int, _ count: Int) {
    for (number, statistic) in featureSet.statistics.enumerated() {
      statistic.compute(window, into: &output)
      precondition(
        output.position == part + firstColumns[number + 1] * count,
        "\(statistic.info.id) wrote another number of columns than it named")
    }
  }

  /// `row` with `values` normalised.
  private func normalised(_ row: consuming FeatureRow) -> FeatureRow {
    let count = parts.count
    row.values.withUnsafeMutableBufferPointer { [insufficient = row.insufficient, bases = row.accessibleBases] values in
      insufficient.withUnsafeBufferPointer { insufficient in
        for (column, normalisation) in normalisations.enumerated() {
          let range = column * count..<(column + 1) * count
          normalisation.apply(
            to: UnsafeMutableBufferPointer(rebasing: values[range]),
            insufficient: UnsafeBufferPointer(rebasing: insufficient[range]), accessibleBases: bases)
        }
      }
    }
    return row
  }
}

/// Windows that slide by one subwindow share all subwindows but one: each is computed once, and rows are put together from them.
extension FeatureCalculator {
  /// The statistics of one subwindow, before any normalisation.
  public struct Subwindow: Sendable {
    fileprivate let values: [Double]
    fileprivate let insufficient: [Bool]
    fileprivate let sites: Int
    fileprivate let bases: Double
  }

  /// True if the parts of a window are its subwindows, so that rows can be put together.
  public var partsAreSubwindows: Bool { featureSet.partition == .subwindows }

  /// The statistics of the subwindow that starts at `start`, a whole number, of `matrix`; see ``row(_:start:accessible:)``.
  public func subwindow(_ matrix: HaplotypeMatrix, start: Int, accessible: [Range<Int>]?) -> Subwindow {
    precondition(partsAreSubwindows, "the parts of windows of \(featureSet.id) are no subwindows")
    window.load(
      matrix, from: Double(start), to: Double(start + layout.subwindowLength), accessible: accessible)
    var raw = [Double](repeating: 0, count: columnCount)
    var insufficient = [Bool](repeating: false, count: columnCount)
    raw.withUnsafeMutableBufferPointer { raw in
      insufficient.withUnsafeMutableBufferPointer { insufficient in
        compute(StatisticOutput(raw, insufficient: insufficient, first: 0, step: 1), 0, 1)
      }
    }
    return Subwindow(values: raw, insufficient: insufficient, sites: window.siteCount, bases: window.accessibleBases)
  }

  /// The row of the window of neighbouring `subwindows`: bit for bit what ``row(_:start:accessible:)`` gives.
  public func row(of subwindows: ArraySlice<Subwindow>) -> FeatureRow {
    precondition(subwindows.count == parts.count, "\(subwindows.count) subwindows for windows of \(parts.count)")
    var raw: [Double] = []
    var insufficient: [Bool] = []
    raw.reserveCapacity(columnCount * parts.count)
    insufficient.reserveCapacity(columnCount * parts.count)
    for column in 0..<columnCount {
      for subwindow in subwindows {
        raw.append(subwindow.values[column])
        insufficient.append(subwindow.insufficient[column])
      }
    }
    return normalised(
      FeatureRow(
        values: raw, raw: raw, insufficient: insufficient, segregatingSites: subwindows.map(\.sites),
        accessibleBases: subwindows.map(\.bases)))
  }
}
