import Haplotypes

extension Genealogy {
  /// True if the coalescence of `a` and `b`, proposed at the rate of the smallest B, happens at the rate of their own.
  @inline(never)
  mutating func keepsCoalescence(_ a: Lineage, _ b: Lineage) -> Bool {
    stream.uniform() * meanB(a, b) < backgroundSelection.smallest
  }

  /// The mean of B over the material that both lineages hold; without any, over the stretch that both hulls cover or that
  /// lies between them.
  private func meanB(_ a: Lineage, _ b: Lineage) -> Double {
    var mass: UInt64 = 0
    var units: UInt64 = 0
    func add(_ left: UInt32, _ right: UInt32) {
      units &+= UInt64(right &- left)
      mass &+= backgroundSelection.map.mass(to: right) &- backgroundSelection.map.mass(to: left)
    }
    let (x, y) = (segments.base + Int(a.first), segments.base + Int(b.first))
    var (i, j) = (0, 0)
    while i < Int(a.segmentCount) && j < Int(b.segmentCount) {
      let right = min(min(x[i].right, a.right), min(y[j].right, b.right))
      let left = max(max(x[i].left, a.left), max(y[j].left, b.left))
      if left < right { add(left, right) }
      if x[i].right <= y[j].right { i += 1 } else { j += 1 }
    }
    if units == 0 {
      let (left, right) = (max(a.left, b.left), min(a.right, b.right))
      if left == right { add(min(left, GenomeGrid.length &- 1), min(left, GenomeGrid.length &- 1) &+ 1) }
      if left != right { add(min(left, right), max(left, right)) }
    }
    return Double(mass) * backgroundSelection.unitsPerMass / Double(units)
  }
}
