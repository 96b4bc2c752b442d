import Haplotypes

/// What became of every site of a file: `read` = `used` + all that were left out, each for one reason.
public struct SiteLedger: Sendable, Equatable {
  /// Why a site was not used. A site that fails several tests is counted under the first, in this order.
  public enum Reason: String, Sendable, CaseIterable {
    /// The file gives it no place: chromosome 0, a position that is 0 or negative.
    case unplaced = "no position"
    /// Alleles that are not one base each.
    case notSNP = "indel or multi-base"
    /// More than two alleles in the sample.
    case multiallelic = "multiallelic"
    /// No sample has a call.
    case noCall = "no call"
    /// All calls are the same allele.
    case monomorphic = "monomorphic in the sample"
    /// A site at the same position came before.
    case duplicatePosition = "duplicate position"
  }

  /// Sites of the contig.
  public private(set) var read = 0
  /// Sites that are in the matrix.
  public private(set) var used = 0
  private var skipped = [Int](repeating: 0, count: Reason.allCases.count)

  /// An empty ledger.
  public init() {}

  /// The number of sites left out for `reason`.
  public subscript(reason: Reason) -> Int { skipped[Self.index(reason)] }

  /// One line: "read 54,666: used 12,000; monomorphic in the sample 42,666".
  public var summary: String {
    var parts = ["read \(read.grouped): used \(used.grouped)"]
    for reason in Reason.allCases where self[reason] > 0 { parts.append("\(reason.rawValue) \(self[reason].grouped)") }
    return parts.joined(separator: "; ")
  }

  private static func index(_ reason: Reason) -> Int { Reason.allCases.firstIndex(of: reason) ?? 0 }

  /// Counts a site; nil: it was used.
  mutating func count(_ reason: Reason?) {
    read += 1
    if let reason { skipped[Self.index(reason)] += 1 } else { used += 1 }
  }
}
