/// Numbers for each row: trees are grown by the decrease of the variance, added up over the targets.
struct NumberTarget: TreeTarget {
  let width: Int
  /// Rows x targets, each target with mean 0 and variance 1.
  private let targets: UnsafeMutablePointer<Double>
  /// Targets of the rows of the node at hand, target after target.
  private let values: UnsafeMutablePointer<Double>
  private let capacity: Int
  /// Sums of the targets: in the node, and left of the cut at hand.
  private let total: UnsafeMutablePointer<Double>
  private let left: UnsafeMutablePointer<Double>

  init(targets: [Double], width: Int) {
    precondition(!targets.isEmpty, "trees grow from at least one row")
    let rowCount = targets.count / width
    self.targets = .allocate(capacity: targets.count)
    _ = UnsafeMutableBufferPointer(start: self.targets, count: targets.count).initialize(from: targets)
    self.width = width
    capacity = rowCount
    values = .allocate(capacity: rowCount * width)
    total = .allocate(capacity: width)
    left = .allocate(capacity: width)
  }

  func deallocate() {
    targets.deallocate()
    values.deallocate()
    total.deallocate()
    left.deallocate()
  }

  func open(_ rows: UnsafePointer<Int32>, _ count: Int) -> Bool {
    var isConstant = true
    for target in 0..<width {
      let own = values + target * capacity
      var sum = 0.0
      var low = Double.infinity
      var high = -Double.infinity
      for i in 0..<count {
        let value = targets[Int(rows[i]) &* width &+ target]
        own[i] = value
        sum += value
        low = value < low ? value : low
        high = value > high ? value : high
      }
      total[target] = sum
      isConstant = isConstant && low == high
    }
    return isConstant
  }

  func whole(_ count: Int) -> Double {
    var sum = 0.0
    for target in 0..<width { sum += total[target] * total[target] }
    return sum / Double(count)
  }

  private func merit(_ leftSum: Double, _ target: Int, _ leftCount: Int, _ rightCount: Int) -> Double {
    let rightSum = total[target] - leftSum
    return leftSum * leftSum / Double(leftCount) + rightSum * rightSum / Double(rightCount)
  }

  func merits(
    _ thresholds: SIMD4<Float>, _ features: UnsafePointer<SIMD4<Float>>, _ count: Int, minLeaf: Int
  ) -> SIMD4<Double> {
    var merits = SIMD4<Double>.zero
    for target in 0..<width {
      let (counts, leftSums) = Self.left(thresholds, features, values + target * capacity, count)
      let (leftCounts, rightCounts) = (SIMD4<Double>(counts), SIMD4<Double>(Int32(count) &- counts))
      let rightSums = total[target] - leftSums
      merits += leftSums * leftSums / leftCounts + rightSums * rightSums / rightCounts
      let isTooFew = (leftCounts .< Double(minLeaf)) .| (rightCounts .< Double(minLeaf))
      merits.replace(with: -.infinity, where: isTooFew)
    }
    return merits
  }

  /// Of each of four columns: how many of the rows of `features` are at or below the threshold, and the sum of their `own`.
  /// Without a branch: which side a random threshold sends a row to cannot be foreseen.
  @inline(__always)
  private static func left(
    _ thresholds: SIMD4<Float>, _ features: UnsafePointer<SIMD4<Float>>, _ own: UnsafePointer<Double>, _ count: Int
  ) -> (counts: SIMD4<Int32>, sums: SIMD4<Double>) {
    let (none, all) = (SIMD4<Int32>.zero, SIMD4<Int32>(repeating: -1))
    var counts = none
    /// `sums` and the targets `place` of the columns that send it left: all bits of it, or none.
    @inline(__always)
    func added(_ place: Int, to sums: SIMD4<Double>) -> SIMD4<Double> {
      let isLeft = none.replacing(with: all, where: features[place] .<= thresholds)
      counts &-= isLeft
      let bits = SIMD4<Int64>(repeating: Int64(bitPattern: own[place].bitPattern))
      return sums + unsafeBitCast(bits & SIMD4<Int64>(truncatingIfNeeded: isLeft), to: SIMD4<Double>.self)
    }
    // Four sums: an addition need not wait for the one before it.
    var (a, b, c, d) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    var i = 0
    while i &+ 3 < count {
      a = added(i, to: a)
      b = added(i &+ 1, to: b)
      c = added(i &+ 2, to: c)
      d = added(i &+ 3, to: d)
      i &+= 4
    }
    var sums = (a + c) + (b + d)
    while i < count {
      sums = added(i, to: sums)
      i &+= 1
    }
    return (counts, sums)
  }

  func bestCut(_ keys: UnsafePointer<UInt64>, _ count: Int, minLeaf: Int) -> (merit: Double, leftCount: Int) {
    var best = (merit: -Double.infinity, leftCount: 0)
    for target in 0..<width { left[target] = 0 }
    for place in 1..<max(1, count &- minLeaf &+ 1) {
      let key = keys[place &- 1]
      let row = Int(truncatingIfNeeded: key & 0xFFFF_FFFF)
      for target in 0..<width { left[target] += values[target &* capacity &+ row] }
      guard keys[place] >> 32 != key >> 32, place >= minLeaf else { continue }
      var merit = 0.0
      for target in 0..<width { merit += self.merit(left[target], target, place, count &- place) }
      if merit > best.merit { best = (merit, place) }
    }
    return best
  }

  func addLeaf(_ rows: UnsafePointer<Int32>, _ count: Int, to tree: inout GrownTree) -> Int32 {
    let number = tree.leaves.count / width
    addValues(count, to: &tree.leaves)
    tree.members.append(contentsOf: UnsafeBufferPointer(start: rows, count: count))
    tree.memberEnds.append(Int64(tree.members.count))
    return ~Int32(number)
  }

  func addValues(_ count: Int, to values: inout [Float]) {
    for target in 0..<width { values.append(Float(total[target] / Double(count))) }
  }

  func agreement(_ row: Int, _ values: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for target in 0..<width { sum += targets[row * width + target] * Double(values[target]) }
    return sum
  }

  func agreement(_ row: Int, leaf: Int, of tree: GrownTree) -> Double {
    tree.leaves.withUnsafeBufferPointer { leaves in
      guard let first = leaves.baseAddress else { return 0 }
      return agreement(row, first + leaf * width)
    }
  }
}
