import FeatureTables
import Groundwork

/// The decision functions of a support vector machine: one for each pair of classes, or the one of a number.
struct DecisionFunctions: Sendable, Equatable {
  let kernel: KernelFunction
  let columns: Int
  /// Columns x support vectors; those of the first class first.
  let vectors: [Double]
  /// Support vectors of each class; of a number there is one count.
  let counts: [Int]
  /// (Classes - 1) x support vectors: row j - 1 of a vector of class i < j, and row i of one of class j, belong to the
  /// function that tells i from j. Of a number there is one row.
  let coefficients: [Double]
  /// What is subtracted in each function; the pairs are in the order (0, 1), (0, 2) ... (1, 2) ...
  let offsets: [Double]

  /// The number of support vectors.
  var vectorCount: Int { counts.reduce(0, +) }

  /// The functions' terms: for each, stretches of support vectors and where their coefficients begin.
  private var terms: [[(vectors: Range<Int>, coefficients: Int)]] {
    let total = vectorCount
    if counts.count == 1 { return [[(0..<total, 0)]] }
    let starts = counts.indices.map { counts[..<$0].reduce(0, +) }
    func stretch(_ index: Int) -> Range<Int> { starts[index]..<starts[index] + counts[index] }
    return counts.indices.flatMap { i in
      (i + 1..<max(i + 1, counts.count)).map { j in [(stretch(i), (j - 1) * total), (stretch(j), i * total)] }
    }
  }

  /// The values of the functions for each of `rowCount` rows of features: rows x functions.
  func values(_ features: [Double], rowCount: Int, threads: Int) -> [Double] {
    let (terms, width, total) = (terms, offsets.count, vectorCount)
    let blockSize = 16
    let blocks = parallelMap(count: (rowCount + blockSize - 1) / blockSize, threads: threads) { _, block in
      let rows = block * blockSize..<min((block + 1) * blockSize, rowCount)
      var result: [Double] = []
      result.reserveCapacity(rows.count * width)
      withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, total)) { kernels in
        features.withUnsafeBufferPointer { features in
          vectors.withUnsafeBufferPointer { vectors in
            coefficients.withUnsafeBufferPointer { coefficients in
              guard let kernels = kernels.baseAddress, let features = features.baseAddress else { return }
              for row in rows {
                if let vectors = vectors.baseAddress {
                  kernel.fill(
                    kernels, features + row * columns, vectors, columns: columns, stride: total, count: total)
                }
                for (function, parts) in terms.enumerated() {
                  var sum = -offsets[function]
                  for part in parts {
                    for index in part.vectors { sum += coefficients[part.coefficients + index] * kernels[index] }
                  }
                  result.append(sum)
                }
              }
            }
          }
        }
      }
      return result
    }
    return blocks.flatMap { $0 }
  }

  /// The mean magnitude of the functions' derivatives by each column, at fifty support vectors at most, evenly spaced.
  func meanSlopes() -> [Double] {
    let total = vectorCount
    let probes = min(50, total)
    var result = [Double](repeating: 0, count: columns)
    var kernels = [Double](repeating: 0, count: max(1, total))
    for probe in 0..<probes {
      let chosen = probe * total / probes
      let row = (0..<columns).map { vectors[$0 * total + chosen] }
      kernels.withUnsafeMutableBufferPointer { buffer in
        guard let buffer = buffer.baseAddress else { return }
        kernel.fill(buffer, row, vectors, columns: columns, stride: total, count: total)
      }
      let products =
        kernel.kernel != .polynomial
        ? kernels
        : (0..<total).map { index in (0..<columns).reduce(0.0) { $0 + row[$1] * vectors[$1 * total + index] } }
      let slopes = (0..<total).map { kernel.slope(value: kernels[$0], product: products[$0]) }
      for parts in terms {
        for column in 0..<columns {
          let base = kernel.kernel == .rbf ? row[column] : 0
          var sum = 0.0
          for part in parts {
            for index in part.vectors {
              sum += coefficients[part.coefficients + index] * slopes[index] * (vectors[column * total + index] - base)
            }
          }
          result[column] += abs(sum)
        }
      }
    }
    return result
  }
}
