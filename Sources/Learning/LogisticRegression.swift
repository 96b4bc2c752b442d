import FeatureTables
import Groundwork

/// Multinomial logistic regression with a penalty on the squares of the weights (Hastie, Tibshirani & Friedman 2009,
/// doi:10.1007/978-0-387-84858-7, section 4.4).
///
/// What is made least is the sum over rows of -log p(class of the row) plus the sum of squared weights / (2 c), intercepts
/// free: the minimum is one, so nothing is drawn and the seed decides nothing.
public struct LogisticRegression: Learner {
  /// The name in study files and models.
  public static let id = "logistic_regression"
  /// The name in reports.
  public static let title = "Multinomial logistic regression"
  /// The DOI of the method.
  public static let doi = "10.1007/978-0-387-84858-7"
  /// The version of what is learned.
  public static let version = 1
  /// It learns classes only.
  public static let predictsNumbers = false

  /// What an error costs, against small weights; above 0.
  public var c = 1.0
  /// The greatest slope, per row, at which the minimum counts as found; above 0.
  public var tolerance = 1e-7
  /// The most steps to it; at least 1.
  public var steps = 2000
  /// How much the rows of a class count.
  public var classWeights = ClassWeights.none
  /// What is done to features first.
  public var preprocess = Preprocessing.standardise

  /// A learner with the default hyper-parameters.
  public init() {}

  /// Throws if a hyper-parameter is out of range.
  public func check() throws(LearningError) {
    let limits = ParameterLimits(Self.self)
    try limits.require(c > 0 && c < 1e15, "c", c, "a number above 0")
    try limits.require(tolerance > 0 && tolerance < 1, "tolerance", tolerance)
    try limits.require(steps, "steps", atLeast: 1)
    try classWeights.check(Self.id)
  }

  /// Finds the weights; see ``Learner/fit(_:to:seed:threads:progress:)``.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try check()
    guard task.targets.isEmpty else { throw .otherTask(expected: "numbers", found: "classes") }
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table)
    let preprocessor = Preprocessor(preprocess, table)
    let rows = preprocessor.applied(to: table)
    let counted = try classWeights.values(table, learner: Self.id)
    let present = Set(table.labels).sorted()
    let labels = table.labels.map { label in present.firstIndex(of: label) ?? 0 }
    let (columns, classes) = (table.columnCount, present.count)
    let loss = LogisticLoss(
      rows: rows, labels: labels, rowWeights: table.labels.map { counted[Int($0)] }, classes: classes,
      penalty: 1 / (c * Double(table.rowCount)), threads: threads)
    let found =
      classes == 1
      ? [Double](repeating: 0, count: columns + 1)
      : QuasiNewton.minimum(
        from: [Double](repeating: 0, count: classes * (columns + 1)), tolerance: tolerance, steps: steps,
        function: loss.value)
    progress?(1, 1)
    return LinearModel(
      schema: table.schema, task: task, preprocessor: preprocessor, present: present,
      weights: Array(found.prefix(classes * columns)), intercepts: Array(found.suffix(classes)),
      deviations: ColumnMoments(rows).deviations)
  }
}

/// The mean over rows of the loss of a softmax, with its penalty.
private struct LogisticLoss {
  let rows: FeatureTable
  let labels: [Int]
  let rowWeights: [Double]
  let classes: Int
  let penalty: Double
  let threads: Int
  /// Blocks of rows are added up in order, so that the sums are the same for any number of threads.
  private static let blockSize = 256

  /// The loss at `place` (classes x columns weights, then the intercepts), whose slope goes to `slope`.
  func value(_ place: [Double], _ slope: inout [Double]) -> Double {
    let count = rows.rowCount
    let blocks = parallelMap(count: (count + Self.blockSize - 1) / Self.blockSize, threads: threads) { _, block in
      part(block * Self.blockSize..<min((block + 1) * Self.blockSize, count), place)
    }
    let weightCount = classes * rows.columnCount
    var value = 0.0
    for index in slope.indices { slope[index] = 0 }
    for block in blocks {
      value += block.value
      for index in slope.indices { slope[index] += block.slope[index] }
    }
    value /= Double(count)
    for index in slope.indices {
      slope[index] /= Double(count)
      if index < weightCount {
        value += penalty * place[index] * place[index] / 2
        slope[index] += penalty * place[index]
      }
    }
    return value
  }

  private func part(_ range: Range<Int>, _ place: [Double]) -> (value: Double, slope: [Double]) {
    let columns = rows.columnCount
    var value = 0.0
    var slope = [Double](repeating: 0, count: place.count)
    var sums = [Double](repeating: 0, count: classes)
    rows.values.withUnsafeBufferPointer { features in
      place.withUnsafeBufferPointer { place in
        slope.withUnsafeMutableBufferPointer { slope in
          for row in range {
            let first = row * columns
            for index in 0..<classes {
              // Four sums: an addition need not wait for the one before it.
              var (a, b, c, d) = (place[classes * columns + index], 0.0, 0.0, 0.0)
              let own = index * columns
              var column = 0
              while column &+ 3 < columns {
                a += place[own &+ column] * features[first &+ column]
                b += place[own &+ column &+ 1] * features[first &+ column &+ 1]
                c += place[own &+ column &+ 2] * features[first &+ column &+ 2]
                d += place[own &+ column &+ 3] * features[first &+ column &+ 3]
                column &+= 4
              }
              while column < columns {
                a += place[own &+ column] * features[first &+ column]
                column &+= 1
              }
              sums[index] = a + b + (c + d)
            }
            let top = sums.reduce(-Double.infinity, max)
            let mass = sums.reduce(0.0) { $0 + PortableMath.exp($1 - top) }
            let weight = rowWeights[row]
            value += weight * (PortableMath.log(mass) + top - sums[labels[row]])
            for index in 0..<classes {
              let error = weight * (PortableMath.exp(sums[index] - top) / mass - (index == labels[row] ? 1 : 0))
              let own = index * columns
              for column in 0..<columns { slope[own &+ column] += error * features[first &+ column] }
              slope[classes * columns + index] += error
            }
          }
        }
      }
    }
    return (value, slope)
  }
}

extension LogisticRegression {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case c
    case tolerance
    case steps
    case classWeights = "class_weights"
    case preprocess
  }

  /// The names of the hyper-parameters, as the study file writes them.
  public static var parameterNames: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// Reads hyper-parameters; those that are left out have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try container.read(&c, .c)
    try container.read(&tolerance, .tolerance)
    try container.read(&steps, .steps)
    try container.read(&classWeights, .classWeights)
    try container.read(word: &preprocess, .preprocess)
  }
}
