import FeatureTables
import Haplotypes

/// A recipe of feature columns: which statistics, in which order, in which parts of a window, and how each is normalised
/// across them.
public struct FeatureSet: Sendable {
  /// The name in study files and models.
  public let id: String
  /// The name in reports.
  public let title: String
  /// The recipes that stand in for each other where data lack phase or polarisation have the same family.
  public let family: String
  /// The statistics, in column order.
  public let statistics: [any Statistic]
  /// How each statistic is normalised.
  public let normalisations: [Normalisation]
  /// The parts of a window that each statistic is computed in.
  public let partition: WindowPartition
  /// Where the recipe comes from, what of it is certain, and what else one should know; in Markdown.
  public let notes: String

  /// True if the features tell which alleles lie on one chromosome.
  public var usesPhase: Bool { statistics.contains { $0.info.needsPhase } }
  /// True if the features tell derived from ancestral alleles.
  public var usesPolarisation: Bool { statistics.contains { $0.info.needsPolarisation } }
  /// True if the features compare diploid individuals.
  public var usesGenotypes: Bool { statistics.contains { $0.info.usesGenotypes } }

  /// True if the features count the comparisons at sites that do not vary.
  public var needsInvariantSites: Bool { statistics.contains { $0.info.needsInvariantSites } }

  /// Populations that the features compare; 1 if they take the sample as one.
  public var populations: Int { statistics.map(\.info.populations).max() ?? 1 }

  /// True if the features reproduce those of a program that has no rule for missing calls.
  public var needsCompleteCalls: Bool { statistics.contains { $0 is any ConventionalStatistic } }

  /// True if the features reproduce those of diploSHIC, which places the sites of ms text on whole bases of its own choice
  /// (``DiploshicPositions``).
  public var placesSitesAsDiploshic: Bool { statistics.contains { $0 is any DiploshicStatistic } }

  /// A recipe of the caller's own, normalised in one way; `family` is `id` unless told otherwise.
  public init(
    id: String, title: String, family: String? = nil, partition: WindowPartition = .subwindows,
    normalisation: Normalisation = .shic, statistics: [any Statistic], notes: String = ""
  ) {
    self.init(
      id: id, title: title, family: family, partition: partition, statistics: statistics.map { ($0, normalisation) },
      notes: notes)
  }

  /// A recipe of statistics with normalisations of their own.
  public init(
    id: String, title: String, family: String? = nil, partition: WindowPartition = .subwindows,
    statistics: [(any Statistic, Normalisation)], notes: String = ""
  ) {
    self.id = id
    self.title = title
    self.family = family ?? id
    self.partition = partition
    self.statistics = statistics.map(\.0)
    self.notes = notes
    normalisations = statistics.map(\.1)
  }

  /// What the columns of rows of this recipe mean: all parts of the first column of the first statistic ("pi_win0",
  /// "pi_win1" ...), then of its second column or of the next statistic, and so on.
  ///
  /// `populations` are those of the sample, in order; a sample of one population needs no name.
  public func schema(populations: [FeatureSchema.Population], layout: WindowLayout) -> FeatureSchema {
    let sizes = populations.map(\.haplotypeCount)
    let parts = partition.parts(layout)
    let columns = statistics.flatMap { statistic in
      let info = statistic.info
      return statistic.columns(populationSizes: sizes).flatMap { column in
        parts.map { part in
          FeatureColumn(
            name: part.name.map { "\(column)_\($0)" } ?? column, statistic: info.id, version: info.version,
            subwindow: part.subwindow)
        }
      }
    }
    return FeatureSchema(
      featureSet: id, columns: columns, usesPhase: usesPhase, usesPolarisation: usesPolarisation,
      haplotypeCount: sizes.reduce(0, +), populations: populations.count > 1 ? populations : [],
      windowLength: layout.length, subwindowCount: layout.subwindowCount)
  }

  /// The schema for samples of one population.
  public func schema(haplotypeCount: Int, layout: WindowLayout) -> FeatureSchema {
    schema(populations: [FeatureSchema.Population(name: "", haplotypeCount: haplotypeCount)], layout: layout)
  }

