/// A set of sample haplotypes as bits: what a piece of ancestral material is ancestral to.
///
/// The simulator is generic over it, so that the width is known where the sets are joined and compared.
protocol LeafSet: BitwiseCopyable, Equatable, Sendable {
  /// 64-bit words of the set.
  static var wordCount: Int { get }
  /// The set without haplotypes.
  static var empty: Self { get }
  /// The set of haplotype `leaf` alone.
  init(leaf: Int)
  /// The union of two disjoint sets.
  static func | (a: Self, b: Self) -> Self
}

extension UInt64: LeafSet {
  static var wordCount: Int { 1 }
  static var empty: UInt64 { 0 }
  init(leaf: Int) { self = 1 << UInt64(leaf) }
}

extension SIMD2<UInt64>: LeafSet {
  static var wordCount: Int { 2 }
  static var empty: SIMD2<UInt64> { .zero }
  init(leaf: Int) {
    self = .zero
    self[leaf >> 6] = 1 << UInt64(leaf & 63)
  }
}

extension SIMD4<UInt64>: LeafSet {
  static var wordCount: Int { 4 }
  static var empty: SIMD4<UInt64> { .zero }
  init(leaf: Int) {
    self = .zero
    self[leaf >> 6] = 1 << UInt64(leaf & 63)
  }
}

extension SIMD8<UInt64>: LeafSet {
  static var wordCount: Int { 8 }
  static var empty: SIMD8<UInt64> { .zero }
  init(leaf: Int) {
    self = .zero
    self[leaf >> 6] = 1 << UInt64(leaf & 63)
  }
}

/// Two sets side by side: how widths above eight words are built.
struct LeafSetPair<Half: LeafSet>: LeafSet {
  var low: Half
  var high: Half

  static var wordCount: Int { 2 * Half.wordCount }

  static var empty: Self { Self(low: .empty, high: .empty) }

  init(low: Half, high: Half) {
    self.low = low
    self.high = high
  }

  init(leaf: Int) {
    self = .empty
    let half = 64 * Half.wordCount
    if leaf < half { low = Half(leaf: leaf) } else { high = Half(leaf: leaf - half) }
  }

  static func | (a: Self, b: Self) -> Self {
    Self(low: a.low | b.low, high: a.high | b.high)
  }
}
