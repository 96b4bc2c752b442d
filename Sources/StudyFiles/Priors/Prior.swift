import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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
  /// Normal with a mean and a standard deviation, cut off at a minimum and a maximum: draws beyond are drawn again.
  case normal(mean: Double, sd: Double, min: Double, max: Double)
  /// One of several values, with probabilities in proportion to weights.
  case discrete(values: [Double], weights: [Double])
  /// A column of a table whose rows are joint draws: all priors of a replicate from one file take the same row.
  case table(PriorTable)
  /// Worked out from numbers that were drawn before.
  case expression(Expression)

  /// A draw; of an expression its value for `known` numbers, NaN if it names others.
  public func draw(_ stream: inout RandomStream, known: [String: Double] = [:]) -> Double {
    switch self {
    case .expression(let expression): return expression.value(known)
    case .fixed(let value): return value
    case .uniform(let low, let high): return stream.uniform(low, high)
    case .logUniform(let low, let high): return stream.logUniform(low, high)
    case .exponential(let mean, let max):
      while true {
        let value = stream.exponential() * mean
        if value <= max { return value }
      }
    case .normal(let mean, let sd, let min, let max):
      while true {
        let value = mean + sd * stream.normal()
        if value >= min && value <= max { return value }
      }
    case .discrete(let values, let weights):
      var left = stream.uniform() * weights.reduce(0, +)
      for (value, weight) in zip(values, weights) {
        left -= weight
        if left < 0 { return value }
      }
      return values[weights.lastIndex { $0 > 0 } ?? values.count - 1]
    case .table(let table): return table.draw(stream)
    }
  }

  /// The smallest and the largest value; NaN of an expression, whose names decide them.
  public var range: (low: Double, high: Double) {
    switch self {
    case .expression: return (.nan, .nan)
    case .fixed(let value): return (value, value)
    case .uniform(let low, let high), .logUniform(let low, let high): return (low, high)
    case .exponential(_, let max): return (0, max)
    case .normal(_, _, let min, let max): return (min, max)
    case .discrete(let values, _): return (values.min() ?? .nan, values.max() ?? .nan)
    case .table(let table): return (table.values.min() ?? .nan, table.values.max() ?? .nan)
    }
  }

  /// The prior given that the value lies in `range`, as nearly as its kind can say it: a region that holds `range` and is no larger than
  /// it was; the prior itself where none is smaller.
  package func within(_ range: ClosedRange<Double>) -> Prior {
    let (low, high) = (Swift.max(self.range.low, range.lowerBound), Swift.min(self.range.high, range.upperBound))
    guard low < high else { return self }
    switch self {
    case .fixed, .table, .expression: return self
    case .uniform: return .uniform(low, high)
    case .logUniform: return .logUniform(low, high)
    case .exponential(let mean, _): return .exponential(mean: mean, max: high)
    case .normal(let mean, let sd, _, _): return .normal(mean: mean, sd: sd, min: low, max: high)
    case .discrete(let values, let weights):
      let kept = values.indices.filter { range.contains(values[$0]) }
      return kept.isEmpty ? self : .discrete(values: kept.map { values[$0] }, weights: kept.map { weights[$0] })
    }
  }

  /// The mean; NaN of an expression.
  public var mean: Double {
    switch self {
    case .expression: return .nan
    case .fixed(let value): return value
    case .uniform(let low, let high): return (low + high) / 2
    case .logUniform(let low, let high):
      return low == high ? low : (high - low) / (PortableMath.log(high) - PortableMath.log(low))
    case .exponential(let mean, let max):
      let cut = PortableMath.exp(-max / mean)
      return mean - max * cut / (1 - cut)
    case .normal(let mean, let sd, let min, let max):
      let (low, high) = ((min - mean) / sd, (max - mean) / sd)
      func density(_ z: Double) -> Double { PortableMath.exp(-z * z / 2) / (2 * Double.pi).squareRoot() }
      let share = (erfc(low / 2.0.squareRoot()) - erfc(high / 2.0.squareRoot())) / 2
      return mean + sd * (density(low) - density(high)) / share
    case .discrete(let values, let weights):
      return zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
    case .table(let table): return table.values.reduce(0, +) / Double(table.values.count)
    }
  }

  /// As a sentence says it: "1e-08", "uniform between 0.002 and 0.05".
  package var words: String {
    switch self {
    case .expression(let expression): return expression.text
    case .fixed(let value): return Self.number(value)
    case .uniform(let low, let high): return "uniform between \(Self.number(low)) and \(Self.number(high))"
    case .logUniform(let low, let high): return "log-uniform between \(Self.number(low)) and \(Self.number(high))"
    case .exponential(let mean, let max):
      return "exponential with mean \(Self.number(mean)), at most \(Self.number(max))"
    case .normal(let mean, let sd, let min, let max):
      return
        "normal with mean \(Self.number(mean)) and standard deviation \(Self.number(sd)), from \(Self.number(min)) "
        + "to \(Self.number(max))"
    case .discrete(let values, let weights):
      if Set(weights).count == 1 { return "one of " + values.map(Self.number).joined(separator: ", ") }
      let total = weights.reduce(0, +)
      return zip(values, weights).map { "\(Self.number($0)) (\((100 * $1 / total).fixed(0)) %)" }
        .joined(separator: ", ")
    case .table(let table): return "column '\(table.column)' of \(table.file), \(table.rows.grouped) joint draws"
    }
  }

  /// The expression, if it is one.
  package var expression: Expression? {
    if case .expression(let expression) = self { return expression }
    return nil
  }

  /// A number without a needless ".0".
  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(\.grouped) ?? "\(value)"
  }
}
