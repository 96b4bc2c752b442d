import Haplotypes

/// The biallelic sites of one contig, read from a format other than VCF, and what became of all other sites.
public struct ReadHaplotypes: Sendable {
  /// The contig's name in the file; "" where the format has none.
  public let contig: String
  /// The bases of the contig, if the file says.
  public let length: Double?
  /// Sites x haplotypes; positions are 0-based.
  public let matrix: HaplotypeMatrix
  /// The other sites whose calls were read: all called alleles are the same, none is called, or the position has a site already. They
  /// say who has calls there, and of chosen individuals one may be a site that `matrix` has not.
  package let others: HaplotypeMatrix
  /// The sites that have a position and could not be read, in ascending order.
  let unread: [UnreadSite]
  /// The individuals, one for each of `matrix.ploidies`.
  public let samples: [String]
  /// The population of each individual; empty where the file does not say.
  public let populations: [String]
  /// Every site, by what became of it.
  public let ledger: VariantLedger
  /// The bases that the file says something of, in ascending order; nil: all of them.
  package let knownBases: [Range<Int>]?
  /// What a user should know.
  public let notes: [String]

  /// A site that could not be read.
  struct UnreadSite {
    /// Where it is, 0-based.
    let position: Double
    /// Why it could not.
    let reason: VariantLedger.Reason
  }

  init(
    contig: String, length: Double?, sites: SegregatingSites, samples: [String], populations: [String] = [],
    knownBases: [Range<Int>]? = nil, notes: [String] = []
  ) {
    self.contig = contig
    self.length = length
    (matrix, others, unread, ledger) = (sites.matrix, sites.others, sites.unread, sites.ledger)
    self.samples = samples
    self.populations = populations
    self.knownBases = knownBases
    self.notes = notes
  }

  /// Where all sites of the contig are, in ascending order within each of the three lists.
  var positions: [[Double]] { [matrix.positions, others.positions, unread.map(\.position)] }

  /// One past the last base that has a site; 0 without one.
  var end: Int { positions.compactMap(\.last).max().map { Int($0) + 1 } ?? 0 }
}
