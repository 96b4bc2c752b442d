/// What drawn parameters must obey: one is smaller than another, or than a number.
public struct ParameterCondition: Sendable, Codable, Equatable {
  /// A parameter's name or a number.
  public let smaller: String
  /// A parameter's name or a number.
  public let larger: String

  /// The condition written "a < b" or "a > b"; nil if `text` is neither.
  init?(_ text: String) {
    for sign: Character in ["<", ">"] {
      let sides = text.split(separator: sign, omittingEmptySubsequences: false).map { side in
        side.split(separator: " ").joined(separator: " ")
      }
      guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty && !$0.contains("=") }) else { continue }
      smaller = sign == "<" ? sides[0] : sides[1]
      larger = sign == "<" ? sides[1] : sides[0]
      return
    }
    return nil
  }

  /// The sides that are no numbers: names of parameters.
  var names: [String] { [smaller, larger].filter { Double($0) == nil } }

  /// True if `values` obey the condition.
  package func holds(_ values: [String: Double]) -> Bool {
    guard let low = Double(smaller) ?? values[smaller], let high = Double(larger) ?? values[larger] else {
      return false
    }
    return low < high
  }
}

extension ParameterCondition: CustomStringConvertible {
  /// As it may be written: "a < b".
  public var description: String { "\(smaller) < \(larger)" }
}
