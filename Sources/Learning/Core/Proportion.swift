/// A share of a number of trials, with its 95 % interval.
public struct Proportion: Codable, Sendable, Equatable {
  /// Trials that succeeded.
  public let successes: Int
  /// Trials in all.
  public let total: Int

  /// The share `successes` / `total`.
  public init(successes: Int, total: Int) {
    precondition(0 <= successes && successes <= total, "\(successes) successes in \(total) trials")
    self.successes = successes
    self.total = total
  }

  /// successes / total; 0 without trials.
  public var value: Double { total == 0 ? 0 : Double(successes) / Double(total) }

  /// Wilson's 95 % interval (Wilson 1927, doi:10.1080/01621459.1927.10502953); 0 to 1 without trials.
  public var interval: ClosedRange<Double> {
    guard total > 0 else { return 0...1 }
    let z = 1.959963984540054
    let n = Double(total)
    let p = value
    let centre = p + z * z / (2 * n)
    let halfWidth = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    return max(0, (centre - halfWidth) / scale)...min(1, (centre + halfWidth) / scale)
  }
}
