import Groundwork

/// What can be wrong with a request for statistics or with the data they are asked of.
public enum StatisticsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A window cannot be cut into that many equal subwindows.
  case invalidLayout(length: Int, subwindowCount: Int)
  /// No statistic has this name.
  case unknownStatistic(String, known: [String])
  /// No feature set has this name.
  case unknownFeatureSet(String, known: [String])
  /// Statistics of variation need at least two haplotypes.
  case tooFewHaplotypes(Int)
  /// A statistic compares more populations than there are.
  case tooFewPopulations(statistic: String, needed: Int, found: Int, featureSet: String)
  /// A statistic compares fewer populations than there are, and nobody said which.
  case populationsNotChosen(statistic: String, needed: Int, found: Int, featureSet: String)
  /// The populations after the @ of a statistic's name are not some of those that there are, or too few or too many.
  case unknownPopulations(String, expected: String)
  /// An option of a free combination of statistics is not known, or has no such value.
  case unknownOption(String, expected: String)
  /// Genotypes are pairs of haplotypes, and the number of haplotypes is odd.
  case oddHaplotypeCount(Int, featureSet: String)
  /// The data have another number of haplotypes than the features are for.
  case wrongHaplotypeCount(expected: Int, found: Int)
  /// The features tell which alleles lie on one chromosome; the data do not.
  case needsPhase(featureSet: String, alternative: String?)
  /// The features tell derived from ancestral alleles; the data do not.
  case needsPolarisation(featureSet: String, alternative: String?)
  /// The features are those of a program that has no rule for missing calls; the data have such calls.
  case needsCompleteCalls(featureSet: String, alternative: String?)
  /// The features count the comparisons at sites that do not vary; the data have no such site.
  case needsInvariantSites(featureSet: String)
  /// The haplotypes of an individual would lie in two populations.
  case dividedIndividual(populationSizes: [Int])
  /// Genotype features need individuals that are all diploid (or simulated haplotypes, which are paired in order).
  case mixedPloidy(featureSet: String, found: [Int])

  /// One line: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .invalidLayout(let length, let subwindowCount):
      return
        "a window of \(length) bases cannot be cut into \(subwindowCount) equal subwindows; "
        + "choose a length that is a positive multiple of the number of subwindows, or another number of them "
        + "(windows.subwindows: 1 for features of whole windows)"
    case .unknownStatistic(let id, let known): return Self.unknown("statistic", id, known)
    case .unknownFeatureSet(let id, let known): return Self.unknown("feature set or statistic", id, known)
    case .tooFewHaplotypes(let count):
      return "\(count.of("haplotype is", "haplotypes are")) too few; at least 2 are needed"
    case .tooFewPopulations(let statistic, let needed, let found, let featureSet):
      return
        "feature set '\(featureSet)': '\(statistic)' needs \(needed) populations, found \(found); name the populations of the "
        + "samples, or choose features of \(found == 1 ? "one population" : "\(found) populations")"
    case .populationsNotChosen(let statistic, let needed, let found, let featureSet):
      return
        "feature set '\(featureSet)': '\(statistic)' compares \(needed) populations, but there are \(found); say which, as in "
        + "'\(statistic)@\((1...needed).map(String.init).joined(separator: "-"))', or choose samples of \(needed)"
    case .unknownPopulations(let text, let expected): return "'\(text)': \(expected)"
    case .unknownOption(let text, let expected): return "'\(text)': \(expected)"
    case .oddHaplotypeCount(let count, let featureSet):
      return
        "feature set '\(featureSet)' compares diploid genotypes, but \(count.of("haplotype is", "haplotypes are")) not whole individuals; "
        + "give an even number"
    case .wrongHaplotypeCount(let expected, let found):
      return "expected \(expected) haplotypes, found \(found); choose as many samples as the features were made for"
    case .needsPhase(let featureSet, let alternative):
      return
        "feature set '\(featureSet)' needs phased haplotypes; phase the data"
        + Self.or(alternative)
    case .needsPolarisation(let featureSet, let alternative):
      return
        "feature set '\(featureSet)' needs ancestral alleles; give an ancestral sequence" + Self.or(alternative)
    case .needsCompleteCalls(let featureSet, let alternative):
      return
        "feature set '\(featureSet)' is for data without missing calls; "
        + (alternative.map { "use '\($0)'" } ?? "leave out what is incomplete")
    case .needsInvariantSites(let featureSet):
      return
        "feature set '\(featureSet)' counts comparisons at sites without variation, and the data have none; give a VCF with "
        + "such records and 'data.invariant: keep', or use pi and dxy, which are per accessible base"
    case .dividedIndividual(let sizes):
      return
        "populations of \(sizes.map(String.init).joined(separator: ", ")) haplotypes divide an individual; the haplotypes "
        + "must be ordered by population, each with all those of its individuals"
    case .mixedPloidy(let featureSet, let found):
      return
        "feature set '\(featureSet)' compares diploid genotypes, found individuals of ploidy "
        + found.map(String.init).joined(separator: ", ") + "; choose diploid samples or a phased feature set"
    }
  }

  private static func or(_ alternative: String?) -> String { alternative.map { " or use '\($0)'" } ?? "" }

  private static func unknown(_ kind: String, _ id: String, _ known: [String]) -> String {
    let hint = nearestSpelling(of: id, among: known).map { "; did you mean '\($0)'? " } ?? "; "
    return "there is no \(kind) '\(id)'\(hint)'apus statistics list' has all \(known.count)"
  }
}
