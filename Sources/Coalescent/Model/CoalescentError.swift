import Demography
import Haplotypes

/// What can be wrong with a simulation.
public enum CoalescentError: Error, Sendable, CustomStringConvertible {
  /// A value outside its range.
  case invalid(name: String, value: Double, expected: String)
  /// A population that does not exist at a time when it is needed.
  case absentPopulation(name: String, time: Double)
  /// Lineages remain in populations that no event ever joins.
  case lineagesNeverMeet
  /// A replicate needs more memory than its model allows; rho = 4N r L at the size of the first sample's population now.
  case memoryLimit(needed: Int, limit: Int, haplotypes: Int, rho: Double)
  /// A replicate has more of something than can be numbered.
  case indexLimit(of: String, limit: Int, haplotypes: Int, rho: Double)
  /// The sweep began before its population can be followed back: at a time when it had several ancestors.
  case sweepTooOld(name: String, time: Double)
  /// So many paths of the selected allele were drawn, and none was accepted.
  case sweepRefused(name: String, proposals: Int)

  /// One line: what was found, what was expected.
  public var description: String {
    switch self {
    case .invalid(let name, let value, let expected): return "\(name): found \(value), expected \(expected)"
    case .absentPopulation(let name, let time):
      return "population '\(name)' does not exist \(time) generations ago; sample or select when it does"
    case .lineagesNeverMeet:
      return "the sampled populations have no common ancestor in the demography; join them by a split or migration"
    case .memoryLimit(let needed, let limit, let haplotypes, let rho):
      return
        "one replicate with \(haplotypes) haplotypes and rho = 4NrL = \(rho) needs \(needed >> 20) MiB of memory or more, "
        + "above its limit of \(limit >> 20) MiB; \(Self.smaller), or raise the limit"
    case .indexLimit(let name, let limit, let haplotypes, let rho):
      return
        "one replicate with \(haplotypes) haplotypes and rho = 4NrL = \(rho) has more than \(limit) \(name); \(Self.smaller)"
    case .sweepTooOld(let name, let time):
      return
        "the sweep in '\(name)' began more than \(time) generations ago, when the population had several ancestors; use a "
        + "stronger or more recent sweep"
    case .sweepRefused(let name, let proposals):
      return
        "none of \(proposals) paths drawn for the selected allele in '\(name)' was accepted: from a given onset it is lost too "
        + "often (raise the selection coefficient or the initial frequency), or the sizes of the population differ too much "
        + "(move the end of the sweep, or smooth the sizes)"
    }
  }

  /// What makes a replicate smaller.
  private static let smaller =
    "simulate a shorter sequence, lower the rates of recombination and mutation, or use the SMC with a reach"
}
