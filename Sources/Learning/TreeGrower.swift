import Groundwork

/// A node that splits: rows with feature <= threshold go left. A child >= 0 is a node; ~child names a leaf.
struct TreeNode: BitwiseCopyable {
  var feature: Int32
  var threshold: Float
  var left: Int32
  var right: Int32
}

/// A tree as it was grown. Leaf k < class count is "class k for certain"; the others are in `distributions`.
struct GrownTree: Sendable {
  var root: Int32 = 0
  var nodes: [TreeNode] = []
  var distributions: [Float] = []
  /// How much each column's splits lowered the impurity, adding up to 1 (or all 0).
  var importances: [Double] = []
}

/// Grows one tree. The hot loops work on unsafe pointers to memory that the grower owns.
final class TreeGrower {
  struct Settings: Sendable {
    var columnsToTry: Int
    var minSplit: Int
    var minLeaf: Int
    var maxDepth: Int
    var bootstrap: Bool
    var criterion: ExtraTrees.Criterion
    var classCount: Int
  }

  /// The training rows; the pointers stay valid while trees are grown, and nothing writes to them.
  struct Data: @unchecked Sendable {
    let features: UnsafePointer<Float>
    let labels: UnsafePointer<Int32>
    let rowCount: Int
    let columnCount: Int

    init(
      features: UnsafeBufferPointer<Float>, labels: UnsafeBufferPointer<Int32>, rowCount: Int, columnCount: Int
    ) {
      guard let features = features.baseAddress, let labels = labels.baseAddress else {
        preconditionFailure("trees grow from at least one row and column")
      }
      self.features = features
      self.labels = labels
      self.rowCount = rowCount
      self.columnCount = columnCount
    }
  }

  /// Rows that are still to be made a node or a leaf.
  private struct Work {
    var parent: Int
    var isRight: Bool
    var first: Int
    var count: Int
    var depth: Int
  }

  /// The best split so far of a node.
  private struct Split {
    var score = -Double.infinity
    var feature = -1
    var threshold: Float = 0
  }

  private let data: Data
  private let settings: Settings
  private var stream: RandomStream
  private let impurity: SplitScore
  /// Row numbers; the rows of a node are neighbours.
  private let rows: UnsafeMutablePointer<Int32>
  private let spareRows: UnsafeMutablePointer<Int32>
  /// Values of one column and classes of the rows of the node at hand.
  private let values: UnsafeMutablePointer<Float>
  private let classes: UnsafeMutablePointer<Int32>
  /// Columns, drawn from without replacement.
  private let columns: UnsafeMutablePointer<Int32>
  /// Rows of each class: in the node, and left of the split at hand in two parts.
  private let total: UnsafeMutablePointer<Int32>
  private let left: UnsafeMutablePointer<Int32>

  init(_ data: Data, _ settings: Settings, _ stream: RandomStream) {
    self.data = data
    self.settings = settings
    self.stream = stream
    impurity = SplitScore(settings.criterion, classCount: settings.classCount, rowCount: data.rowCount)
    rows = .allocate(capacity: data.rowCount)
    spareRows = .allocate(capacity: data.rowCount)
    values = .allocate(capacity: data.rowCount)
    classes = .allocate(capacity: data.rowCount)
    columns = .allocate(capacity: data.columnCount)
    total = .allocate(capacity: settings.classCount)
    left = .allocate(capacity: 2 * settings.classCount)
  }

  deinit {
    rows.deallocate()
    spareRows.deallocate()
    values.deallocate()
    classes.deallocate()
    columns.deallocate()
    total.deallocate()
    left.deallocate()
  }

