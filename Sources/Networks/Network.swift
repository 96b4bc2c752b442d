import CNetworks

/// A network and its weights, freed with the object.
///
/// Several threads may evaluate it at a time; only one that is alone with it may train it or change its weights.
public final class Network: @unchecked Sendable {
  /// Rows of everything that a network reads.
  public struct Batch {
    /// The number of rows.
    public var rows: Int
    /// One an input: rows x its size.
    public var inputs: [[Float]]
    /// One a loss: rows x its targets; empty where nothing is learned.
    public var targets: [[Float]]
    /// One a loss: how much each row counts; empty, or empty within: 1.
    public var weights: [[Float]]

    /// A batch from its parts.
    public init(rows: Int, inputs: [[Float]], targets: [[Float]] = [], weights: [[Float]] = []) {
      self.rows = rows
      self.inputs = inputs
      self.targets = targets
      self.weights = weights
    }
  }

  /// What it consists of.
  public let description: NetworkDescription
  /// Numbers in all weights.
  public let weightCount: Int
  private let engine: NetworkEngine
  private let handle: OpaquePointer
  private let lossCount: Int

  /// The network that `description` declares, its weights drawn by `seed`, on `device`: "cpu", "cuda" or "auto".
  ///
  /// Throws if the engine is missing or refuses the description.
  public init(_ description: NetworkDescription, seed: UInt64, device: String = "cpu") throws(NetworkError) {
    engine = try NetworkEngine.shared()
    guard let handle = engine.functions.make(description.text, seed, device) else { throw engine.error() }
    self.handle = handle
    self.description = description
    weightCount = Int(engine.functions.weight_count(handle))
    lossCount = description.text.split(separator: "\n").count { $0.hasPrefix("loss ") }
  }

  deinit { engine.functions.free(handle) }

  /// What the weights are, in their order, a line each: "hidden.0 128 132".
  public var layout: String { engine.functions.layout(handle).map { String(cString: $0) } ?? "" }

  /// All weights and running moments, one behind the other.
  public func weights() throws(NetworkError) -> [Float] {
    var failed = false
    let values = [Float](unsafeUninitializedCapacity: weightCount) { buffer, count in
      failed = engine.functions.read_weights(handle, buffer.baseAddress) < 0
      if failed { buffer.initialize(repeating: 0) }
      count = weightCount
    }
    if failed { throw engine.error() }
    return values
  }

  /// Puts `values` in the place of all weights.
  public func setWeights(_ values: [Float]) throws(NetworkError) {
    precondition(values.count == weightCount, "\(values.count) numbers for \(weightCount) weights")
    if engine.functions.write_weights(handle, values) < 0 { throw engine.error() }
  }

  /// The shape of each weight by its name.
  public var shapes: [(name: String, shape: [Int])] {
    layout.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return (String(words.first ?? ""), words.dropFirst().compactMap { Int($0) })
    }
  }

  /// One step of the optimiser at `rate`; dropout draws from `seed`. The result is one number a loss, before the step.
  public func train(_ batch: Batch, seed: UInt64, rate: Double) throws(NetworkError) -> [Double] {
    var losses = [Double](repeating: 0, count: lossCount)
    let code = withBatch(batch) { engine.functions.train(handle, $0, seed, rate, &losses) }
    if code < 0 { throw engine.error() }
    return losses
  }

  /// One number a loss; nothing is learned.
  public func losses(_ batch: Batch) throws(NetworkError) -> [Double] {
    var losses = [Double](repeating: 0, count: lossCount)
    let code = withBatch(batch) { engine.functions.losses(handle, $0, &losses) }
    if code < 0 { throw engine.error() }
    return losses
  }

  /// The values of `layer`, rows x `size`.
  public func evaluate(_ layer: String, _ batch: Batch, size: Int) throws(NetworkError) -> [Float] {
    let capacity = batch.rows * size
    var found: Int64 = 0
    let values = [Float](unsafeUninitializedCapacity: capacity) { buffer, count in
      found = withBatch(batch) {
        engine.functions.evaluate(handle, layer, $0, buffer.baseAddress, Int64(capacity))
      }
      if found < Int64(capacity) { buffer.initialize(repeating: 0) }
      count = capacity
    }
    if found < 0 { throw engine.error() }
    guard found == Int64(capacity) else { throw .engine("the layer '\(layer)' has \(found) values, not \(capacity)") }
    return values
  }

  /// The derivatives of output `column` of `layer` by each input, row by row.
  public func gradient(_ layer: String, column: Int, _ batch: Batch) throws(NetworkError) -> [[Float]] {
    let sizes = batch.inputs.map(\.count)
    let storage = UnsafeMutablePointer<Float>.allocate(capacity: max(1, sizes.reduce(0, +)))
    defer { storage.deallocate() }
    var start = 0
    var pointers: [UnsafeMutablePointer<Float>?] = sizes.map { size in
      defer { start += size }
      return storage + start
    }
    let code = withBatch(batch) { engine.functions.gradient(handle, layer, Int64(column), $0, &pointers) }
    if code < 0 { throw engine.error() }
    return zip(pointers, sizes).map { Array(UnsafeBufferPointer(start: $0, count: $1)) }
  }

  /// Calls `body` with `batch` as the engine takes it.
  private func withBatch<Result>(_ batch: Batch, _ body: (UnsafePointer<apus_batch>) -> Result) -> Result {
    for (input, values) in zip(description.inputs, batch.inputs) {
      precondition(
        values.count == batch.rows * input.shape.reduce(1, *),
        "\(values.count) numbers for \(batch.rows) rows of the input \(input.name) of extents \(input.shape)")
    }
    precondition(batch.inputs.count == description.inputs.count, "\(batch.inputs.count) inputs")
    return Self.withPointers(batch.inputs[...], []) { inputs in
      Self.withPointers(batch.targets[...], []) { targets in
        Self.withPointers(batch.weights[...], []) { weights in
          inputs.withUnsafeBufferPointer { inputs in
            targets.withUnsafeBufferPointer { targets in
              weights.withUnsafeBufferPointer { weights in
                var rows = apus_batch(
                  rows: Int64(batch.rows), inputs: inputs.baseAddress, targets: targets.baseAddress,
                  weights: weights.isEmpty ? nil : weights.baseAddress)
                return body(&rows)
              }
            }
          }
        }
      }
    }
  }

  /// Calls `body` with a pointer to each of `arrays`, nil for one without elements.
  private static func withPointers<Result>(
    _ arrays: ArraySlice<[Float]>, _ pointers: [UnsafePointer<Float>?], _ body: ([UnsafePointer<Float>?]) -> Result
  ) -> Result {
    guard let first = arrays.first else { return body(pointers) }
    return first.withUnsafeBufferPointer {
      withPointers(arrays.dropFirst(), pointers + [first.isEmpty ? nil : $0.baseAddress], body)
    }
  }
}
