import Groundwork

/// The merit of a split, in units in which the impurity that it removes is the merit less that of the whole node.
struct SplitScore {
  private let criterion: ExtraTrees.Criterion
  private let classCount: Int
  /// x log x for every whole x up to the number of rows; only for entropy.
  private let xLogX: [Double]

  init(_ criterion: ExtraTrees.Criterion, classCount: Int, rowCount: Int) {
    self.criterion = criterion
    self.classCount = classCount
    xLogX = criterion == .gini ? [] : (0...rowCount).map { $0 < 2 ? 0 : Double($0) * PortableMath.log(Double($0)) }
  }

  /// The merit of a node of `count` rows left whole: sum c^2 / m, or sum c log c - m log m.
  func whole(_ counts: UnsafePointer<Int32>, _ count: Int) -> Double {
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
}
