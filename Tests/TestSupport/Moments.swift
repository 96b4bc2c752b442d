/// The running mean and variance of a sample (Welford).
public struct Moments {
  /// Values seen.
  public private(set) var count = 0.0
  /// Their mean.
  public private(set) var mean = 0.0
  private var squares = 0.0
  private var values: [Double] = []

  /// No values yet.
  public init() {}

  /// Adds a value.
  public mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
    values.append(value)
  }

  /// The unbiased variance.
  public var variance: Double { squares / (count - 1) }

  /// The standard error of the mean.
  public var standardError: Double { (variance / count).squareRoot() }

  /// The standard error of the variance, from the sample's own fourth moment.
  public var standardErrorOfVariance: Double {
    let fourth = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) * ($1 - mean) * ($1 - mean) } / count
    return ((fourth - variance * variance) / count).squareRoot()
  }

  /// How many standard errors the mean lies from `expected`, which may have a standard error of its own.
  public func z(from expected: Double, error: Double = 0) -> Double {
    (mean - expected) / (standardError * standardError + error * error).squareRoot()
  }
}
