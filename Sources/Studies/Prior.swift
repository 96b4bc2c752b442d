import Groundwork

/// A number of the study: fixed, or drawn anew for each replicate.
public enum Prior: Sendable, Codable, Equatable {
  /// Always this value.
  case fixed(Double)
  /// Uniform between two values.
  case uniform(Double, Double)
  /// Uniform in the logarithm between two positive values.
  case logUniform(Double, Double)
  /// Exponential with a mean, cut off at a maximum: draws above it are drawn again, not set to it.
  case exponential(mean: Double, max: Double)

  /// A draw.
  public func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .fixed(let value): return value
    case .uniform(let low, let high): return stream.uniform(low, high)
    case .logUniform(let low, let high): return stream.logUniform(low, high)
    case .exponential(let mean, let max):
      while true {
        let value = stream.exponential() * mean
        if value <= max { return value }
      }
    }
  }

  /// The smallest and the largest value.
  public var range: (low: Double, high: Double) {
    switch self {
    case .fixed(let value): return (value, value)
    case .uniform(let low, let high), .logUniform(let low, let high): return (low, high)
    case .exponential(_, let max): return (0, max)
    }
  }

  /// The mean.
  public var mean: Double {
    switch self {
    case .fixed(let value): return value
    case .uniform(let low, let high): return (low + high) / 2
    case .logUniform(let low, let high):
      return low == high ? low : (high - low) / (PortableMath.log(high) - PortableMath.log(low))
    case .exponential(let mean, let max):
      let cut = PortableMath.exp(-max / mean)
      return mean - max * cut / (1 - cut)
    }
  }

  /// As a sentence says it: "1e-08", "between 0.002 and 0.05".
  public var words: String {
    switch self {
    case .fixed(let value): return Self.text(value)
    case .uniform(let low, let high): return "uniform between \(Self.text(low)) and \(Self.text(high))"
    case .logUniform(let low, let high): return "log-uniform between \(Self.text(low)) and \(Self.text(high))"
    case .exponential(let mean, let max):
      return "exponential with mean \(Self.text(mean)), at most \(Self.text(max))"
    }
  }

  private static func text(_ value: Double) -> String { Int(exactly: value).map(\.grouped) ?? "\(value)" }
}
