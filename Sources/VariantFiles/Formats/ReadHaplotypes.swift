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

/// The biallelic sites of one contig, read from a format other than VCF, and what became of all other sites.
public struct ReadHaplotypes: Sendable {
  /// The contig's name in the file; "" where the format has none.
  public let contig: String
  /// The bases of the contig, if the file says.
  public let length: Double?
  /// Sites x haplotypes; positions are 0-based.
  public let matrix: HaplotypeMatrix
  /// The sites of `ledger` at which all called alleles are the same, or none is called: what is known of who has calls there.
  package let others: HaplotypeMatrix
  /// The individuals, one for each of `matrix.ploidies`.
  public let samples: [String]
  /// The population of each individual; empty where the file does not say.
  public let populations: [String]
  /// Every site, by what became of it.
  public let ledger: SiteLedger
  /// The bases that the file says something of, in ascending order; nil: all of them.
  package var knownBases: [Range<Int>]?
  /// What a user should know.
  public let notes: [String]
}

/// Adds sites to a matrix if they are segregating, and counts them all.
struct SegregatingSites {
  private(set) var matrix: HaplotypeMatrix
  /// The sites that are not segregating.
  private(set) var others: HaplotypeMatrix
  private(set) var ledger = SiteLedger()
  private var lastPosition = -Double.infinity

  /// Starts with a matrix without sites.
  init(_ matrix: HaplotypeMatrix) { (self.matrix, others) = (matrix, matrix) }

  /// Counts a site that cannot be used.
  mutating func skip(_ reason: SiteLedger.Reason) { ledger.count(reason) }

  /// Adds the site at `position`, which must not lie before the last one; `missing` is nil if no call is missing.
  mutating func add(position: Double, alleles: [UInt64], missing: [UInt64]?) {
    var carriers = 0
    var uncalled = 0
    for word in alleles { carriers += word.nonzeroBitCount }
    if let missing { for word in missing { uncalled += word.nonzeroBitCount } }
    let called = matrix.haplotypeCount - uncalled
    if called == 0 || carriers == 0 || carriers == called {
      others.append(position: position, alleles: alleles, missing: missing)
      return skip(called == 0 ? .noCall : .monomorphic)
    }
    if position == lastPosition { return skip(.duplicatePosition) }
    lastPosition = position
    ledger.count(nil)
    matrix.append(position: position, alleles: alleles, missing: uncalled == 0 ? nil : missing)
  }
}
