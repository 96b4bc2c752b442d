/// One class a row: trees are grown by Gini impurity or entropy of the classes, each row with the weight of its class.
struct ClassTarget: TreeTarget {
  let width: Int
  private let labels: UnsafeMutablePointer<Int32>
  private let impurity: SplitScore
  private let weights: [Double]
  /// Classes of the rows of the node at hand.
  private let classes: UnsafeMutablePointer<Int32>
  /// Where there are few classes, each of them as 1 in a field of ``fieldBits`` bits of its own: rows are counted by adding.
  private let marks: UnsafeMutablePointer<UInt32>
  private let fieldBits: Int
  /// Rows of each class: in the node, left of the split at hand, and left of the splits of four columns.
  private let total: UnsafeMutablePointer<Int32>
  private let left: UnsafeMutablePointer<Int32>
  private let fourLeft: UnsafeMutablePointer<SIMD4<Int32>>

  /// The target of rows with `labels` in 0..<`weights.count`.
  init(labels: [Int32], criterion: SplitCriterion, weights: [Double]) {
    precondition(!labels.isEmpty, "trees grow from at least one row")
    let rowCount = labels.count
    width = weights.count
    // A copy of its own, as it is read at every node: an array would be looked up through its object.
    self.labels = .allocate(capacity: rowCount)
    _ = UnsafeMutableBufferPointer(start: self.labels, count: rowCount).initialize(from: labels)
    self.weights = weights
    impurity = SplitScore(criterion, weights: weights, rowCount: rowCount)
    classes = .allocate(capacity: rowCount)
    fieldBits = width <= 8 ? min(16, 32 / width) : 0
    marks = .allocate(capacity: fieldBits == 0 ? 1 : rowCount)
    total = .allocate(capacity: width)
    left = .allocate(capacity: width)
    fourLeft = .allocate(capacity: width)
  }

  func deallocate() {
    labels.deallocate()
    impurity.deallocate()
    classes.deallocate()
    marks.deallocate()
    total.deallocate()
    left.deallocate()
    fourLeft.deallocate()
  }

  func open(_ rows: UnsafePointer<Int32>, _ count: Int) -> Bool {
    let (labels, classes, total) = (labels, classes, total)
    total.update(repeating: 0, count: width)
    for i in 0..<count {
      let label = labels[Int(rows[i])]
      classes[i] = label
      total[Int(label)] &+= 1
    }
    if fieldBits > 0 {
      for i in 0..<count { marks[i] = 1 &<< UInt32(truncatingIfNeeded: Int(classes[i]) &* fieldBits) }
    }
    return Int(total[Int(classes[0])]) == count
  }

  func whole(_ count: Int) -> Double { impurity.whole(total, count) }

  func merits(
    _ thresholds: SIMD4<Float>, _ values: UnsafePointer<SIMD4<Float>>, _ count: Int, minLeaf: Int
  ) -> SIMD4<Double> {
    fourLeft.update(repeating: .zero, count: width)
    if fieldBits > 0 { addMarks(thresholds, values, count) } else { countLeft(thresholds, values, count) }
    return impurity.splits(fourLeft, total, count, minLeaf: minLeaf)
  }

  /// What ``countLeft(_:_:_:)`` does, of few classes: all of them at once, by adding marks.
  private func addMarks(_ thresholds: SIMD4<Float>, _ values: UnsafePointer<SIMD4<Float>>, _ count: Int) {
    let (marks, left, bits) = (marks, fourLeft, UInt32(fieldBits))
    let field = SIMD4<UInt32>(repeating: 1 << bits &- 1)
    let (none, all) = (SIMD4<UInt32>.zero, SIMD4<UInt32>(repeating: .max))
    var i = 0
    while i < count {
      // As many rows as a field can count.
      let end = min(count, i &+ 1 << Int(bits) &- 1)
      var sums = none
      while i < end {
        sums &+= SIMD4(repeating: marks[i]) & none.replacing(with: all, where: values[i] .<= thresholds)
        i &+= 1
      }
      for index in 0..<width {
        left[index] &+= SIMD4<Int32>(truncatingIfNeeded: sums & field)
        sums = sums &>> SIMD4(repeating: bits)
      }
    }
  }