  /// Throws unless these features can be made from `matrix`, whose haplotypes are those of one population unless
  /// `populationSizes` says otherwise: phase, polarisation and ploidy must be known where needed.
  ///
  /// Genotype features pair neighbouring haplotypes, so individuals must all be diploid; haplotypes without individuals
  /// (all of ploidy 1, as simulated) are paired in order.
  public func check(_ matrix: HaplotypeMatrix, populationSizes: [Int]? = nil) throws(StatisticsError) {
    let sizes = populationSizes ?? [matrix.haplotypeCount]
    try check(populationSizes: sizes)
    if usesPhase && !matrix.isPhased {
      throw .needsPhase(featureSet: id, alternative: alternative(for: matrix, sizes)?.id)
    }
    if usesPolarisation && !matrix.isPolarised {
      throw .needsPolarisation(featureSet: id, alternative: alternative(for: matrix, sizes)?.id)
    }
    if needsCompleteCalls && matrix.missing?.contains(where: { $0 != 0 }) == true {
      throw .needsCompleteCalls(featureSet: id, alternative: alternative(for: matrix, sizes)?.id)
    }
    if needsInvariantSites && matrix.siteCount > 0 && !matrix.hasInvariantSite {
      throw .needsInvariantSites(featureSet: id)
    }
    guard Self.keepIndividualsWhole(sizes, matrix.ploidies) else { throw .dividedIndividual(populationSizes: sizes) }
    let ploidies = Set(matrix.ploidies)
    if usesGenotypes && ploidies != [2] && ploidies != [1] {
      throw .mixedPloidy(featureSet: id, found: ploidies.map(Int.init).sorted())
    }
  }

  /// True if every population ends where an individual does.
  private static func keepIndividualsWhole(_ sizes: [Int], _ ploidies: [UInt8]) -> Bool {
    var ends = Set<Int>()
    var haplotypes = 0
    for ploidy in ploidies {
      haplotypes += Int(ploidy)
      ends.insert(haplotypes)
    }
    var end = 0
    return sizes.allSatisfy { size in
      end += size
      return ends.contains(end)
    }
  }

  /// Throws unless these features can be made from one population of `haplotypeCount` haplotypes.
  public func check(haplotypeCount: Int) throws(StatisticsError) { try check(populationSizes: [haplotypeCount]) }

  /// Throws unless these features can be made from populations of so many haplotypes.
  public func check(populationSizes sizes: [Int]) throws(StatisticsError) {
    let total = sizes.reduce(0, +)
    guard total >= 2 else { throw .tooFewHaplotypes(total) }
    for statistic in statistics {
      let info = statistic.info
      let chosen = (statistic as? StatisticOfPopulations)?.populations
      guard info.populations <= sizes.count else {
        throw .tooFewPopulations(statistic: info.id, needed: info.populations, found: sizes.count, featureSet: id)
      }
      if chosen == nil && info.populations > 1 && info.populations != sizes.count {
        throw .populationsNotChosen(statistic: info.id, needed: info.populations, found: sizes.count, featureSet: id)
      }
      let used = chosen.map { $0.map { sizes[$0] } } ?? (info.populations > 1 ? sizes : [total])
      if used.count == 1 && used[0] < 2 { throw .tooFewHaplotypes(used[0]) }
      if info.usesGenotypes, let odd = used.first(where: { !$0.isMultiple(of: 2) }) {
        throw .oddHaplotypeCount(odd, featureSet: id)
      }
    }
  }

  /// The named recipe nearest to this one that can be made from `matrix`: of its family if there is one, and with no
  /// more statistics than it has; nil if there is none for such populations.
  private func alternative(for matrix: HaplotypeMatrix, _ sizes: [Int]) -> FeatureSet? {
    let fitting = Self.all.filter { set in
      (matrix.isPhased || !set.usesPhase) && (matrix.isPolarised || !set.usesPolarisation)
        && (matrix.missing == nil || !set.needsCompleteCalls) && set.populations == populations
        && (try? set.check(populationSizes: sizes)) != nil
    }
    let kin = fitting.filter { $0.family == family && $0.statistics.count <= statistics.count }
    return kin.max { $0.statistics.count < $1.statistics.count } ?? fitting.first
  }
}

extension FeatureSet {
  /// Every named recipe.
  public static let all = everySHIC + everyDiploSHIC + everyOfPopulations + everyOfScans + everyOfSweeps + everySites

  /// The recipe `id`, or the free combination of statistics that it spells out (see ``made(of:populations:)``); an unknown
  /// one is an error that names the nearest spelling and the choices.
  public static func named(_ id: String, populations: [String] = []) throws(StatisticsError) -> FeatureSet {
    guard let found = all.first(where: { $0.id == id }) else {
      if isCombination(id) { return try made(of: id, populations: populations) }
      throw .unknownFeatureSet(id, known: all.map(\.id) + StatisticRegistry.all.map(\.info.id))
    }
    return found
  }
}

extension FeatureSet {
  /// True if every value is of a whole window, and not set in relation to others.
  package var isOfWholeWindows: Bool {
    partition == .whole
      && normalisations.allSatisfy {
        switch $0 {
        case .none, .perBase: true
        case .shic, .shicFlattening: false
        }
      }
  }
}
