/// All that a file holds, contig by contig.
public struct WholeFile: Sendable {
  /// The contigs that have records, in the order of the file.
  public let contigs: [StoredVariants]
  /// The number of contigs that the header names and that have no record.
  public let emptyContigs: Int
  /// What a user should know of the file as a whole.
  public let notes: [String]
}
