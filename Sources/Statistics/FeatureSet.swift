import FeatureTables
import Haplotypes

/// A recipe of feature columns: which statistics, in which order, each in all subwindows and normalised across them.
public struct FeatureSet: Sendable {
  /// The name in study files and models.
  public let id: String
  /// The name in reports.
  public let title: String
  /// The recipes that stand in for each other where data lack phase or polarisation have the same family.
  public let family: String
  /// The statistics, in column order.
  public let statistics: [any Statistic]

  /// True if the features tell which alleles lie on one chromosome.
  public var usesPhase: Bool { statistics.contains { $0.info.needsPhase } }
  /// True if the features tell derived from ancestral alleles.
  public var usesPolarisation: Bool { statistics.contains { $0.info.needsPolarisation } }
  /// True if the features compare diploid individuals.
  public var usesGenotypes: Bool { statistics.contains { $0.info.usesGenotypes } }

  /// True if the features reproduce those of a program that has no rule for missing calls.
  public var needsCompleteCalls: Bool { statistics.contains { $0 is any DiploshicStatistic } }

  /// A recipe of the caller's own; `family` is `id` unless told otherwise.
  public init(id: String, title: String, family: String? = nil, statistics: [any Statistic]) {
    self.id = id
    self.title = title
    self.family = family ?? id
    self.statistics = statistics
  }

  /// What the columns of rows of this recipe mean: all subwindows of the first statistic ("pi_win0", "pi_win1" ...),
  /// then of the second and so on.
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
    if usesPhase && !matrix.isPhased {
      throw .needsPhase(featureSet: id, alternative: alternative(for: matrix).id)
    }
    if usesPolarisation && !matrix.isPolarised {
      throw .needsPolarisation(featureSet: id, alternative: alternative(for: matrix).id)
    }
    if needsCompleteCalls && matrix.missing?.contains(where: { $0 != 0 }) == true {
      throw .needsCompleteCalls(featureSet: id, alternative: alternative(for: matrix).id)
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

  /// The named recipe nearest to this one that can be made from `matrix`: of its family if there is one, and with no
  /// more statistics than it has.
  private func alternative(for matrix: HaplotypeMatrix) -> FeatureSet {
    let fitting = Self.all.filter { set in
      (matrix.isPhased || !set.usesPhase) && (matrix.isPolarised || !set.usesPolarisation)
        && (matrix.missing == nil || !set.needsCompleteCalls)
    }
    let kin = fitting.filter { $0.family == family && $0.statistics.count <= statistics.count }
    return kin.max { $0.statistics.count < $1.statistics.count } ?? fitting.first ?? self
  }
}

extension FeatureSet {
  /// Every named recipe.
  public static let all = everySHIC + everyDiploSHIC

  /// The recipe `id`; an unknown one is an error that names the nearest spelling and the choices.
  public static func named(_ id: String) throws(StatisticsError) -> FeatureSet {
    guard let found = all.first(where: { $0.id == id }) else {
      throw .unknownFeatureSet(id, known: all.map(\.id))
    }
    return found
  }
}
