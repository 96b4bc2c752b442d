import FeatureTables
import Groundwork

/// How far a support vector reaches.
public enum KernelWidth: Sendable, Equatable {
  /// 1 / (columns x variance of all features as the kernel sees them).
  case scale
  /// This number.
  case given(Double)
}

extension KernelWidth: Codable {
  /// Reads "scale" or a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .given(number)
      return
    }
    let word = try container.decode(String.self)
    guard word == "scale" else {
      throw LearningError.invalidParameter(name: "gamma", value: word, expected: "'scale' or a number above 0")
    }
    self = .scale
  }

  /// Writes "scale" or a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .scale: try container.encode("scale")
    case .given(let number): try container.encode(number)
    }
  }
}
