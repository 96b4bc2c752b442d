/// What the ancestral states of a region came to, and how many of them are likely to be wrong.
///
/// - polarised: sites whose ancestral state is one of their two alleles.
/// - unpolarisable: biallelic records without a known ancestral state (skipped; `ancestral state unknown` of the ledger).
/// - inconsistent: biallelic records whose ancestral state is a third base (skipped; `ancestral state is neither allele`).
///
/// **Misorientation.** A mutation on the outgroup's branch at a site that is polymorphic here shows as a third base, or it
/// hits one of the two alleles and turns the site around without a trace. Baudry & Depaulis (2003, Genetics 165: 1619-1622,
/// doi:10.1093/genetics/165.3.1619) estimate the second from the first. With Ti the share of transitions among the sites,
/// kappa = alpha / beta = 2 Ti / (1 - Ti) the ratio of the rates of a transition and of one transversion, and P_D the share of
/// sites with a third base, P_M = (kappa^2 + 2) / (2 (2 kappa + 1)) P_D of all of them are turned around; among those that are
/// used it is P_M / (1 - P_D). Unit: a share of the polarised sites, at most 0.5. Needs sites of four-letter alleles, some with
/// a third base: with none the estimate is 0, which says nothing of an AA tag that lacks them because it was made so. Sites
/// without a known state are left out. No site, or no transversion: nil. The rates of all sites are taken to be equal, so
/// mutational hotspots (CpG) make it too low.
public struct PolarisationCounts: Sendable, Equatable {
  /// Sites that were polarised.
  package var polarised = 0
  /// Records whose ancestral state is not known.
  package var unpolarisable = 0
  /// Records whose ancestral state is a third base.
  package var inconsistent = 0
  /// Transitions (A-G, C-T) among the polarised and the inconsistent.
  package var transitions = 0
  /// Transversions among them.
  package var transversions = 0

  /// No sites.
  package init() {}

  /// The estimated share of the polarised sites that are mispolarised.
  public var misorientationRate: Double? {
    let known = polarised + inconsistent
    guard polarised > 0, transversions > 0 else { return nil }
    let kappa = 2 * Double(transitions) / Double(transversions)
    let third = Double(inconsistent) / Double(known)
    let turned = (kappa * kappa + 2) / (2 * (2 * kappa + 1)) * third
    return min(0.5, turned / (1 - third))
  }

  /// Adds the counts of `other`, say of another contig.
  package mutating func merge(_ other: PolarisationCounts) {
    polarised += other.polarised
    unpolarisable += other.unpolarisable
    inconsistent += other.inconsistent
    transitions += other.transitions
    transversions += other.transversions
  }

  /// Counts the kind of a substitution between two letters; others than the four bases are neither.
  package mutating func countSubstitution(_ one: UInt8, _ other: UInt8, by step: Int = 1) {
    let classes = (Self.isPurine(one), Self.isPurine(other))
    guard let first = classes.0, let second = classes.1 else { return }
    if first == second { transitions += step } else { transversions += step }
  }

  private static func isPurine(_ letter: UInt8) -> Bool? {
    switch AncestralAllele.uppercased(letter) {
    case UInt8(ascii: "A"), UInt8(ascii: "G"): return true
    case UInt8(ascii: "C"), UInt8(ascii: "T"): return false
    default: return nil
    }
  }
}
