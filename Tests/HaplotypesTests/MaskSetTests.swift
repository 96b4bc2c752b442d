import Groundwork
import Haplotypes
import Testing

@Suite struct MaskSetTests {
  /// Base by base.
  @Test func setsOfBases() {
    var stream = RandomStream(seed: 8, replicate: 0, purpose: .parameters)
    func random() -> [Interval] {
      (0..<6).map { _ in
        let start = stream.index(below: 50)
        return Interval(
          contig: stream.index(below: 2) == 0 ? "a" : "b", start: start, end: start + stream.index(below: 12))
      }
    }
    for _ in 0..<40 {
      let (one, other) = (Mask(accessible: random()), Mask(accessible: random()))
      let made = [one.intersection(other), one.union(other), one.subtracting(other)]
      for contig in ["a", "b"] {
        for base in 0..<64 {
          let (here, there) = (
            one.contains(contig: contig, position: base), other.contains(contig: contig, position: base)
          )
          let found = made.map { $0.contains(contig: contig, position: base) }
          #expect(found == [here && there, here || there, here && !there], "\(contig):\(base)")
        }
      }
      let renamed = one.renamed { "chr" + $0 }
      #expect(renamed.accessible["chra"] == one.accessible["a"] && renamed.accessible["a"] == nil)
    }
  }
}
