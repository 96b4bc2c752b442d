/// How often the different haplotypes (or multilocus genotypes) of a window occur.
public struct IdentityClasses: Sendable, Equatable {
  /// Haplotypes (genotypes) in the sample.
  public var total = 0
  /// Different ones.
  public var distinct = 0
  /// Copies of the commonest.
  public var largest = 0
  /// Copies of the second commonest; 0 if there is only one.
  public var second = 0
  /// The sum over the different ones of the square of the number of copies.
  public var sumOfSquares = 0

  /// sum p^2: the chance that two draws with replacement are the same.
  public var homozygosity: Double { Double(sumOfSquares) / Double(total * total) }

  /// The homozygosity if the two commonest were one: (p1 + p2)^2 + sum of the other p^2.
  public var homozygosityWithTwoMerged: Double {
    Double(sumOfSquares + 2 * largest * second) / Double(total * total)
  }

  /// (sum p^2 - p1^2) / sum p^2.
  public var ratioWithoutLargest: Double { Double(sumOfSquares - largest * largest) / Double(sumOfSquares) }
}

extension IdentityClasses {
  /// The classes of `count` rows of `width` words each, compared exactly; `table` has a power of two of at least
  /// 2 `count` slots, `copies` has `count`.
  init(
    rows: UnsafePointer<UInt64>, count: Int, width: Int, table: UnsafeMutableBufferPointer<Int32>,
    copies: UnsafeMutablePointer<Int32>
  ) {
    total = count
    let slotMask = table.count - 1
    table.update(repeating: -1)
    for row in 0..<count {
      let words = rows + row * width
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for word in 0..<width {
        hash = (hash ^ words[word]) &* 0xFF51_AFD7_ED55_8CCD
        hash ^= hash >> 32
      }
      var slot = Int(truncatingIfNeeded: hash) & slotMask
      while true {
        let representative = Int(table[slot])
        if representative < 0 {
          table[slot] = Int32(row)
          copies[row] = 1
          distinct += 1
          break
        }
        if Self.equal(rows + representative * width, words, width) {
          copies[representative] += 1
          break
        }
        slot = (slot + 1) & slotMask
      }
    }
    for slot in table where slot >= 0 {
      let number = Int(copies[Int(slot)])
      sumOfSquares += number * number
      if number > largest {
        second = largest
        largest = number
      } else if number > second {
        second = number
      }
    }
  }

  private static func equal(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ width: Int) -> Bool {
    for word in 0..<width where a[word] != b[word] { return false }
    return true
  }
}
