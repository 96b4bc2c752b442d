import FeatureTables
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
  /// Makes the alignment of a row; nil if rows have none.
  public let encoder: WindowEncoder?
  private let window: HaplotypeWindow
  private let parts: [PlacedPart]
  /// The columns of the statistics: their values in a row, one for each part, and their normalisation.
  private let columns: [(values: Range<Int>, normalisation: Normalisation)]
  /// The first value of each statistic, and the number of all at the end.
  private let firstValues: [Int]

  /// A calculator for samples of one population of `haplotypeCount` haplotypes; see
  /// ``init(featureSet:layout:populationSizes:alignment:)``.
  public convenience init(featureSet: FeatureSet, layout: WindowLayout, haplotypeCount: Int) throws(StatisticsError) {
    try self.init(featureSet: featureSet, layout: layout, populationSizes: [haplotypeCount])
  }

  /// A calculator for samples of populations with so many haplotypes.
  ///
  /// Throws ``StatisticsError`` if there are too few populations or too few haplotypes in one that a statistic is of, and
  /// where genotypes are compared and the haplotypes do not make whole diploid individuals. Whether a matrix has the
  /// phase, polarisation and ploidy that the features need is asked once a data set, by ``check(_:)``.
  public init(
    featureSet: FeatureSet, layout: WindowLayout, populationSizes: [Int], alignment: AlignmentShape? = nil
  ) throws(StatisticsError) {
    try featureSet.check(populationSizes: populationSizes)
    self.featureSet = featureSet
    self.layout = layout
    self.populationSizes = populationSizes
    encoder = alignment.map { WindowEncoder($0, populationSizes: populationSizes, windowLength: layout.length) }
    window = HaplotypeWindow(populationSizes: populationSizes)
    parts = featureSet.partition.parts(layout)
    var columns: [(Range<Int>, Normalisation)] = []
    var firstValues = [0]
    let partCount = parts.count
    for (number, statistic) in featureSet.statistics.enumerated() {
      var next = firstValues[number]
      for _ in statistic.columns(populationSizes: populationSizes) {
        columns.append((next..<next + partCount, featureSet.normalisations[number]))
        next += partCount
      }
      firstValues.append(next)
    }
    self.columns = columns
    self.firstValues = firstValues
  }

  /// The columns that a subwindow has.
  public var columnCount: Int { columns.count }

  /// The name of each statistic and its columns of a subwindow.
  public var statisticColumns: [(name: String, columns: Range<Int>)] {
    statisticValues.map { ($0.name, $0.values.lowerBound / parts.count..<$0.values.upperBound / parts.count) }
  }

  /// The name of each statistic and its values in a row.
  public var statisticValues: [(name: String, values: Range<Int>)] {
    featureSet.statistics.indices.map { (featureSet.statistics[$0].info.id, firstValues[$0]..<firstValues[$0 + 1]) }
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
  /// Only with `marksUncompared` ``FeatureRow/uncompared`` is filled.
  public func row(
    _ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?, marksUncompared: Bool = false
  ) -> FeatureRow {
    var row = normalised(
      rawRow(matrix, start: start, accessible: accessible, marksUncompared: marksUncompared))
    row.alignment = encoder?.row(matrix, start: start, accessible: accessible)
    return row
  }

  /// As ``row(_:start:accessible:marksUncompared:)`` but `values` are the statistics themselves, equal to `raw`.
  public func rawRow(
    _ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?, marksUncompared: Bool = false
  ) -> FeatureRow {
    var raw = [Double](repeating: 0, count: firstValues[firstValues.count - 1])
    var insufficient = [Bool](repeating: false, count: raw.count)
    var sites: [Int] = []
    var bases: [Double] = []
    var uncompared: [Bool] = []
    sites.reserveCapacity(parts.count)
    bases.reserveCapacity(parts.count)
    raw.withUnsafeMutableBufferPointer { raw in
      insufficient.withUnsafeMutableBufferPointer { insufficient in
        let (placed, hasTooFewSites) = placedParts(matrix, start, accessible)
        for (index, part) in placed.enumerated() {
          window.load(
            matrix, from: start + part.start, to: start + part.end,
            accessible: part.accessible(accessible, windowStart: start))
          compute(part: index, into: raw, insufficient, first: firstValues, step: parts.count)
          if marksUncompared { markUncompared(part: index, in: &uncompared) }
          sites.append(window.siteCount)
          bases.append(window.accessibleBases)
        }
        if hasTooFewSites { insufficient.update(repeating: true) }
      }
    }
    var row = FeatureRow(
      values: raw, raw: raw, insufficient: insufficient, segregatingSites: sites, accessibleBases: bases)
    row.uncompared = uncompared
    return row
  }

  /// Marks the values in part `part` of statistics whose populations the window, which holds it, cannot compare.
  private func markUncompared(part: Int, in uncompared: inout [Bool]) {
    guard window.lacksCalls else { return }
    for (number, statistic) in featureSet.statistics.enumerated() {
      let populations: [Int]
      if let chosen = statistic as? StatisticOfPopulations {
        populations = chosen.populations
      } else {
        let count = statistic.info.populations
        populations = Array(0..<(count > 1 ? count : window.populationCount))
      }
      guard window.subsample(populations).isUncompared(inEach: statistic.info.populations > 1) else { continue }
      if uncompared.isEmpty { uncompared = [Bool](repeating: false, count: firstValues[firstValues.count - 1]) }
      for place in stride(from: firstValues[number] + part, to: firstValues[number + 1], by: parts.count) {
        uncompared[place] = true
      }
    }
  }

  /// The parts of the window of `matrix` at `start`, which may depend on its sites, and whether it has too few of them.
  private func placedParts(
    _ matrix: HaplotypeMatrix, _ start: Double, _ accessible: [Range<Int>]?
  ) -> (parts: [PlacedPart], hasTooFewSites: Bool) {
    guard featureSet.partition.followsSites else { return (parts, false) }
    let length = Double(layout.length)
    window.load(matrix, from: start, to: start + length, accessible: accessible)
    let positions = UnsafeBufferPointer(start: window.positions.pointer, count: window.siteCount)
    let chosen = featureSet.partition.sites(among: positions, middle: start + length / 2)
    let sites = chosen ?? 0..<positions.count
    let borders = (0...parts.count).map { part -> Double in
      let site = sites.lowerBound + part * sites.count / parts.count
      if site == positions.count && part == parts.count { return length }
      return site == 0 ? 0 : (positions[site - 1] + positions[site]) / 2 - start
    }
    let placed = zip(parts, zip(borders, borders.dropFirst())).map { $0.placed(from: $1.0, to: $1.1) }
    return (placed, chosen == nil)
  }

  /// Computes the statistics of what the window holds, which is part `part`: the first column of statistic k goes to place
  /// `first[k]` + `part`, the next ones `step` behind each other.
  private func compute(
    part: Int, into raw: UnsafeMutableBufferPointer<Double>, _ insufficient: UnsafeMutableBufferPointer<Bool>,
    first: [Int], step: Int
  ) {
    for (number, statistic) in featureSet.statistics.enumerated() {
      var output = StatisticOutput(
        raw, insufficient: insufficient, first: first[number] + part, step: step)
      statistic.compute(window, into: &output)
      precondition(
        output.position == part + first[number + 1],
        "\(statistic.info.id) wrote another number of columns than it named")
    }
  }

  /// `row` with `values` normalised.
  private func normalised(_ row: consuming FeatureRow) -> FeatureRow {
    row.values.withUnsafeMutableBufferPointer { [insufficient = row.insufficient, bases = row.accessibleBases] values in
      insufficient.withUnsafeBufferPointer { insufficient in
        for (range, normalisation) in columns {
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
    /// Its columns: those of the first statistic, then of the next one ...
    public let values: [Double]
    /// True where a value means nothing because the subwindow had too little.
    public let insufficient: [Bool]
    fileprivate let sites: Int
    fileprivate let bases: Double
  }

  /// True if the parts of a window are its subwindows, for every statistic, so that rows can be put together.
  public var partsAreSubwindows: Bool { featureSet.partition == .subwindows }

  /// True if rows are put together from subwindows: alignments are made of whole windows.
  public var slides: Bool { partsAreSubwindows && encoder == nil }

  /// The statistics of the subwindow that starts at `start`, a whole number, of `matrix`; see ``row(_:start:accessible:marksUncompared:)``.
  public func subwindow(_ matrix: HaplotypeMatrix, start: Int, accessible: [Range<Int>]?) -> Subwindow {
    precondition(partsAreSubwindows, "the parts of windows of \(featureSet.id) are no subwindows")
    window.load(
      matrix, from: Double(start), to: Double(start + layout.subwindowLength), accessible: accessible)
    var raw = [Double](repeating: 0, count: columns.count)
    var insufficient = [Bool](repeating: false, count: columns.count)
    raw.withUnsafeMutableBufferPointer { raw in
      insufficient.withUnsafeMutableBufferPointer { insufficient in
        compute(
          part: 0, into: raw, insufficient, first: firstValues.map { $0 / parts.count },
          step: 1)
      }
    }
    return Subwindow(values: raw, insufficient: insufficient, sites: window.siteCount, bases: window.accessibleBases)
  }

  /// The row of the window of neighbouring `subwindows`: bit for bit what ``row(_:start:accessible:marksUncompared:)`` gives.
  public func row(of subwindows: ArraySlice<Subwindow>) -> FeatureRow {
    precondition(subwindows.count == parts.count, "\(subwindows.count) subwindows for windows of \(parts.count)")
    var raw: [Double] = []
    var insufficient: [Bool] = []
    raw.reserveCapacity(columns.count * parts.count)
    insufficient.reserveCapacity(columns.count * parts.count)
    for column in columns.indices {
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
