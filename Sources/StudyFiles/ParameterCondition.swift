/// What a replicate must obey: one expression of its numbers is smaller than another.
///
/// Conditions on what is drawn (parameters, sizes, rates) are asked before anything is simulated; those on what happened
/// (``Study/realisedTruth``), afterwards.
public struct ParameterCondition: Sendable, Codable, Equatable {
  /// What is smaller.
  public let smaller: Expression
  /// What is larger.
  public let larger: Expression

  /// The condition written "a < b" or "a > b"; nil if `text` is neither. Sides that are no expressions are said to be none.
  init?(_ text: String) throws(Expression.Fault) {
    for sign: Character in ["<", ">"] {
      let sides = text.split(separator: sign, omittingEmptySubsequences: false).map(String.init)
      guard sides.count == 2, !sides[1].hasPrefix("=") else { continue }
      smaller = try Expression(sign == "<" ? sides[0] : sides[1])
      larger = try Expression(sign == "<" ? sides[1] : sides[0])
      return
    }
    return nil
  }

  /// The names on either side.
  package var names: [String] { smaller.names + larger.names }

  /// True if it asks what happened, not only what was drawn.
  package var isRealised: Bool { names.contains { Study.realisedTruth.contains($0) } }

  /// True if `values` obey the condition.
  package func holds(_ values: [String: Double]) -> Bool { smaller.value(values) < larger.value(values) }
}

extension ParameterCondition: CustomStringConvertible {
  /// As it may be written: "a < b".
  public var description: String {
    func trimmed(_ text: String) -> String { text.split(separator: " ").joined(separator: " ") }
    return "\(trimmed(smaller.text)) < \(trimmed(larger.text))"
  }
}
