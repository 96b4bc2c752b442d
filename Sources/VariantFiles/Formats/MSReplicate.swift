import Haplotypes

/// One replicate of ms output.
public struct MSReplicate: Sendable, Equatable {
  /// The positions as written, in [0, 1], ascending; equal ones stay equal here.
  public let positions: [Double]
  /// Haploid individuals; positions in base pairs, strictly ascending.
  public let matrix: HaplotypeMatrix

  /// A replicate of `matrix`, whose sites were written as `positions`.
  public init(positions: [Double], matrix: HaplotypeMatrix) {
    self.positions = positions
    self.matrix = matrix
  }
}
