/// The training rows in the leaves of a forest of regression trees: what it predicts distributions from.
struct LeafMembers: Sendable, Equatable {
  /// Training rows x targets, as the table had them.
  let targets: [Double]
  /// The mean and the standard deviation of each target on its scale, by which it was standardised.
  let centres: [Double]
  let spreads: [Double]
  /// The rows of all leaves, leaf after leaf (as often as the tree's sample had them), and where those of each end.
  let rows: [Int32]
  let ends: [Int64]
  /// Targets x rows, ascending: at which level of its predicted distribution each training row lay, for trees that did
  /// not see it. Empty without bootstrap.
  private(set) var levels: [Double]
  /// Targets x training rows: the rows in ascending order of the target.
  private let order: [Int32]

  /// The members of the leaves of `trees`, grown for `columns`.
  init(_ columns: TargetColumns, _ trees: [GrownTree]) {
    var rows: [Int32] = []
    var ends: [Int64] = []
    rows.reserveCapacity(trees.reduce(0) { $0 + $1.members.count })
    for tree in trees {
      let first = Int64(rows.count)
      rows.append(contentsOf: tree.members)
      ends.append(contentsOf: tree.memberEnds.map { $0 + first })
    }
    self.init(
      targets: columns.values, centres: columns.centres, spreads: columns.spreads, rows: rows, ends: ends, levels: [])
  }

  init(
    targets: [Double], centres: [Double], spreads: [Double], rows: [Int32], ends: [Int64], levels: [Double]
  ) {
    self.targets = targets
    self.centres = centres
    self.spreads = spreads
    self.rows = rows
    self.ends = ends
    self.levels = levels
    let width = centres.count
    order = (0..<width).flatMap { target in
      (0..<Int32(targets.count / width)).sorted {
        let (a, b) = (targets[Int($0) * width + target], targets[Int($1) * width + target])
        return a < b || (a == b && $0 < $1)
      }
    }
  }

  var width: Int { centres.count }
  var trainingRows: Int { targets.count / width }

  func members(of leaf: Int) -> Range<Int> { (leaf == 0 ? 0 : Int(ends[leaf - 1]))..<Int(ends[leaf]) }

  /// The share of the members of `leaf` whose target is below that of training row `row`, equal ones counting half.
  func shareBelow(row: Int, _ target: Int, leaf: Int) -> Double {
    let own = targets[row * width + target]
    let places = members(of: leaf)
    var twice = 0
    for place in places {
      let other = targets[Int(rows[place]) * width + target]
      twice += other < own ? 2 : other == own ? 1 : 0
    }
    return Double(twice) / Double(2 * places.count)
  }

  /// Keeps `rowLevels`, rows x targets, without those that are NaN.
  mutating func addLevels(_ rowLevels: [Double], width: Int) {
    let covered = stride(from: 0, to: rowLevels.count, by: width).filter { !rowLevels[$0].isNaN }
    levels = (0..<width).flatMap { target in covered.map { rowLevels[$0 + target] }.sorted() }
  }

  /// The level of the predicted distributions of `target` below which the share `level` of unseen rows lies; `level`
  /// itself where that is not known.
  func corrected(_ level: Double, _ target: Int) -> Double {
    let count = levels.count / width
    guard count > 0 else { return level }
    let place = level * Double(count - 1)
    let below = min(Int(place), count - 1)
    let above = min(below + 1, count - 1)
    let (low, high) = (levels[target * count + below], levels[target * count + above])
    return low + (place - Double(below)) * (high - low)
  }

  /// The least target values at which the distribution that gives row r the weight `weights`[r] reaches each of
  /// `levels`, which ascend.
  func quantiles(_ target: Int, _ weights: UnsafePointer<Double>, _ levels: [Double], to output: inout [Double]) {
    let count = trainingRows
    var sum = 0.0
    var place = 0
    for level in levels {
      // Weights that should add up to the level fall short of it by their rounding.
      while place < count - 1 {
        let next = sum + weights[Int(order[target * count + place])]
        if next >= level - 1e-12 && next > 0 { break }
        sum = next
        place += 1
      }
      output.append(targets[Int(order[target * count + place]) * width + target])
    }
  }
}
