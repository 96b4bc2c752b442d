import CLIBSVM
import Groundwork

/// Rows as LIBSVM takes them, and its solver.
///
/// Of few rows the kernel is computed once, by our own loops, for all problems that are made of them (folds, pairs of
/// classes); of many rows that would take too much memory, and the library computes what it needs, again and again.
final class VectorMachineSolver: @unchecked Sendable {
  /// The most rows whose kernel is kept: 16 bytes for each pair of rows.
  private static let keptRows = 2500
  /// The library writes its progress to the standard output unless told otherwise.
  private static let silence: Void = svm_set_print_string_function { _ in }

  private let kernel: KernelFunction
  private let features: [Double]
  private let rowCount: Int
  private let columns: Int
  private let nodes: UnsafeMutablePointer<svm_node>
  /// Where the nodes of each row begin.
  private let starts: [UnsafeMutablePointer<svm_node>?]
  private let isKept: Bool

  /// The solver of `rowCount` rows of `features`.
  init(_ features: [Double], rowCount: Int, columns: Int, kernel: KernelFunction, threads: Int) {
    _ = Self.silence
    self.kernel = kernel
    self.features = features
    self.rowCount = rowCount
    self.columns = columns
    isKept = rowCount <= Self.keptRows
    let stride = isKept ? rowCount + 1 : columns + 1
    let nodes = UnsafeMutablePointer<svm_node>.allocate(capacity: max(1, rowCount * stride))
    self.nodes = nodes
    starts = (0..<rowCount).map { nodes + $0 * stride }
    if isKept { fillKernel(threads) } else { fillFeatures() }
  }

  deinit { nodes.deallocate() }

  /// Row i as (0, i + 1), then the kernel of it and each row: what the library calls a precomputed kernel.
  private func fillKernel(_ threads: Int) {
    var columnwise = [Double](repeating: 0, count: rowCount * columns)
    for row in 0..<rowCount {
      for column in 0..<columns { columnwise[column * rowCount + row] = features[row * columns + column] }
    }
    let (kernel, features, rowCount, columns, transposed) = (kernel, features, rowCount, columns, columnwise)
    let memory = UnsafeMutableBufferPointer(start: nodes, count: rowCount * (rowCount + 1))
    parallelFill(memory, blockSize: rowCount + 1, threads: threads) { _, row, nodes in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: rowCount) { values in
        features.withUnsafeBufferPointer { features in
          transposed.withUnsafeBufferPointer { transposed in
            guard let values = values.baseAddress, let features = features.baseAddress,
              let others = transposed.baseAddress
            else { return }
            kernel.fill(
              values, features + row * columns, others, columns: columns, stride: rowCount, count: rowCount)
            nodes.initializeElement(at: 0, to: svm_node(index: 0, value: Double(row + 1)))
            for other in 0..<rowCount {
              nodes.initializeElement(
                at: other + 1, to: svm_node(index: Int32(other + 1), value: values[other]))
            }
          }
        }
      }
    }
  }

  /// Row i as (column, value) of all values but zeros, ended by the column -1.
  private func fillFeatures() {
    for row in 0..<rowCount {
      var place = nodes + row * (columns + 1)
      for column in 0..<columns where features[row * columns + column] != 0 {
        place.initialize(to: svm_node(index: Int32(column + 1), value: features[row * columns + column]))
        place += 1
      }
      place.initialize(to: svm_node(index: -1, value: 0))
    }
  }

  /// What is to be solved.
  struct Problem {
    var cost: Double
    /// How much a row of each class counts; nil if numbers are predicted.
    var weights: [Double]?
    /// Half the width of the tube about a number within which errors do not count.
    var epsilon: Double
    /// How exactly the conditions of optimality must hold.
    var tolerance: Double
  }

  /// The decision functions learned from `rows`, whose classes (from 0, all of them) or numbers are `targets`.
  ///
  /// The library's model points into its rows and is gone when this returns: what it found is copied.
  func functions(_ problem: Problem, rows: [Int], targets: [Double]) -> DecisionFunctions {
    // The library numbers classes as they first appear.
    let order =
      problem.weights == nil ? Array(rows.indices) : rows.indices.sorted { (targets[$0], $0) < (targets[$1], $1) }
    var parameter = svm_parameter()
    parameter.svm_type = Int32(problem.weights == nil ? EPSILON_SVR : C_SVC)
    parameter.kernel_type = isKept ? Int32(PRECOMPUTED) : kernel.libraryType
    parameter.degree = Int32(kernel.degree)
    parameter.gamma = kernel.gamma
    parameter.coef0 = kernel.coef0
    parameter.cache_size = 200
    parameter.eps = problem.tolerance
    parameter.C = problem.cost
    parameter.p = problem.epsilon
    parameter.shrinking = 1
    var labels = (problem.weights ?? []).indices.map { Int32($0) }
    var weights = problem.weights ?? []
    var values = order.map { targets[$0] }
    var places = order.map { starts[rows[$0]] }
    return labels.withUnsafeMutableBufferPointer { labels in
      weights.withUnsafeMutableBufferPointer { weights in
        values.withUnsafeMutableBufferPointer { values in
          places.withUnsafeMutableBufferPointer { places in
            parameter.nr_weight = Int32(weights.count)
            parameter.weight_label = labels.baseAddress
            parameter.weight = weights.baseAddress
            var library = svm_problem(l: Int32(values.count), y: values.baseAddress, x: places.baseAddress)
            if let fault = svm_check_parameter(&library, &parameter) {
              preconditionFailure("LIBSVM refuses checked settings: \(String(cString: fault))")
            }
            var model = svm_train(&library, &parameter)
            defer { svm_free_and_destroy_model(&model) }
            guard let found = model?.pointee else { preconditionFailure("LIBSVM has no model") }
            return copied(found, rows: order.map { rows[$0] })
          }
        }
      }
    }
  }

  private func copied(_ model: svm_model, rows: [Int]) -> DecisionFunctions {
    let total = Int(model.l)
    let classes = Int(model.nr_class)
    let counts = model.nSV == nil ? [total] : (0..<classes).map { Int(model.nSV[$0]) }
    let functions = model.nSV == nil ? 1 : classes * (classes - 1) / 2
    let chosen = (0..<total).map { rows[Int(model.sv_indices[$0]) - 1] }
    return DecisionFunctions(
      kernel: kernel, columns: columns,
      vectors: (0..<columns).flatMap { column in chosen.map { features[$0 * columns + column] } }, counts: counts,
      coefficients: (0..<classes - 1).flatMap { row in (0..<total).map { model.sv_coef[row]?[$0] ?? 0 } },
      offsets: (0..<functions).map { model.rho[$0] })
  }
}

extension KernelFunction {
  fileprivate var libraryType: Int32 {
    switch kernel {
    case .rbf: return Int32(RBF)
    case .linear: return Int32(LINEAR)
    case .polynomial: return Int32(POLY)
    }
  }
}
