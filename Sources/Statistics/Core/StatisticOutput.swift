/// Where a statistic writes its columns: finite values, each with a mark where the window lacked what it needs.
public struct StatisticOutput {
  private let values: UnsafeMutableBufferPointer<Double>
  private let insufficient: UnsafeMutableBufferPointer<Bool>
  private let step: Int
  private var next: Int

  /// Room for values at `first`, `first` + `step` ... of the buffers.
  init(
    _ values: UnsafeMutableBufferPointer<Double>, insufficient: UnsafeMutableBufferPointer<Bool>, first: Int, step: Int
  ) {
    self.values = values
    self.insufficient = insufficient
    self.step = step
    next = first
  }

  /// Writes the next column. A value that is not finite is insufficient and becomes 0, so that none leaves the module.
  public mutating func append(_ value: Double, isInsufficient: Bool = false) {
    precondition(next < values.count, "a statistic writes more columns than it named")
    values[next] = value.isFinite ? value : 0
    insufficient[next] = isInsufficient || !value.isFinite
    next += step
  }

  /// The index of the column to be written next.
  var position: Int { next }
}
