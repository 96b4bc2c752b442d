import FeatureTables

/// Fisher's linear discriminant axes (Rao 1948's generalisation to several classes): the directions along which the means of
/// the classes lie furthest apart, in units of the spread within classes.
///
/// Columns that are constant within all classes, and directions in which (nearly) nothing varies within them, are left out. There
/// are at most (classes with rows - 1) axes, in descending order of what they separate, each of variance 1 within classes.
package struct LinearDiscriminants: Sendable, Equatable {
  /// Axes x columns: what each feature is multiplied by.
  package let weights: [Double]
  /// What is subtracted from each axis: the mean of all rows lies at 0.
  package let offsets: [Double]
  /// The variance of the class means along each axis.
  package let separations: [Double]

  /// The number of axes.
  package var count: Int { offsets.count }

  init(weights: [Double], offsets: [Double]) {
    self.weights = weights
    self.offsets = offsets
    separations = []
  }

  /// The axes of the labelled rows of `table`; throws if they have no labels.
  package init(_ table: FeatureTable) throws(LearningError) {
    guard table.labels.count == table.rowCount else { throw .unlabelledTable }
    let within = WithinClasses(table)
    let columns = table.columnCount
    let kept = within.deviations.indices.filter { within.deviations[$0] > 0 }
    let order = kept.count
    // Correlations within classes, then their principal axes, which are made to have variance 1.
    var correlations = [Double](repeating: 0, count: order * order)
    for (i, a) in kept.enumerated() {
      for (j, b) in kept.enumerated() {
        correlations[i * order + j] =
          within.covariance[a * columns + b] / (within.deviations[a] * within.deviations[b])
      }
    }
    let principal = SmallMatrix.eigen(correlations, order: order)
    let rank = principal.values.count { $0 > 1e-8 * (principal.values.first ?? 0) }
    // The class means on these axes, each as often as it has rows.
    let present = within.counts.indices.filter { within.counts[$0] > 0 }
    let total = Double(table.rowCount)
    let means = present.map { label in
      (0..<rank).map { axis in
        var sum = 0.0
        for (i, column) in kept.enumerated() {
          let difference = within.means[label * columns + column] - within.grandMeans[column]
          sum += principal.vectors[axis][i] * difference / within.deviations[column]
        }
        return sum / principal.values[axis].squareRoot() * (Double(within.counts[label]) / total).squareRoot()
      }
    }
    // The few axes of the means: those of a matrix of order classes, not columns.
    let classes = present.count
    let inner = (0..<classes * classes).map { place in
      zip(means[place / classes], means[place % classes]).reduce(0.0) { $0 + $1.0 * $1.1 }
    }
    let between = SmallMatrix.eigen(inner, order: classes)
    var weights: [Double] = []
    var offsets: [Double] = []
    var separations: [Double] = []
    for axis in 0..<max(0, min(classes - 1, rank)) where between.values[axis] > 1e-12 {
      let length = between.values[axis].squareRoot()
      let direction = (0..<rank).map { k in
        (0..<classes).reduce(0.0) { $0 + between.vectors[axis][$1] * means[$1][k] } / length
      }
      var own = [Double](repeating: 0, count: columns)
      for (i, column) in kept.enumerated() {
        for k in 0..<rank {
          own[column] += principal.vectors[k][i] / principal.values[k].squareRoot() * direction[k]
        }
        own[column] /= within.deviations[column]
      }
      // Of the two directions of an axis that in which the greatest weight is positive.
      let greatest = own.max { abs($0) < abs($1) } ?? 0
      if greatest < 0 { own = own.map { -$0 } }
      weights += own
      offsets.append(zip(own, within.grandMeans).reduce(0.0) { $0 + $1.0 * $1.1 })
      separations.append(between.values[axis])
    }
    self.weights = weights
    self.offsets = offsets
    self.separations = separations
  }

  /// Rows x axes: where the rows of `table` lie.
  package func places(_ table: FeatureTable) -> [Double] {
    let columns = table.columnCount
    return (0..<table.rowCount).flatMap { row in
      (0..<count).map { axis in
        var sum = -offsets[axis]
        for column in 0..<columns { sum += weights[axis * columns + column] * table.values[row * columns + column] }
        return sum
      }
    }
  }
}
