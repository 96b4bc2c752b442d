import Groundwork

/// Grows one tree. The hot loops work on unsafe pointers to memory that the grower owns.
final class TreeGrower<Target: TreeTarget> {
  /// Rows that are still to be made a node or a leaf.
  struct Work {
    var parent: Int
    var isRight: Bool
    var first: Int
    var count: Int
    var depth: Int
  }

  /// The best split so far of a node.
  struct Split {
    var merit = -Double.infinity
    var feature = -1
    var threshold: Float = 0
  }

  let data: TreeData
  let settings: TreeSettings
  let target: Target
  var stream: RandomStream
  /// Row numbers; the rows of a node are neighbours.
  let rows: UnsafeMutablePointer<Int32>
  private let spareRows: UnsafeMutablePointer<Int32>
  /// Values of four columns of the rows of the node at hand, or keys that sort them by one.
  let values: UnsafeMutablePointer<SIMD4<Float>>
  private let keys: UnsafeMutablePointer<UInt64>
  /// Columns, drawn from without replacement.
  private let columns: UnsafeMutablePointer<Int32>
  /// The columns that a node cuts at random, four after four, and the random shares of their ranges.
  let chosen: UnsafeMutablePointer<SIMD4<Int32>>
  let shares: UnsafeMutablePointer<SIMD4<Float>>

  /// A grower of one tree that predicts `target`, which it frees.
  init(_ data: TreeData, _ settings: TreeSettings, _ target: Target, _ stream: RandomStream) {
    self.data = data
    self.settings = settings
    self.target = target
    self.stream = stream
    rows = .allocate(capacity: data.rowCount)
    spareRows = .allocate(capacity: data.rowCount)
    let (cutsAtRandom, groups) = (data.ranks == nil, (settings.columnsToTry + 3) / 4)
    values = .allocate(capacity: cutsAtRandom ? data.rowCount : 0)
    keys = .allocate(capacity: cutsAtRandom ? 0 : 2 * data.rowCount)
    columns = .allocate(capacity: data.columnCount)
    chosen = .allocate(capacity: groups)
    shares = .allocate(capacity: groups)
  }

  deinit {
    target.deallocate()
    rows.deallocate()
    spareRows.deallocate()
    values.deallocate()
    keys.deallocate()
    columns.deallocate()
    chosen.deallocate()
    shares.deallocate()
  }

  /// Grows the tree; to be called once.
  func grow() -> GrownTree {
    var tree = GrownTree()
    drawRows(&tree)
    for column in 0..<data.columnCount { columns[column] = Int32(column) }
    tree.importances = [Double](repeating: 0, count: data.columnCount)
    var nodeValues: [Float] = []
    var pending = [Work(parent: -1, isRight: false, first: 0, count: data.rowCount, depth: 0)]
    while let work = pending.popLast() {
      let isAlike = target.open(rows + work.first, work.count)
      let isLeaf = isAlike || work.count < settings.minSplit || work.depth >= settings.maxDepth
      let code: Int32
      if let split = isLeaf ? nil : bestSplit(work) {
        let leftCount = partition(work, split)
        // A side without rows would make this node its own child, for ever.
        precondition(
          0 < leftCount && leftCount < work.count,
          "column \(split.feature) at \(split.threshold) sends \(leftCount) of \(work.count) rows left")
        let node = tree.nodes.count
        code = Int32(node)
        tree.nodes.append(TreeNode(feature: Int32(split.feature), threshold: split.threshold, left: 0, right: 0))
        tree.importances[split.feature] += split.merit - target.whole(work.count)
        if settings.bootstrap { target.addValues(work.count, to: &nodeValues) }
        pending.append(
          Work(
            parent: node, isRight: true, first: work.first + leftCount, count: work.count - leftCount,
            depth: work.depth + 1))
        pending.append(
          Work(parent: node, isRight: false, first: work.first, count: leftCount, depth: work.depth + 1))
      } else {
        code = target.addLeaf(rows + work.first, work.count, to: &tree)
      }
      if work.parent < 0 {
        tree.root = code
      } else if work.isRight {
        tree.nodes[work.parent].right = code
      } else {
        tree.nodes[work.parent].left = code
      }
    }
    let sum = tree.importances.reduce(0, +)
    if sum > 0 { tree.importances = tree.importances.map { $0 / sum } }
    if settings.bootstrap { addOutOfBagImportances(nodeValues, &tree) }
    return tree
  }

  /// Fills `rows`: all, or with bootstrap as many drawn with replacement, in ascending order.
  private func drawRows(_ tree: inout GrownTree) {
    guard settings.bootstrap else {
      for row in 0..<data.rowCount { rows[row] = Int32(row) }
      return
    }
    let copies = spareRows
    copies.update(repeating: 0, count: data.rowCount)
    for _ in 0..<data.rowCount { copies[stream.index(below: data.rowCount)] += 1 }
    tree.outOfBag = [UInt64](repeating: 0, count: (data.rowCount + 63) / 64)
    var place = 0
    for row in 0..<data.rowCount {
      if copies[row] == 0 { tree.outOfBag[row >> 6] |= 1 << UInt64(row & 63) }
      for _ in 0..<copies[row] {
        rows[place] = Int32(row)
        place += 1
      }
    }
  }

