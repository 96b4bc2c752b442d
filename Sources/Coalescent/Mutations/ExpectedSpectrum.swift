import Demography
import Groundwork

/// The expected spectrum of allele frequencies in a sample of one population whose size is constant within epochs.
///
/// The branches above i of n sampled haplotypes have an expected total length of sum over j of W[i, j] e[j], where e[j] is
/// the integral over time of the probability that no pair among j lineages has coalesced, and W depends on n alone
/// (Polanski & Kimmel 2003, doi:10.1093/genetics/165.1.427). The recursion for W is stable; at n = 200 the spectrum of a
/// constant population is 1/i to ten digits.
public struct ExpectedSpectrum: Sendable {
  /// Haplotypes in the sample.
  public let sampleSize: Int
  /// W, one row for each i, one column for each j from 2 on.
  private let weights: [Double]

  /// The largest sample for which the recursion is known to be exact to print precision.
  public static let largestSample = 400

  /// The spectrum of samples of `sampleSize` haplotypes, from 2 to ``largestSample``.
  public init(sampleSize: Int) {
    precondition(
      (2...Self.largestSample).contains(sampleSize), "a spectrum of \(sampleSize) haplotypes; 2 to 400 can be had")
    self.sampleSize = sampleSize
    let n = Double(sampleSize)
    var weights: [Double] = []
    weights.reserveCapacity((sampleSize - 1) * (sampleSize - 1))
    for carriers in 1..<sampleSize {
      let i = Double(carriers)
      var (before, last) = (6 / (n + 1), 30 * (n - 2 * i) / ((n + 1) * (n + 2)))
      weights.append(before)
      if sampleSize > 2 { weights.append(last) }
      for lineages in stride(from: 2, to: sampleSize - 1, by: 1) {
        let j = Double(lineages)
        let next =
          -(1 + j) * (3 + 2 * j) * (n - j) / (j * (2 * j - 1) * (n + j + 1)) * before
          + (3 + 2 * j) * (n - 2 * i) / (j * (n + j + 1)) * last
        weights.append(next)
        (before, last) = (last, next)
      }
    }
    self.weights = weights
  }

  /// The expected total length, in generations, of the branches above 1, 2, ... sampleSize - 1 haplotypes. A mutation rate
  /// per base and generation times it is the expected number of sites per base with so many derived alleles.
  ///
  /// `epochs` begin at 0 and follow each other backwards in time; sizes are of diploid individuals.
  public func branchLengths(_ epochs: [DemographicModel.Epoch]) -> [Double] {
    let count = sampleSize - 1
    let integrals = (2...sampleSize).map { lineages -> Double in
      let pairs = Double(lineages * (lineages - 1)) / 2
      var (sum, intensity) = (0.0, 0.0)
      for (index, epoch) in epochs.enumerated() {
        let scale = 2 * epoch.size
        let begin = PortableMath.exp(-pairs * intensity)
        if index + 1 < epochs.count { intensity += (epochs[index + 1].start - epoch.start) / scale }
        let end = index + 1 < epochs.count ? PortableMath.exp(-pairs * intensity) : 0
        sum += scale * (begin - end) / pairs
      }
      return sum
    }
    return (0..<count).map { row in
      // The length cannot be negative; what is below 0 is rounding.
      max(0, (0..<count).reduce(0) { $0 + weights[row * count + $1] * integrals[$1] })
    }
  }
}
