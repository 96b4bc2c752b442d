import Haplotypes

/// Makes feature rows; one for each worker thread, because it owns memory that is used again for every window.
public final class FeatureCalculator {
  /// The recipe.
  public let featureSet: FeatureSet
  /// How windows are cut.
  public let layout: WindowLayout
  /// Haplotypes in the samples.
  public let haplotypeCount: Int
  private let window: HaplotypeWindow

  /// A calculator for samples of `haplotypeCount` haplotypes.
  ///
  /// Throws ``StatisticsError/tooFewHaplotypes(_:)`` below 2, and ``StatisticsError/oddHaplotypeCount(_:featureSet:)``
  /// where genotypes are compared and the haplotypes do not make whole diploid individuals. Whether a matrix has the
  /// phase, polarisation and ploidy that the features need is asked once a data set, by ``check(_:)``.
  public init(featureSet: FeatureSet, layout: WindowLayout, haplotypeCount: Int) throws(StatisticsError) {
    try featureSet.check(haplotypeCount: haplotypeCount)
    self.featureSet = featureSet
    self.layout = layout
    self.haplotypeCount = haplotypeCount
    window = HaplotypeWindow(haplotypeCount: haplotypeCount)
  }

  /// Throws unless rows can be made of `matrix`: the number of haplotypes, phase, polarisation and ploidy must fit.
  public func check(_ matrix: HaplotypeMatrix) throws(StatisticsError) {
    guard matrix.haplotypeCount == haplotypeCount else {
      throw .wrongHaplotypeCount(expected: haplotypeCount, found: matrix.haplotypeCount)
    }
    try featureSet.check(matrix)
  }

  /// The features of the window `start`..<`start` + layout.length of `matrix`, normalised across the subwindows.
  ///
  /// A site belongs to the subwindow with start <= position < end. `accessible` are the accessible stretches in the
  /// coordinates of the matrix, sorted and disjoint (nil: all); sites outside are left out. All values are finite.
  public func row(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> FeatureRow {
    var row = rawRow(matrix, start: start, accessible: accessible)
    let subwindows = layout.subwindowCount
    row.values.withUnsafeMutableBufferPointer { values in
      for first in stride(from: 0, to: values.count, by: subwindows) {
        SubwindowNormalisation.apply(
          to: UnsafeMutableBufferPointer(rebasing: values[first..<first + subwindows]))
      }
    }
    return row
  }

  /// As ``row(_:start:accessible:)`` but `values` are the statistics themselves, equal to `raw`.
  public func rawRow(_ matrix: HaplotypeMatrix, start: Double, accessible: [Range<Int>]?) -> FeatureRow {
    let subwindows = layout.subwindowCount
    let length = Double(layout.subwindowLength)
    var raw = [Double](repeating: 0, count: featureSet.statistics.count * subwindows)
    var sites: [Int] = []
    var bases: [Double] = []
    sites.reserveCapacity(subwindows)
    bases.reserveCapacity(subwindows)
    for subwindow in 0..<subwindows {
      let from = start + Double(subwindow) * length
      window.load(matrix, from: from, to: start + Double(subwindow + 1) * length, accessible: accessible)
      for (index, statistic) in featureSet.statistics.enumerated() {
        raw[index * subwindows + subwindow] = statistic.compute(window)
      }
      sites.append(window.siteCount)
      bases.append(window.accessibleBases)
    }
    return FeatureRow(values: raw, raw: raw, segregatingSites: sites, accessibleBases: bases)
  }
}
