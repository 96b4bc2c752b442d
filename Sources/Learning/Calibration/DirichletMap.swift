import Groundwork

/// p -> softmax(W ln p + b): multinomial logistic regression on the logarithms of the probabilities of all k classes together,
/// so that a class can be corrected by what is said about another (Kull et al. 2019, doi:10.48550/arXiv.1910.12656).
///
/// What is made least is the mean log loss + penalty (sum of w_ij^2, i not j, / (k (k - 1)) + sum of b_j^2 / k): the exponents
/// of the classes themselves are free, all else is drawn towards 0 (the authors' ODIR with lambda = mu).
struct DirichletMap: Sendable, Equatable {
  let classCount: Int
  /// Classes x (classes + 1): for each class its weights of the logarithms, then its intercept.
  let weights: [Double]

  /// Penalties among which the log loss of rows kept aside chooses, the strongest first.
  static let penalties = [10, 1, 0.1, 0.01, 0.001, 0.0001]
  /// Parts of the rows that are kept aside in turn for that choice.
  static let folds = 5
  /// Half of this times the sum of all squares is added to the sum of log losses, so that a best map exists even where classes
  /// are separated or one has no rows.
  static let ridge = 1e-6

  /// A map from its parts.
  init(classCount: Int, weights: [Double]) {
    self.classCount = classCount
    self.weights = weights
  }

  /// The map of rows of `classCount` logarithms each, at least one row, whose classes are `labels`.
  ///
  /// Of ``penalties`` the one is taken whose maps, fitted to the other folds, have the least log loss on ``folds`` folds (of
  /// equal ones the strongest); the strongest, if there are fewer than two `replicates` (one number a row). Replicates of a
  /// class are dealt to the folds in turn, in the order of rows, each class going on where the one before ended.
  init(logarithms: [Double], labels: [Int32], replicates: [UInt64], classCount: Int) {
    let rows = LogarithmRows(logarithms: logarithms, labels: labels, classCount: classCount)
    let foldOfRow = Self.deal(labels, replicates, classCount: classCount)
    let foldCount = 1 + (foldOfRow.max() ?? 0)
    var losses = [Double](repeating: 0, count: Self.penalties.count)
    if foldCount > 1 {
      for fold in 0..<foldCount {
        let training = rows.selecting(labels.indices.filter { foldOfRow[$0] != fold })
        let kept = rows.selecting(labels.indices.filter { foldOfRow[$0] == fold })
        var weights = rows.identity
        for (index, penalty) in Self.penalties.enumerated() {
          weights = training.fitted(from: weights, penalty: penalty)
          losses[index] += kept.logLoss(weights)
        }
      }
    }
    var best = 0
    for index in losses.indices where losses[index] < losses[best] { best = index }
    self.init(classCount: classCount, weights: rows.fitted(from: rows.identity, penalty: Self.penalties[best]))
  }

  private static func deal(_ labels: [Int32], _ replicates: [UInt64], classCount: Int) -> [Int] {
    var foldOfReplicate: [UInt64: Int] = [:]
    var next = 0
    for label in 0..<Int32(classCount) {
      for row in labels.indices where labels[row] == label && foldOfReplicate[replicates[row]] == nil {
        foldOfReplicate[replicates[row]] = next % folds
        next += 1
      }
    }
    return replicates.map { foldOfReplicate[$0] ?? 0 }
  }

  /// The corrected probabilities of a row with these `logarithms`, one a class; they add up to 1.
  func probabilities(_ logarithms: [Double]) -> [Double] {
    let sums = (0..<classCount).map { index in
      let first = index * (classCount + 1)
      return logarithms.indices.reduce(weights[first + classCount]) { $0 + weights[first + $1] * logarithms[$1] }
    }
    let top = sums.reduce(-Double.infinity, max)
    let masses = sums.map { PortableMath.exp($0 - top) }
    let mass = masses.reduce(0, +)
    return masses.map { $0 / mass }
  }
}

/// Rows that a ``DirichletMap`` is fitted to.
private struct LogarithmRows {
  let classCount: Int
  /// Rows x (classes + 1): the logarithms, then 1 for the intercept.
  let inputs: [Double]
  let labels: [Int]

  private init(classCount: Int, inputs: [Double], labels: [Int]) {
    self.classCount = classCount
    self.inputs = inputs
    self.labels = labels
  }

