import Haplotypes

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