  /// The best of the splits that the node tries; nil if every column is constant or no split leaves enough rows.
  private func bestSplit(_ work: Work) -> Split? {
    if data.ranks == nil { return bestRandomCut(work) }
    var best = Split()
    var untried = data.columnCount
    var tried = 0
    while tried < settings.columnsToTry && untried > 0 {
      let column = drawColumn(&untried)
      if tryAllCuts(column, work, &best) { tried += 1 }
    }
    return best.feature < 0 ? nil : best
  }

  /// One of the `untried` first columns, which becomes the last of them and is tried thereby.
  func drawColumn(_ untried: inout Int) -> Int {
    let place = stream.index(below: untried)
    untried -= 1
    let column = columns[place]
    columns[place] = columns[untried]
    columns[untried] = column
    return Int(column)
  }

  /// Tries every place between two different values of `column`; false if there is none.
  private func tryAllCuts(_ column: Int, _ work: Work, _ best: inout Split) -> Bool {
    guard let range = gatherKeys(column, work) else { return false }
    let sorted = KeySort.sort(keys, spare: keys + data.rowCount, work.count, range: range)
    let cut = target.bestCut(sorted, work.count, minLeaf: settings.minLeaf)
    guard cut.merit > best.merit else { return true }
    let (source, rows) = (data.features + column * data.rowCount, rows + work.first)
    let below = source[Int(rows[Int(sorted[cut.leftCount - 1] & 0xFFFF_FFFF)])]
    let above = source[Int(rows[Int(sorted[cut.leftCount] & 0xFFFF_FFFF)])]
    // Halfway, unless rounding leads to the value above or to less than the one below.
    let middle = below / 2 + above / 2
    best = Split(
      merit: cut.merit, feature: column, threshold: middle >= below && middle < above ? middle : below)
    return true
  }

  /// Fills `keys` with the node's ranks in `column`, counted from the least, and places; returns the greatest rank, or
  /// nil if all ranks are the same.
  private func gatherKeys(_ column: Int, _ work: Work) -> UInt32? {
    guard let ranks = data.ranks else { return nil }
    let (source, rows, keys) = (ranks + column * data.rowCount, rows + work.first, keys)
    var low = UInt32.max
    var high: UInt32 = 0
    for i in 0..<work.count {
      let rank = source[Int(rows[i])]
      keys[i] = UInt64(rank) << 32 | UInt64(truncatingIfNeeded: i)
      low = rank < low ? rank : low
      high = rank > high ? rank : high
    }
    if low >= high { return nil }
    let base = UInt64(low) << 32
    for i in 0..<work.count { keys[i] &-= base }
    return high - low
  }

  /// Moves the rows left of the split before the others, both in their old order; returns how many there are.
  private func partition(_ work: Work, _ split: Split) -> Int {
    let (view, rows, spare) = (data.view(ofNode: work.count), rows + work.first, spareRows)
    let (source, stride) = (view.column(split.feature), view.rowStride)
    var leftCount = 0
    var rightCount = 0
    for i in 0..<work.count {
      let row = rows[i]
      let isLeft = source[Int(row) &* stride] <= split.threshold
      rows[leftCount] = row
      spare[rightCount] = row
      leftCount &+= isLeft ? 1 : 0
      rightCount &+= isLeft ? 0 : 1
    }
    (rows + leftCount).update(from: spare, count: rightCount)
    return leftCount
  }

  /// Fills `outOfBagImportances`: for each column, the mean over the rows that the tree did not see of how much its
  /// splits on their way change the value predicted for what they really are. `nodeValues` are those of the nodes.
  private func addOutOfBagImportances(_ nodeValues: [Float], _ tree: inout GrownTree) {
    var sums = [Double](repeating: 0, count: data.columnCount)
    var rowsSeen = 0
    nodeValues.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for row in 0..<data.rowCount where tree.isOutOfBag(row) {
        rowsSeen += 1
        var code = tree.root
        var before = code >= 0 ? target.agreement(row, values + Int(code) * target.width) : 0
        while code >= 0 {
          let node = tree.nodes[Int(code)]
          let isLeft = data.features[Int(node.feature) * data.rowCount + row] <= node.threshold
          code = isLeft ? node.left : node.right
          let after =
            code >= 0
            ? target.agreement(row, values + Int(code) * target.width)
            : target.agreement(row, leaf: Int(~code), of: tree)
          sums[Int(node.feature)] += after - before
          before = after
        }
      }
    }
    tree.outOfBagImportances = rowsSeen == 0 ? sums : sums.map { $0 / Double(rowsSeen) }
  }
}
