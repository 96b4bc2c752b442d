import FeatureTables
import Groundwork

extension Learner where Fitted == LinearModel {
  /// The linear model of the classes `task` names whose penalised loss is least, intercepts free.
  func fitSoftmax(
    _ settings: SoftmaxSettings, _ table: FeatureTable, to task: PredictionTask, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> LinearModel {
    try task.check(table)
    try SinglePrecisionColumns.checkFinite(table, allowsMissing: settings.preprocess.imputation != nil)
    let preprocessor = Preprocessor(settings.preprocess, table)
    let rows = preprocessor.applied(to: table)
    let counted = try settings.classWeights.values(table, learner: Self.id)
    let present = Set(table.labels).sorted()
    let labels = table.labels.map { label in present.firstIndex(of: label) ?? 0 }
    let (columns, classes) = (table.columnCount, present.count)
    let loss = LogisticLoss(
      rows: rows, labels: labels, rowWeights: table.labels.map { counted[Int($0)] }, classes: classes,
      penalty: settings.squares, threads: threads)
    let magnitudes = [Double](repeating: settings.magnitudes, count: classes * columns)
    let found =
      classes == 1
      ? [Double](repeating: 0, count: columns + 1)
      : QuasiNewton.minimum(
        from: [Double](repeating: 0, count: classes * (columns + 1)), tolerance: settings.tolerance,
        steps: settings.steps, penalties: magnitudes + [Double](repeating: 0, count: classes), function: loss.value)
    progress?(1, 1)
    return LinearModel(
      schema: table.schema, task: task, preprocessor: preprocessor, present: present,
      weights: Array(found.prefix(classes * columns)), intercepts: Array(found.suffix(classes)),
      deviations: ColumnMoments(rows).deviations)
  }
}

/// The mean over rows of the loss of a softmax, with its penalty.
struct LogisticLoss {
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
