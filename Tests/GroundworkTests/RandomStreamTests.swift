import Groundwork
import Testing

@Suite struct RandomStreamTests {
  @Test func philoxKnownAnswers() {
    // Known answers of the Random123 distribution for Philox4x64-10.
    let zero = RandomStream.philox(counter: (0, 0, 0, 0), key: (0, 0))
    #expect(zero.0 == 0x1655_4d9e_ca36_314c)
    #expect(zero.1 == 0xdb20_fe9d_672d_0fdc)
    #expect(zero.2 == 0xd7e7_72ce_e186_176b)
    #expect(zero.3 == 0x7e68_b68a_ec7b_a23b)
    let ones = RandomStream.philox(counter: (.max, .max, .max, .max), key: (.max, .max))
    #expect(ones.0 == 0x87b0_92c3_013f_e90b)
    #expect(ones.1 == 0x438c_3c67_be8d_0224)
    #expect(ones.2 == 0x9cc7_d7c6_9cd7_77b6)
    #expect(ones.3 == 0xa09c_aebf_594f_0ba0)
  }

  @Test func streamsDifferBySeedReplicateAndPurpose() {
    func first(_ seed: UInt64, _ replicate: UInt64, _ purpose: RandomStream.Purpose) -> UInt64 {
      var stream = RandomStream(seed: seed, replicate: replicate, purpose: purpose)
      return stream.next()
    }
    let all: Set<UInt64> = [
      first(1, 0, .genealogy), first(2, 0, .genealogy), first(1, 1, .genealogy), first(1, 0, .parameters),
    ]
    #expect(all.count == 4)
  }

  @Test func exponentialHasTheMomentsAndTailOfTheDistribution() {
    var stream = RandomStream(seed: 7, replicate: 0, purpose: .genealogy)
    let count = 2_000_000
    var sum = 0.0
    var squares = 0.0
    var beyondTail = 0
    var beyondOne = 0
    for _ in 0..<count {
      let x = stream.exponential()
      sum += x
      squares += x * x
      if x > 7.7 { beyondTail += 1 }
      if x > 1 { beyondOne += 1 }
    }
    let n = Double(count)
    #expect(abs(sum / n - 1) < 4 / n.squareRoot())
    #expect(abs(squares / n - 2) < 4 * (20 / n).squareRoot())
    for (observed, threshold) in [(beyondTail, 7.7), (beyondOne, 1.0)] {
      let p = PortableMath.exp(-threshold)
      #expect(abs(Double(observed) - n * p) < 4 * (n * p * (1 - p)).squareRoot())
    }
  }

  @Test func belowIsUniformAlsoForBoundsThatDoNotDivide() {
    var stream = RandomStream(seed: 3, replicate: 9, purpose: .split)
    var counts = [Double](repeating: 0, count: 7)
    for _ in 0..<700_000 { counts[stream.index(below: 7)] += 1 }
    let chiSquare = counts.reduce(0) { $0 + ($1 - 100_000) * ($1 - 100_000) / 100_000 }
    #expect(chiSquare < 6 + 4 * 12.0.squareRoot())
  }

  @Test func shuffleKeepsTheElements() {
    var stream = RandomStream(seed: 3, replicate: 1, purpose: .split)
    var elements = Array(0..<100)
    stream.shuffle(&elements)
    #expect(elements != Array(0..<100))
    #expect(elements.sorted() == Array(0..<100))
  }
}
