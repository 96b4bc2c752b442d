import Demography
import Groundwork
import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// What the user of a suggestion knows beyond the data.
public struct SuggestionRequest: Sendable {
  /// "key=value" pairs of the data section of a study file: what is read and how.
  public var settings: [String]
  /// The name of the study.
  public var name: String
  /// The recipe that the study follows; nil: what suits the data.
  public var recipe: String?
  /// Per base and generation; nil: not known.
  public var mutationRate: Double?
  /// Crossovers per base and generation; nil: not known.
  public var recombinationRate: Double?
  /// A recombination map.
  public var map: String?
  /// True if a study is written even for data that cannot show a sweep.
  public var isForced = false
  /// Threads to work on; the suggestion does not depend on them.
  public var threads: Int

  /// A request about the data of `settings`.
  public init(settings: [String], name: String) {
    self.settings = settings
    self.name = name
    threads = 1
  }

  /// The name as YAML has it, in quotes where it needs them.
  var nameInYAML: String {
    name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-. ".contains($0)) } ? name : YAMLText.quoted(name)
  }

  /// The rate that is assumed where none is given: about that of people.
  static let assumedMutationRate = 1.25e-8
}
