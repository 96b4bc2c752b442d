import FeatureTables
import Haplotypes

/// A recipe of feature columns: which statistics, in which order, each in all subwindows and normalised across them.
public struct FeatureSet: Sendable {
  /// The name in study files and models.
  public let id: String
  /// The name in reports.
  public let title: String
  /// The statistics, in column order.
  public let statistics: [any Statistic]

  /// True if the features tell which alleles lie on one chromosome.
  public var usesPhase: Bool { statistics.contains { $0.info.needsPhase } }
  /// True if the features tell derived from ancestral alleles.
  public var usesPolarisation: Bool { statistics.contains { $0.info.needsPolarisation } }
  /// True if the features compare diploid individuals.
  public var usesGenotypes: Bool { statistics.contains { $0.info.usesGenotypes } }

  /// A recipe of the caller's own.
  public init(id: String, title: String, statistics: [any Statistic]) {
    self.id = id
    self.title = title
    self.statistics = statistics
  }

  /// What the columns of rows of this recipe mean: all subwindows of the first statistic ("pi_win0", "pi_win1" ...), then
  /// of the second and so on.
  public func schema(haplotypeCount: Int, layout: WindowLayout) -> FeatureSchema {
    let columns = statistics.flatMap { statistic in
      (0..<layout.subwindowCount).map { subwindow in
        FeatureColumn(
          name: "\(statistic.info.id)_win\(subwindow)", statistic: statistic.info.id, version: statistic.info.version,
          subwindow: subwindow)
      }
    }
    return FeatureSchema(
      featureSet: id, columns: columns, usesPhase: usesPhase, usesPolarisation: usesPolarisation,
      haplotypeCount: haplotypeCount, windowLength: layout.length, subwindowCount: layout.subwindowCount)
  }

  /// Throws unless these features can be made from `matrix`: phase, polarisation and ploidy must be known where needed.
  ///
  /// Genotype features pair neighbouring haplotypes, so individuals must all be diploid; haplotypes without individuals
  /// (all of ploidy 1, as simulated) are paired in order.
  public func check(_ matrix: HaplotypeMatrix) throws(StatisticsError) {
    try check(haplotypeCount: matrix.haplotypeCount)
    let maximum = statistics.contains { $0.info.id == MaximumDerivedFrequency.info.id }
    if usesPhase && !matrix.isPhased {
      let other = Self.shic(
        phased: false, polarised: usesPolarisation && matrix.isPolarised, withMaximumDerivedFrequency: maximum)
      throw .needsPhase(featureSet: id, alternative: other.id)
    }
    if usesPolarisation && !matrix.isPolarised {
      let other = Self.shic(phased: usesPhase, polarised: false, withMaximumDerivedFrequency: false)
      throw .needsPolarisation(featureSet: id, alternative: other.id)
    }
    let ploidies = Set(matrix.ploidies)
    if usesGenotypes && ploidies != [2] && ploidies != [1] {
      throw .mixedPloidy(featureSet: id, found: ploidies.map(Int.init).sorted())
    }
  }

  /// Throws unless these features can be made from `haplotypeCount` haplotypes.
  public func check(haplotypeCount: Int) throws(StatisticsError) {
    guard haplotypeCount >= 2 else { throw .tooFewHaplotypes(haplotypeCount) }
    if usesGenotypes && !haplotypeCount.isMultiple(of: 2) {
      throw .oddHaplotypeCount(haplotypeCount, featureSet: id)
    }
  }
}
