extension RandomStream {
  /// A uniform number in the open interval (0, 1), with 53 random bits.
  @inlinable
  public mutating func uniform() -> Double {
    (Double(next() >> 11) + 0.5) * 0x1p-53
  }

  /// A uniform number in [`low`, `high`).
  @inlinable
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * uniform()
  }

  /// A number whose logarithm is uniform between those of `low` and `high`, both positive.
  public mutating func logUniform(_ low: Double, _ high: Double) -> Double {
    PortableMath.exp(uniform(PortableMath.log(low), PortableMath.log(high)))
  }

  /// An unbiased uniform integer in 0..<`bound` (Lemire 2019, doi:10.1145/3230636).
  @inlinable
  public mutating func below(_ bound: UInt64) -> UInt64 {
    precondition(bound > 0, "below(_:) needs a positive bound")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// An unbiased uniform index in 0..<`bound`.
  @inlinable
  public mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: below(UInt64(truncatingIfNeeded: bound)))
  }

  /// An exponentially distributed number with mean 1.
  @inlinable
  public mutating func exponential() -> Double {
    let bits = next()
    let layer = Int(truncatingIfNeeded: bits & 255)
    let z = Double(bits >> 11) * 0x1p-53 * ziggurat.x[layer]
    if z < ziggurat.x[layer &+ 1] { return z }
    return exponentialSlowPath(layer: layer, candidate: z)
  }

  /// The tail and the wedges of the ziggurat; about one draw in seventy comes here.
  @inline(never)
  @usableFromInline
  mutating func exponentialSlowPath(layer: Int, candidate: Double) -> Double {
    if layer == 0 { return ExponentialZiggurat.tail - PortableMath.log(uniform()) }
    let low = ziggurat.density[layer]
    let height = low + uniform() * (ziggurat.density[layer + 1] - low)
    return height < PortableMath.exp(-candidate) ? candidate : exponential()
  }

  /// A normally distributed number with mean 0 and variance 1 (Marsaglia's polar method).
  public mutating func normal() -> Double {
    while true {
      let (x, y) = (uniform(-1, 1), uniform(-1, 1))
      let square = x * x + y * y
      if square > 0 && square < 1 { return x * (-2 * PortableMath.log(square) / square).squareRoot() }
    }
  }

  /// Puts the elements in uniformly random order (Fisher-Yates).
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    var remaining = elements.count
    while remaining > 1 {
      let chosen = index(below: remaining)
      remaining -= 1
      elements.swapAt(chosen, remaining)
    }
  }
}
