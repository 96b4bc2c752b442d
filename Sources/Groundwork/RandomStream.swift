/// A counter-based stream of random numbers: Philox4x64-10 (Salmon et al. 2011, doi:10.1145/2063384.2063405).
///
/// A stream is named by (seed, replicate, purpose) and holds no other state than how far it has been read, so replicate
/// k draws the same numbers alone, in a batch, on any thread and in any shard.
public struct RandomStream: Sendable {
  /// Eight words are made at once: two independent blocks hide each other's multiplication latency.
  @usableFromInline var buffer: InlineArray<8, UInt64>
  @usableFromInline var position: Int
  @usableFromInline var block: UInt64
  @usableFromInline let seed: UInt64
  @usableFromInline let replicate: UInt64
  @usableFromInline let purpose: UInt64
  @usableFromInline let ziggurat: ExponentialZiggurat

  /// The stream named by `seed`, `replicate` and `purpose`, at its beginning.
  public init(seed: UInt64, replicate: UInt64, purpose: Purpose) {
    self.init(seed: seed, replicate: replicate, code: purpose.rawValue)
  }

  /// One of many streams for one purpose: `code` is a number that no ``Purpose`` has.
  package init(seed: UInt64, replicate: UInt64, code: UInt64) {
    self.seed = seed
    self.replicate = replicate
    purpose = code
    buffer = InlineArray(repeating: 0)
    position = 8
    block = 0
    ziggurat = .shared
  }

  /// The stream of the same seed and replicate for another purpose, at its beginning.
  public func beginning(_ purpose: Purpose) -> RandomStream {
    beginning(code: purpose.rawValue)
  }

  /// The stream of the same seed and replicate whose purpose has the number `code`, at its beginning.
  package func beginning(code: UInt64) -> RandomStream { RandomStream(seed: seed, replicate: replicate, code: code) }

  /// The next 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    if position == 8 { refill() }
    let word = buffer[position]
    position &+= 1
    return word
  }

  /// Makes the next eight words; kept out of line so that `next()` stays small where it is inlined.
  @inline(never)
  @usableFromInline
  mutating func refill() {
    var a = Self.counterBlock(block, purpose)
    var b = Self.counterBlock(block &+ 1, purpose)
    block &+= 2
    var key0 = seed
    var key1 = replicate
    for _ in 0..<10 {
      a = Self.round(a, key0, key1)
      b = Self.round(b, key0, key1)
      key0 &+= 0x9E37_79B9_7F4A_7C15
      key1 &+= 0xBB67_AE85_84CA_A73B
    }
    buffer = [a.0, a.1, a.2, a.3, b.0, b.1, b.2, b.3]
    position = 0
  }

  @inline(__always)
  static func counterBlock(_ block: UInt64, _ purpose: UInt64) -> (UInt64, UInt64, UInt64, UInt64) {
    (block, 0, purpose, 0)
  }

  @inline(__always)
  static func round(
    _ c: (UInt64, UInt64, UInt64, UInt64), _ key0: UInt64, _ key1: UInt64
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    let p0 = (0xD2E7_470E_E14C_6C93 as UInt64).multipliedFullWidth(by: c.0)
    let p1 = (0xCA5A_8263_9512_1157 as UInt64).multipliedFullWidth(by: c.2)
    return (p1.high ^ c.1 ^ key0, p1.low, p0.high ^ c.3 ^ key1, p0.low)
  }

  /// Philox4x64-10 of one counter and key: what the published known answers are stated for.
  package static func philox(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var c = counter
    var key = key
    for _ in 0..<10 {
      c = round(c, key.0, key.1)
      key.0 &+= 0x9E37_79B9_7F4A_7C15
      key.1 &+= 0xBB67_AE85_84CA_A73B
    }
    return c
  }
}
