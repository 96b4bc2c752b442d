import CHtslib
import CHtslibShims
import Haplotypes

/// A contig (chromosome, scaffold) of a variant file.
public struct Contig: Sendable, Equatable {
  /// The name, as the records write it.
  public let name: String
  /// The number of bases, if the header says.
  public let length: Int?

  /// A contig of `length` bases.
  public init(name: String, length: Int?) {
    self.name = name
    self.length = length
  }
}
