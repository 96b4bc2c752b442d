import Groundwork

/// The merit of a split by class, in units in which the impurity that it removes is the merit less that of the whole
/// node. A row counts as much as the weight of its class.
struct SplitScore {
  private let criterion: SplitCriterion
  private let classCount: Int
  private let rowCount: Int
  /// True if rows count 1 each and the criterion is Gini's: the merit is that of whole numbers.
  let isPlainGini: Bool
  private let isWeighted: Bool
  private let weights: UnsafeMutablePointer<Double>
  /// x log x for every whole x up to the number of rows; for weighted classes a table each, of (w x) log (w x). Only for
  /// entropy.
  private let xLogX: UnsafeMutablePointer<Double>
  /// Class counts of one of four splits.
  private let one: UnsafeMutablePointer<Int32>

  init(_ criterion: SplitCriterion, weights: [Double], rowCount: Int) {
    self.criterion = criterion
    self.rowCount = rowCount
    classCount = weights.count
    isWeighted = weights.contains { $0 != 1 }
    isPlainGini = criterion == .gini && !isWeighted
    self.weights = .allocate(capacity: weights.count)
    self.weights.initialize(from: weights, count: weights.count)
    one = .allocate(capacity: weights.count)
    let tables = criterion == .gini ? 0 : isWeighted ? weights.count : 1
    xLogX = .allocate(capacity: tables * (rowCount + 1))
    for table in 0..<tables {
      for x in 0...rowCount {
        xLogX[table * (rowCount + 1) + x] = Self.xLogX((isWeighted ? weights[table] : 1) * Double(x))
      }
    }
  }

  func deallocate() {
    weights.deallocate()
    xLogX.deallocate()
    one.deallocate()
  }

  private static func xLogX(_ x: Double) -> Double { x > 0 ? x * PortableMath.log(x) : 0 }

  /// The merit of a node of `count` rows left whole: sum c^2 / m, or sum c log c - m log m.
  func whole(_ counts: UnsafePointer<Int32>, _ count: Int) -> Double {
    if isWeighted { return weighted(counts, minus: nil) }
    switch criterion {
    case .gini:
      var squares = 0.0
      for index in 0..<classCount { squares += Double(counts[index]) * Double(counts[index]) }
      return squares / Double(count)
    case .entropy:
      var sum = -xLogX[count]
      for index in 0..<classCount { sum += xLogX[Int(counts[index])] }
      return sum
    }
  }

  /// The merit of a split into class counts `left` and `total` - `left`: that of both sides together.
  func split(
    _ left: UnsafePointer<Int32>, _ total: UnsafePointer<Int32>, _ leftCount: Int, _ rightCount: Int
  ) -> Double {
    if isWeighted { return weighted(left, minus: nil) + weighted(total, minus: left) }
    switch criterion {
    case .gini:
      var leftSquares = 0.0
      var rightSquares = 0.0
      for index in 0..<classCount {
        let a = Double(left[index])
        let b = Double(total[index] &- left[index])
        leftSquares += a * a
        rightSquares += b * b
      }
      return leftSquares / Double(leftCount) + rightSquares / Double(rightCount)
    case .entropy:
      var sum = -xLogX[leftCount] - xLogX[rightCount]
      for index in 0..<classCount {
        sum += xLogX[Int(left[index])] + xLogX[Int(total[index] &- left[index])]
      }
      return sum
    }
  }

  /// The merits of four splits of `count` rows, class counts `left` and `total` - `left`; -infinity for those that leave fewer
  /// than `minLeaf` rows on a side.
  func splits(
    _ left: UnsafePointer<SIMD4<Int32>>, _ total: UnsafePointer<Int32>, _ count: Int, minLeaf: Int
  ) -> SIMD4<Double> {
    var leftCounts = SIMD4<Int32>.zero
    for index in 0..<classCount { leftCounts &+= left[index] }
    let rightCounts = Int32(count) &- leftCounts
    let isTooFew = (leftCounts .< Int32(minLeaf)) .| (rightCounts .< Int32(minLeaf))
    var merits = SIMD4<Double>(repeating: -.infinity)
    guard isPlainGini else {
      for lane in 0..<4 where !isTooFew[lane] {
        for index in 0..<classCount { one[index] = left[index][lane] }
        merits[lane] = split(one, total, Int(leftCounts[lane]), Int(rightCounts[lane]))
      }
      return merits
    }
    var (leftSquares, rightSquares) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
    for index in 0..<classCount {
      let (a, b) = (SIMD4<Double>(left[index]), SIMD4<Double>(total[index] &- left[index]))
      leftSquares += a * a
      rightSquares += b * b
    }
    let (leftRows, rightRows) = (SIMD4<Double>(leftCounts), SIMD4<Double>(rightCounts))
    merits = leftSquares / leftRows + rightSquares / rightRows
    let isRefused = (leftRows .< Double(minLeaf)) .| (rightRows .< Double(minLeaf))
    merits.replace(with: -.infinity, where: isRefused)
    return merits
  }

  /// The merit of a side of weighted rows with class counts `counts` less `others`.
  private func weighted(_ counts: UnsafePointer<Int32>, minus others: UnsafePointer<Int32>?) -> Double {
    var mass = 0.0
    var sum = 0.0
    for index in 0..<classCount {
      let rows = counts[index] &- (others?[index] ?? 0)
      let own = weights[index] * Double(rows)
      mass += own
      sum += criterion == .gini ? own * own : xLogX[index * (rowCount + 1) + Int(rows)]
    }
    return criterion == .gini ? sum / mass : sum - Self.xLogX(mass)
  }
}
