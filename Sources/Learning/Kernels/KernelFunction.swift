import FeatureTables
import Groundwork

/// A kernel with its numbers.
struct KernelFunction: Sendable, Equatable {
  var kernel: Kernel
  var gamma: Double
  var coef0: Double
  var degree: Int

  /// Fills `output` with the kernel of `row` (columns values) and each of `count` vectors, which stand column after column,
  /// `stride` apart, from `vectors` on. Each result depends on its own two vectors only, whatever stands beside them.
  func fill(
    _ output: UnsafeMutablePointer<Double>, _ row: UnsafePointer<Double>, _ vectors: UnsafePointer<Double>,
    columns: Int,
    stride: Int, count: Int
  ) {
    output.update(repeating: 0, count: count)
    // Vector after vector in the inner loop: sums run side by side in the processor's lanes, each in the order of columns.
    if kernel == .rbf {
      for column in 0..<columns {
        let (value, own) = (row[column], vectors + column * stride)
        for index in 0..<count {
          let difference = value - own[index]
          output[index] += difference * difference
        }
      }
      for index in 0..<count { output[index] = PortableMath.exp(-gamma * output[index]) }
      return
    }
    for column in 0..<columns {
      let (value, own) = (row[column], vectors + column * stride)
      for index in 0..<count { output[index] += value * own[index] }
    }
    if kernel == .polynomial {
      for index in 0..<count { output[index] = Self.power(gamma * output[index] + coef0, degree) }
    }
  }

  /// What the derivative of the kernel by a column is made of: the derivative is the number returned times the support
  /// vector's value in the column, for RBF less the row's. `value` is the kernel, `product` the dot product.
  func slope(value: Double, product: Double) -> Double {
    switch kernel {
    case .rbf: return 2 * gamma * value
    case .linear: return 1
    case .polynomial: return Double(degree) * gamma * Self.power(gamma * product + coef0, degree - 1)
    }
  }

  static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * base }
  }
}
