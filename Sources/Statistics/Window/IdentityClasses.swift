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
  /// Copies of the third commonest; 0 if there are only two.
  public var third = 0
  /// The sum over the different ones of the square of the number of copies.
  public var sumOfSquares = 0

  /// sum p^2: the chance that two draws with replacement are the same.
  public var homozygosity: Double { Double(sumOfSquares) / Double(total * total) }

  /// The homozygosity if the two commonest were one: (p1 + p2)^2 + sum of the other p^2.
  public var homozygosityWithTwoMerged: Double {
    Double(sumOfSquares + 2 * largest * second) / Double(total * total)
  }

  /// The homozygosity if the three commonest were one: (p1 + p2 + p3)^2 + sum of the other p^2.
  public var homozygosityWithThreeMerged: Double {
    Double(sumOfSquares + 2 * (largest * second + largest * third + second * third)) / Double(total * total)
  }

  /// sum p^2 - p1^2.
  public var homozygosityWithoutLargest: Double {
    Double(sumOfSquares - largest * largest) / Double(total * total)
  }

  /// (sum p^2 - p1^2) / sum p^2.
  public var ratioWithoutLargest: Double { Double(sumOfSquares - largest * largest) / Double(sumOfSquares) }
}

extension IdentityClasses {
  /// The classes of `count` rows, compared exactly; word w of row r is `words[w * stride + r]`, w < `width`. `table`
  /// has a power of two of at least 2 `count` slots, `copies` and `hashes` have `count`.
  init(
    words: UnsafePointer<UInt64>, stride: Int, count: Int, width: Int, table: UnsafeMutableBufferPointer<Int32>,
    copies: UnsafeMutablePointer<Int32>, hashes: UnsafeMutablePointer<UInt64>
  ) {
    total = count
    let slotMask = table.count - 1
    table.update(repeating: -1)
    hashes.update(repeating: 0x9E37_79B9_7F4A_7C15, count: count)
    for word in 0..<width {
      let column = words + word * stride
      for row in 0..<count {
        let hash = (hashes[row] ^ column[row]) &* 0xFF51_AFD7_ED55_8CCD
        hashes[row] = hash ^ hash >> 32
      }
    }
    for row in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[row]) & slotMask
      while true {
        let representative = Int(table[slot])
        if representative < 0 {
          table[slot] = Int32(row)
          copies[row] = 1
          distinct += 1
          break
        }
        if hashes[representative] == hashes[row], Self.equal(words + representative, words + row, stride, width) {
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
        (largest, second, third) = (number, largest, second)
      } else if number > second {
        (second, third) = (number, second)
      } else if number > third {
        third = number
      }
    }
  }

  private static func equal(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ stride: Int, _ width: Int) -> Bool
  {
    for word in 0..<width where a[word * stride] != b[word * stride] { return false }
    return true
  }
}