  init(logarithms: [Double], labels: [Int32], classCount: Int) {
    self.init(
      classCount: classCount,
      inputs: labels.indices.flatMap { logarithms[$0 * classCount..<($0 + 1) * classCount] + [1] },
      labels: labels.map { Int($0) })
  }

  private var width: Int { classCount + 1 }

  func selecting(_ rows: [Int]) -> LogarithmRows {
    LogarithmRows(
      classCount: classCount, inputs: rows.flatMap { inputs[$0 * width..<($0 + 1) * width] },
      labels: rows.map { labels[$0] })
  }

  /// The weights that correct nothing.
  var identity: [Double] { (0..<classCount * width).map { $0 / width == $0 % width ? 1 : 0 } }

  /// The weights of the least penalised loss, from `start` on.
  func fitted(from start: [Double], penalty: Double) -> [Double] {
    let count = Double(labels.count)
    let others = classCount > 1 ? count * penalty / Double(classCount * (classCount - 1)) : 0
    let intercepts = count * penalty / Double(classCount)
    let squares = start.indices.map { index -> Double in
      let (row, column) = (index / width, index % width)
      return DirichletMap.ridge / 2 + (column == classCount ? intercepts : row == column ? 0 : others)
    }
    return Newton.minimum(
      from: start,
      value: { weights in weights.indices.reduce(logLoss(weights)) { $0 + squares[$1] * weights[$1] * weights[$1] } },
      derivatives: { weights in
        var local = derivatives(weights)
        for index in weights.indices {
          local.slope[index] += 2 * squares[index] * weights[index]
          local.curvature[index * weights.count + index] += 2 * squares[index]
        }
        return local
      })
  }

  /// Calls `body` for each row with its first place in `inputs` and the logarithms of its masses, their greatest and their sum.
  private func forEachRow(
    _ weights: [Double],
    _ body: (_ row: Int, _ inputs: UnsafePointer<Double>, _ sums: UnsafePointer<Double>, _ top: Double, _ mass: Double)
      -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: classCount) { sums in
      inputs.withUnsafeBufferPointer { inputs in
        weights.withUnsafeBufferPointer { weights in
          guard let first = inputs.baseAddress, let result = sums.baseAddress else { return }
          for row in labels.indices {
            let own = first + row * width
            var top = -Double.infinity
            for index in 0..<classCount {
              var sum = 0.0
              for place in 0..<width { sum += weights[index &* width &+ place] * own[place] }
              result[index] = sum
              top = max(top, sum)
            }
            var mass = 0.0
            for index in 0..<classCount { mass += PortableMath.exp(result[index] - top) }
            body(row, own, result, top, mass)
          }
        }
      }
    }
  }

  /// The sum of the log losses of the rows.
  func logLoss(_ weights: [Double]) -> Double {
    var loss = 0.0
    forEachRow(weights) { row, _, sums, top, mass in loss += PortableMath.log(mass) + top - sums[labels[row]] }
    return loss
  }

  private func derivatives(_ weights: [Double]) -> Newton.Derivatives {
    let size = weights.count
    var slope = [Double](repeating: 0, count: size)
    var curvature = [Double](repeating: 0, count: size * size)
    var shares = [Double](repeating: 0, count: classCount)
    slope.withUnsafeMutableBufferPointer { slope in
      curvature.withUnsafeMutableBufferPointer { curvature in
        forEachRow(weights) { row, inputs, sums, top, mass in
          for index in 0..<classCount { shares[index] = PortableMath.exp(sums[index] - top) / mass }
          for one in 0..<classCount {
            let error = shares[one] - (one == labels[row] ? 1 : 0)
            for place in 0..<width { slope[one &* width &+ place] += error * inputs[place] }
            for other in 0...one {
              let weight = shares[one] * ((one == other ? 1 : 0) - shares[other])
              for place in 0..<width {
                let first = (one &* width &+ place) &* size &+ other &* width
                let product = weight * inputs[place]
                for second in 0..<width { curvature[first &+ second] += product * inputs[second] }
              }
            }
          }
        }
      }
    }
    for row in 0..<size {
      for column in 0..<row { curvature[column * size + row] = curvature[row * size + column] }
    }
    return Newton.Derivatives(slope: slope, curvature: curvature)
  }
}
