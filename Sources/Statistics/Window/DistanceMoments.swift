/// How the numbers of differences between pairs of haplotypes (or of genotypes) are distributed.
struct DistanceMoments {
  /// Pairs that could be compared.
  var pairs = 0
  /// The variance with the divisor pairs - 1; 0 if there are fewer than 2 pairs.
  var variance = 0.0
  /// m3 / m2^1.5, m being central moments with the divisor pairs; 0 if the variance is 0.
  var skewness = 0.0
  /// m4 / m2^2 - 3; 0 if the variance is 0.
  var excessKurtosis = 0.0

  init() {}

  /// The moments of `pairs` whole numbers with these sums of powers.
  init(pairs: Int, sums: PowerSums) {
    self.init()
    self.pairs = pairs
    guard pairs > 1 else { return }
    // Sums of powers of the differences from the whole number next to the mean: exact, and small.
    let count = Int128(pairs)
    let centre = (2 * sums.first + count) / (2 * count)
    let first = sums.first - count * centre
    let second = sums.second - centre * (2 * sums.first - centre * count)
    let third = sums.third - centre * (3 * sums.second - centre * (3 * sums.first - centre * count))
    let fourth =
      sums.fourth - centre * (4 * sums.third - centre * (6 * sums.second - centre * (4 * sums.first - centre * count)))
    // N^2 m2 and N^2 m3; whole but for a share of `first`, so that a symmetrical distribution has no skewness at all.
    let squares = count * second - first * first
    let n = Double(pairs)
    let t = Self.double(first)
    let cubes = Self.double(count * third - 3 * first * second) + 2 * t * t * t / n
    guard squares > 0 else { return }
    let m2 = Self.double(squares) / (n * n)
    let mean = t / n
    let rest = -4 * Self.double(third) + mean * (6 * Self.double(second) - 3 * mean * t)
    let m4 = (Self.double(fourth) + mean * rest) / n
    variance = m2 * (n / (n - 1))
    skewness = cubes / (n * n) / (m2 * m2.squareRoot())
    excessKurtosis = m4 / (m2 * m2) - 3
  }

  /// The moments of `half` * e + a constant over `pairs` numbers e within -1 ... 1, whose sums of powers are given in
  /// units of 2^-52.
  init(pairs: Int, half: Double, fixedPointSums sums: PowerSums) {
    self.init()
    self.pairs = pairs
    guard pairs > 1, half > 0 else { return }
    let n = Double(pairs)
    let unit = 0x1p-52 / n
    let mean = Self.double(sums.first) * unit
    let second = Self.double(sums.second) * unit
    let third = Self.double(sums.third) * unit
    let fourth = Self.double(sums.fourth) * unit
    let m2 = second - mean * mean
    let m3 = third + mean * (-3 * second + 2 * mean * mean)
    let m4 = fourth + mean * (-4 * third + mean * (6 * second - 3 * mean * mean))
    variance = half * half * m2 * (n / (n - 1))
    skewness = m3 / (m2 * m2.squareRoot())
    excessKurtosis = m4 / (m2 * m2) - 3
  }

  /// `number` as a double, within an ulp; the standard library's conversion takes many times as long.
  private static func double(_ number: Int128) -> Double {
    let size = number.magnitude
    let value = Double(UInt64(truncatingIfNeeded: size >> 64)) * 0x1p64 + Double(UInt64(truncatingIfNeeded: size))
    return number < 0 ? -value : value
  }
}
