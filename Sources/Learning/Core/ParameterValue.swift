import FeatureTables
import Groundwork

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The value of a hyper-parameter, as the study file writes it.
public indirect enum ParameterValue: Sendable, Hashable {
  /// Left out: the default.
  case none
  /// true or false
  case flag(Bool)
  /// A whole number.
  case whole(Int)
  /// A number.
  case number(Double)
  /// A word: sqrt, rbf ...
  case word(String)
  /// A number for each class.
  case weights([String: Double])
  /// Hyper-parameters of a learner that this one is made of, behind its name.
  case settings([String: ParameterValue])
}

extension ParameterValue: CustomStringConvertible {
  /// As the study file writes it.
  public var description: String {
    switch self {
    case .none: return "none"
    case .flag(let flag): return "\(flag)"
    case .whole(let count): return "\(count)"
    case .number(let number): return "\(number)"
    case .word(let word): return word
    case .weights(let weights):
      return "{" + weights.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .settings(let settings):
      return "{" + settings.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}

extension ParameterValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int) { self = .whole(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A word; "none" is no value.
  public init(stringLiteral value: String) { self = value == "none" ? .none : .word(value) }
  /// true or false
  public init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension ParameterValue: Codable {
  /// Reads what the study file has.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .none
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let count = try? container.decode(Int.self) {
      self = .whole(count)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let weights = try? container.decode([String: Double].self) {
      self = .weights(weights)
    } else if let settings = try? container.decode([String: ParameterValue].self) {
      self = .settings(settings)
    } else {
      self.init(stringLiteral: try container.decode(String.self))
    }
  }

  /// Writes what the study file has.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .none: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .whole(let count): try container.encode(count)
    case .number(let number): try container.encode(number)
    case .word(let word): try container.encode(word)
    case .weights(let weights): try container.encode(weights)
    case .settings(let settings): try container.encode(settings)
    }
  }
}

extension Learner {
  /// This learner with other values of some hyper-parameters, which are checked.
  ///
  /// Throws if a name is unknown, naming the nearest, or a value is of another kind or out of range.
  public func setting(_ settings: [ParameterSetting]) throws(LearningError) -> Self {
    for setting in settings where !Self.parameterNames.contains(setting.name) {
      throw .unknownParameter(setting.name, learner: Self.id, known: Self.parameterNames)
    }
    let learner: Self
    do {
      var values = try JSONDecoder().decode([String: ParameterValue].self, from: JSONEncoder().encode(self))
      for setting in settings { values[setting.name] = setting.value == .none ? nil : setting.value }
      learner = try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(values))
    } catch let error as LearningError {
      throw error
    } catch {
      let words = settings.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
      throw .invalidParameter(name: Self.id, value: words, expected: "values of the kinds that these parameters have")
    }
    try learner.check()
    return learner
  }
}