  /// Adds the classes of the rows whose `values` are at or below the thresholds, column by column, to `fourLeft`.
  private func countLeft(_ thresholds: SIMD4<Float>, _ values: UnsafePointer<SIMD4<Float>>, _ count: Int) {
    let (classes, left) = (classes, fourLeft)
    let (none, all) = (SIMD4<Int32>.zero, SIMD4<Int32>(repeating: -1))
    for i in 0..<count { left[Int(classes[i])] &-= none.replacing(with: all, where: values[i] .<= thresholds) }
  }

  func bestCut(_ keys: UnsafePointer<UInt64>, _ count: Int, minLeaf: Int) -> (merit: Double, leftCount: Int) {
    left.update(repeating: 0, count: width)
    return impurity.isPlainGini
      ? bestGiniCut(keys, count, minLeaf: minLeaf) : bestWeightedCut(keys, count, minLeaf: minLeaf)
  }

  /// Sums of squared counts are carried along whole, so a cut costs the same for any number of classes.
  private func bestGiniCut(
    _ keys: UnsafePointer<UInt64>, _ count: Int, minLeaf: Int
  ) -> (merit: Double, leftCount: Int) {
    let (classes, left, total) = (classes, left, total)
    var leftSquares = 0
    var rightSquares = 0
    for index in 0..<width { rightSquares &+= Int(total[index]) &* Int(total[index]) }
    var best = (merit: -Double.infinity, leftCount: 0)
    let last = count &- minLeaf
    var key = keys[0]
    var place = 0
    while place < last {
      let label = Int(classes[Int(truncatingIfNeeded: key & 0xFFFF_FFFF)])
      let before = Int(left[label])
      left[label] = Int32(truncatingIfNeeded: before &+ 1)
      leftSquares &+= 2 &* before &+ 1
      rightSquares &-= 2 &* (Int(total[label]) &- before) &- 1
      place &+= 1
      let next = keys[place]
      if next >> 32 != key >> 32 && place >= minLeaf {
        let (leftCount, rightCount) = (Double(place), Double(count &- place))
        let merit =
          (Double(leftSquares) * rightCount + Double(rightSquares) * leftCount) / (leftCount * rightCount)
        if merit > best.merit { best = (merit, place) }
      }
      key = next
    }
    return best
  }

  private func bestWeightedCut(
    _ keys: UnsafePointer<UInt64>, _ count: Int, minLeaf: Int
  ) -> (merit: Double, leftCount: Int) {
    let (classes, left, total) = (classes, left, total)
    var best = (merit: -Double.infinity, leftCount: 0)
    for place in 1..<max(1, count &- minLeaf &+ 1) {
      let key = keys[place &- 1]
      left[Int(classes[Int(truncatingIfNeeded: key & 0xFFFF_FFFF)])] &+= 1
      guard keys[place] >> 32 != key >> 32, place >= minLeaf else { continue }
      let merit = impurity.split(left, total, place, count &- place)
      if merit > best.merit { best = (merit, place) }
    }
    return best
  }

  func addLeaf(_ rows: UnsafePointer<Int32>, _ count: Int, to tree: inout GrownTree) -> Int32 {
    for index in 0..<width where Int(total[index]) == count { return ~Int32(index) }
    let number = width + tree.leaves.count / width
    addValues(count, to: &tree.leaves)
    return ~Int32(number)
  }

  func addValues(_ count: Int, to values: inout [Float]) {
    var sum = 0.0
    for index in 0..<width { sum += weights[index] * Double(total[index]) }
    for index in 0..<width { values.append(Float(weights[index] * Double(total[index]) / sum)) }
  }

  func agreement(_ row: Int, _ values: UnsafePointer<Float>) -> Double { Double(values[Int(labels[row])]) }

  func agreement(_ row: Int, leaf: Int, of tree: GrownTree) -> Double {
    let label = Int(labels[row])
    return leaf < width ? (leaf == label ? 1 : 0) : Double(tree.leaves[(leaf - width) * width + label])
  }
}
