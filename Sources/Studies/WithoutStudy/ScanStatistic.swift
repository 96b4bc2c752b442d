import Groundwork
import Haplotypes
import Statistics
import StudyFiles

/// A statistic along chromosomes, by the name that users write.
public enum ScanStatistic: String, Sendable, CaseIterable {
  case ihs, nsl, ihh12, deltaIHH, hScan, dind, clr, xpehh, xpnsl

  /// How values are brought to a common scale.
  enum Standardisation {
    case byFrequency, overall
  }

  /// What it is, in a line.
  public var title: String {
    switch self {
    case .ihs: return "integrated haplotype score, derived over ancestral"
    case .nsl: return "number of segregating sites by length, derived over ancestral"
    case .ihh12: return "integrated haplotype homozygosity with the two commonest haplotypes as one"
    case .deltaIHH: return "difference of integrated homozygosity, derived less ancestral"
    case .hScan: return "mean length of the stretch on which two haplotypes agree, in bases"
    case .dind: return "diversity among carriers of the ancestral allele over that of the derived one"
    case .clr: return "composite likelihood ratio of a complete sweep at the site (SweepFinder's)"
    case .xpehh: return "integrated homozygosity of the target over that of the reference population"
    case .xpnsl: return "mean shared length in sites of the target over that of the reference population"
    }
  }

  /// The statistic `name`, which features have, too; hyphens do not count (xp-ehh); an unknown one is an error that lists them.
  public static func named(_ name: String) throws(StudyError) -> ScanStatistic {
    func plain(_ name: String) -> String { name.lowercased().replacing("-", with: "") }
    if let found = allCases.first(where: { plain($0.rawValue) == plain(name) }) { return found }
    let known = allCases.map(\.rawValue)
    let hint = nearestSpelling(of: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    throw .invalid("there is no statistic '\(name)' along chromosomes\(hint) (known: \(known.joined(separator: ", ")))")
  }

  /// The name of its column.
  var column: String { rawValue }
  /// True if it compares a population with another.
  package var needsReference: Bool { self == .xpehh || self == .xpnsl }
  /// True if it needs phased haplotypes.
  var needsPhase: Bool { self != .clr }
  /// True if it integrates over a recombination map where one is given.
  package var integratesOverMap: Bool { [.ihs, .ihh12, .deltaIHH, .xpehh].contains(self) }
  /// True if it means nothing without ancestral alleles.
  var needsPolarisation: Bool { self == .dind }
  /// True if it sets the derived allele beside the ancestral one.
  var comparesAlleles: Bool { [.ihs, .nsl, .deltaIHH, .dind].contains(self) }

  var standardisation: Standardisation? {
    switch self {
    case .ihs, .nsl, .deltaIHH, .dind: return .byFrequency
    case .ihh12, .hScan, .xpehh, .xpnsl: return .overall
    case .clr: return nil
    }
  }

  /// Why a site may have no value.
  var whyNone: String {
    switch self {
    case .ihs, .deltaIHH: return "others are too rare, or their curves meet an end of the data or a gap"
    case .ihh12: return "others are too rare, or their curve meets an end of the data or a gap"
    case .nsl, .hScan: return "others are too rare"
    case .dind: return "others are too rare, or carriers of the derived allele do not differ"
    case .clr: return "others do not segregate in the target"
    case .xpehh: return "the curves of others meet an end of the data or a gap"
    case .xpnsl: return "others have no pair that shares a site"
    }
  }
}
