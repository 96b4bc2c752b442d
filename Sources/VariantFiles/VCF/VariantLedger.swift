import Groundwork

/// What became of every record of a region: `read` = `used` + all that were skipped, each for one reason.
///
/// A record that multiallelic splitting makes several sites of is used once, and its other sites are `extraSites`; if none of
/// its alleles becomes a site it is skipped for the reason of the allele that came furthest down the list of reasons.
public struct VariantLedger: Sendable, Equatable {
  /// Why a record was not used. A record that fails several tests is counted under the first, in this order.
  public enum Reason: Int, Sendable, CaseIterable {
    /// The file gives the site no position (PLINK, selscan).
    case unplaced
    /// Outside the region asked for, in a file that is read whole (all but VCF and BCF, of which such records are not counted).
    case outsideRegion
    /// The record has no FORMAT/GT.
    case noGenotypes
    /// The samples carry more than two alleles, in one record or in several at the same position.
    case multiallelic
    /// An insertion, deletion, symbolic allele or `*`: not one base against one base.
    case notSNP
    /// Two alleles of the same length that differ in several bases (MNP).
    case severalBases
    /// FILTER holds none of the names asked for.
    case filtered
    /// Outside the accessible intervals of the mask.
    case inaccessible
    /// Fewer calls than asked for, or none.
    case lowCallRate
    /// All called alleles of the selected samples are the same.
    case monomorphic
    /// The ancestral state is unknown, or the outgroup does not agree on it.
    case unpolarisable
    /// The ancestral state is neither REF nor ALT.
    case ancestralMismatch
    /// The same site again, with the same alleles.
    case duplicatePosition

    /// The reason in words, as reports print it.
    public var text: String {
      switch self {
      case .unplaced: return "no position"
      case .outsideRegion: return "outside the region"
      case .noGenotypes: return "no GT field"
      case .multiallelic: return "multiallelic"
      case .notSNP: return "indel or symbolic"
      case .severalBases: return "several bases (MNP)"
      case .filtered: return "FILTER not as asked for"
      case .inaccessible: return "inaccessible"
      case .lowCallRate: return "low call rate"
      case .monomorphic: return "monomorphic in the sample"
      case .unpolarisable: return "ancestral state unknown"
      case .ancestralMismatch: return "ancestral state is neither allele"
      case .duplicatePosition: return "duplicate position"
      }
    }
  }

  /// Records whose POS lies in the region.
  public private(set) var read = 0
  /// Records that became sites of the matrix.
  public private(set) var used = 0
  /// Sites beyond one of each used record.
  package private(set) var extraSites = 0
  private var skipped = [Int](repeating: 0, count: Reason.allCases.count)

  /// An empty ledger.
  public init() {}

  /// The number of records skipped for `reason`.
  public subscript(reason: Reason) -> Int { skipped[reason.rawValue] }

  /// All reasons in a fixed order, with their counts (zeros too).
  public var entries: [(reason: String, count: Int)] {
    Reason.allCases.map { (reason: $0.text, count: self[$0]) }
  }

  /// One line: "read 54,666: used 12,000; monomorphic in the sample 42,000; ...".
  public var summary: String {
    var parts = ["read \(read.grouped): used \(used.grouped)"]
    if extraSites > 0 { parts[0] += " (and \(extraSites.grouped) more sites of split records)" }
    for entry in entries where entry.count > 0 { parts.append("\(entry.reason) \(entry.count.grouped)") }
    return parts.joined(separator: "; ")
  }

  /// Adds the counts of `other`, say of another contig.
  package mutating func merge(_ other: VariantLedger) {
    read += other.read
    used += other.used
    extraSites += other.extraSites
    for index in skipped.indices { skipped[index] += other.skipped[index] }
  }

  /// Counts a record that was read and made `sites` sites of.
  mutating func use(sites: Int = 1) {
    read += 1
    used += 1
    extraSites += sites - 1
  }

  /// Counts a record that was read and skipped.
  mutating func skip(_ reason: Reason) {
    read += 1
    skipped[reason.rawValue] += 1
  }

  /// Counts `count` sites that were read and skipped.
  mutating func skip(_ reason: Reason, count: Int) {
    read += count
    skipped[reason.rawValue] += count
  }

  /// A record counted as used turns out to be no site after all.
  mutating func takeBack(_ reason: Reason) {
    used -= 1
    skipped[reason.rawValue] += 1
  }
}
