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
  /// Targets x rows, ascending: where each training row lay in its predicted distribution, for trees that did not see it: a
  /// level from 0 to 1; below 0 the distance to the least value, above 1 that to the greatest, in standard deviations of
  /// the target. Empty without bootstrap.
  private(set) var levels: [Double]
  /// Targets x training rows: the rows in ascending order of the target.
  private let order: [Int32]
  /// For each of `rows`, its place in the order of the first target.
  private let firstPlaces: [Int32]
  /// Targets x training rows: the place in the order of each target of the row at a place in that of the first.
  private let placesByFirst: [Int32]

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
    let count = targets.count / width
    let order = (0..<width).flatMap { target in
      (0..<Int32(count)).sorted {
        let (a, b) = (targets[Int($0) * width + target], targets[Int($1) * width + target])
        return a < b || (a == b && $0 < $1)
      }
    }
    var places = order
    for (index, row) in order.enumerated() { places[index / count * count + Int(row)] = Int32(index % count) }
    self.order = order
    firstPlaces = rows.map { places[Int($0)] }
    placesByFirst = places.indices.map { places[$0 / count * count + Int(order[$0 % count])] }
  }

  /// Of the rows drawn with replacement, as many as there are, the share 1 - 1 / e are different ones: a tree sees these.
  static let distinctShare = 0.632_120_558_828_557_67

  var width: Int { centres.count }
  var trainingRows: Int { targets.count / width }

  func members(of leaf: Int) -> Range<Int> { (leaf == 0 ? 0 : Int(ends[leaf - 1]))..<Int(ends[leaf]) }

  /// Keeps `rowLevels`, rows x targets, without those that are NaN.
  mutating func addLevels(_ rowLevels: [Double], width: Int) {
    let covered = stride(from: 0, to: rowLevels.count, by: width).filter { !rowLevels[$0].isNaN }
    levels = (0..<width).flatMap { target in covered.map { rowLevels[$0 + target] }.sorted() }
  }

  /// Where the quantile at `level` lies in the predicted distributions of `target`, as ``levels`` say it: the share `level` of
  /// unseen rows lies below (of n rows place level x (n + 1)); `level` itself where that is not known.
  func corrected(_ level: Double, _ target: Int) -> Double {
    let count = levels.count / width
    guard count > 0 else { return level }
    let place = min(max(level * Double(count + 1) - 1, 0), Double(count - 1))
    let below = Int(place)
    let above = min(below + 1, count - 1)
    let (low, high) = (levels[target * count + below], levels[target * count + above])
    return low + (place - Double(below)) * (high - low)
  }

  /// About how many values make up a predicted distribution of `trees` trees.
  func valueCount(trees: Double) -> Double {
    max(1, trees * Self.distinctShare * Double(rows.count) / Double(ends.count))
  }

  /// Sets `weights` to what the members of `leaves` weigh, `share` a leaf, in the order of `target`, and `sums` to the sums of
  /// ``blockSize`` weights each.
  func weigh(
    _ leaves: ArraySlice<Int32>, _ target: Int, _ share: Double, to weights: inout [Double], _ sums: inout [Double]
  ) {
    weights.withUnsafeMutableBufferPointer { weights in
      weights.update(repeating: 0)
      firstPlaces.withUnsafeBufferPointer { places in
        placesByFirst[target * trainingRows..<(target + 1) * trainingRows].withUnsafeBufferPointer { own in
          for leaf in leaves {
            let members = members(of: Int(leaf))
            let part = share / Double(members.count)
            if target == 0 {
              for member in members { weights[Int(places[member])] += part }
            } else {
              for member in members { weights[Int(own[Int(places[member])])] += part }
            }
          }
        }
      }
      // Adding up afterwards: the members of a leaf are near each other, and would wait for each other's sum.
      for block in sums.indices {
        var sum = 0.0
        for place in block * Self.blockSize..<min((block + 1) * Self.blockSize, weights.count) { sum += weights[place] }
        sums[block] = sum
      }
    }
  }

  /// The least target values at which the distribution that gives the training row at place p of the target's order the weight
  /// `weights`[p] reaches each of `levels`, which ascend; `sums` are those of ``blockSize`` weights each.
  func quantiles(
    _ target: Int, _ weights: UnsafePointer<Double>, _ sums: UnsafePointer<Double>, _ levels: [Double],
    to output: inout [Double]
  ) {
    let count = trainingRows
    var sum = 0.0
    var place = 0
    for level in levels {
      // Weights that should add up to the level fall short of it by their rounding.
      let limit = level - 1e-12
      while place < count - 1 {
        if place % Self.blockSize == 0 && place + Self.blockSize < count {
          let next = sum + sums[place / Self.blockSize]
          if next < limit || next <= 0 {
            sum = next
            place += Self.blockSize
            continue
          }
        }
        let next = sum + weights[place]
        if next >= limit && next > 0 { break }
        sum = next
        place += 1
      }
      output.append(targets[Int(order[target * count + place]) * width + target])
    }
  }

  /// Weights that are added up beforehand.
  static let blockSize = 64
}
