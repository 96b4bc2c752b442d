/// Sums of the first four powers of numbers.
struct PowerSums {
  var first: Int128 = 0
  var second: Int128 = 0
  var third: Int128 = 0
  var fourth: Int128 = 0
}

extension PowerSums {
  /// The sums whose low and high words follow each other in `words`.
  init(words: UnsafePointer<UInt64>) {
    func sum(_ power: Int) -> Int128 { Int128(words[2 * power]) | Int128(words[2 * power + 1]) << 64 }
    self.init(first: sum(0), second: sum(1), third: sum(2), fourth: sum(3))
  }
}
