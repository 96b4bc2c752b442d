/// Gene conversion: a stretch of one parental chromosome between two of the other (Wiuf & Hein 2000,
/// doi:10.1093/genetics/155.1.451).
///
/// Tracts begin anywhere, to the left of the sequence too, and their lengths are exponential: the geometric distribution
/// of whole bases, seen on a continuous sequence. Two sites d bases apart are separated by a tract that covers one of
/// them, at the rate 2 `rate` `meanTractLength` (1 - exp(-d / `meanTractLength`)) per generation.
///
/// With a ``CoalescentModel/recombinationMap`` tracts begin in proportion to it (double-strand breaks end either way),
/// with `rate` as the mean over the sequence; left of the sequence the rate of its first bases goes on.
public struct GeneConversion: Sendable, Equatable {
  /// Tracts that begin, per base per generation.
  public var rate: Double
  /// Base pairs.
  public var meanTractLength: Double

  /// Tracts of `meanTractLength` base pairs that begin at `rate` per base per generation.
  public init(rate: Double, meanTractLength: Double) {
    self.rate = rate
    self.meanTractLength = meanTractLength
  }
}
