import Groundwork

/// The scale on which a number is learned.
public enum TargetScale: String, Codable, Sendable {
  /// As it is.
  case linear
  /// Its natural logarithm; for positive numbers that range over orders of magnitude.
  case log

  /// `value` on this scale; not finite where it has no place there.
  public func transformed(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .log: return value > 0 ? PortableMath.log(value) : .nan
    }
  }

  /// The number that is `value` on this scale.
  package func restored(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .log: return PortableMath.exp(value)
    }
  }
}