  /// Grows the tree; to be called once.
  func grow() -> GrownTree {
    for row in 0..<data.rowCount {
      rows[row] = Int32(settings.bootstrap ? stream.index(below: data.rowCount) : row)
    }
    for column in 0..<data.columnCount { columns[column] = Int32(column) }
    var tree = GrownTree()
    tree.importances = [Double](repeating: 0, count: data.columnCount)
    var pending = [Work(parent: -1, isRight: false, first: 0, count: data.rowCount, depth: 0)]
    while let work = pending.popLast() {
      let split = countClasses(work) ? nil : bestSplit(work)
      let code: Int32
      if let split {
        let leftCount = partition(work, split)
        let node = tree.nodes.count
        code = Int32(node)
        tree.nodes.append(TreeNode(feature: Int32(split.feature), threshold: split.threshold, left: 0, right: 0))
        tree.importances[split.feature] += split.score - impurity.whole(total, work.count)
        pending.append(
          Work(
            parent: node, isRight: true, first: work.first + leftCount, count: work.count - leftCount,
            depth: work.depth + 1))
        pending.append(
          Work(parent: node, isRight: false, first: work.first, count: leftCount, depth: work.depth + 1))
      } else {
        code = leaf(work.count, &tree)
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
    return tree
  }

  /// Fills `classes` and `total`; true if the node must be a leaf: pure, too small or too deep.
  private func countClasses(_ work: Work) -> Bool {
    let (rows, labels, classes, total) = (rows + work.first, data.labels, classes, total)
    total.update(repeating: 0, count: settings.classCount)
    for i in 0..<work.count {
      let label = labels[Int(rows[i])]
      classes[i] = label
      total[Int(label)] &+= 1
    }
    if work.count < settings.minSplit || work.depth >= settings.maxDepth { return true }
    return Int(total[Int(classes[0])]) == work.count
  }

  /// The best of the splits that the node tries; nil if every column is constant or no split leaves enough rows.
  private func bestSplit(_ work: Work) -> Split? {
    var best = Split()
    var untried = data.columnCount
    var tried = 0
    while tried < settings.columnsToTry && untried > 0 {
      let place = stream.index(below: untried)
      untried -= 1
      let column = columns[place]
      columns[place] = columns[untried]
      columns[untried] = column
      let (low, high) = gather(column: Int(column), work)
      guard low < high else { continue }
      tried += 1
      let drawn = low + (high - low) * (Float(stream.next() >> 40) * 0x1p-24)
      let threshold = drawn < high ? drawn : low
      let leftCount = countLeft(threshold, work.count)
      guard leftCount >= settings.minLeaf, work.count - leftCount >= settings.minLeaf else { continue }
      let score = impurity.split(left, total, leftCount, work.count - leftCount)
      if score > best.score { best = Split(score: score, feature: Int(column), threshold: threshold) }
    }
    return best.feature < 0 ? nil : best
  }

  /// Copies the node's values of `column` to `values`; returns the least and the greatest.
  private func gather(column: Int, _ work: Work) -> (low: Float, high: Float) {
    let (source, rows, values) = (data.features + column * data.rowCount, rows + work.first, values)
    var low = Float.infinity
    var high = -Float.infinity
    for i in 0..<work.count {
      let value = source[Int(rows[i])]
      values[i] = value
      low = value < low ? value : low
      high = value > high ? value : high
    }
    return (low, high)
  }

  /// Counts the classes of the rows at or below `threshold` into the first part of `left`; returns how many rows.
  private func countLeft(_ threshold: Float, _ count: Int) -> Int {
    let (values, classes, classCount) = (values, classes, settings.classCount)
    // Two counters a class: an addition need not wait for the one before it to be stored.
    let (even, odd) = (left, left + classCount)
    even.update(repeating: 0, count: 2 * classCount)
    var i = 0
    while i &+ 1 < count {
      even[Int(classes[i])] &+= values[i] <= threshold ? 1 : 0
      odd[Int(classes[i &+ 1])] &+= values[i &+ 1] <= threshold ? 1 : 0
      i &+= 2
    }
    if i < count { even[Int(classes[i])] &+= values[i] <= threshold ? 1 : 0 }
    var sum: Int32 = 0
    for index in 0..<classCount {
      even[index] &+= odd[index]
      sum &+= even[index]
    }
    return Int(sum)
  }

  /// Moves the rows left of the split before the others, both in their old order; returns how many there are.
  private func partition(_ work: Work, _ split: Split) -> Int {
    let (source, rows, spare) = (data.features + split.feature * data.rowCount, rows + work.first, spareRows)
    var leftCount = 0
    var rightCount = 0
    for i in 0..<work.count {
      let row = rows[i]
      let isLeft = source[Int(row)] <= split.threshold
      rows[leftCount] = row
      spare[rightCount] = row
      leftCount &+= isLeft ? 1 : 0
      rightCount &+= isLeft ? 0 : 1
    }
    (rows + leftCount).update(from: spare, count: rightCount)
    return leftCount
  }

  /// The code of a leaf with the class counts of `total`.
  private func leaf(_ count: Int, _ tree: inout GrownTree) -> Int32 {
    let classCount = settings.classCount
    for index in 0..<classCount where Int(total[index]) == count { return ~Int32(index) }
    let number = classCount + tree.distributions.count / classCount
    for index in 0..<classCount { tree.distributions.append(Float(total[index]) / Float(count)) }
    return ~Int32(number)
  }
}
