/// What a replicate must obey: one expression of its numbers is smaller than another.
///
/// Conditions on parameters are asked where these are drawn; those on sizes and rates once all is drawn, those on what happened
/// (`Study.realisedTruth`) once it is simulated: what breaks them is drawn anew as a whole.
public struct ParameterCondition: Sendable, Codable, Equatable {
  /// What is smaller.
  public let smaller: Expression
  /// What is larger.
  public let larger: Expression

  /// The condition written "a < b" or "a > b"; nil if `text` is neither. Sides that are no expressions are said to be none.
  package init?(_ text: String) throws(Expression.Fault) {
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

  /// True if it asks of more than parameters, so that the replicate as a whole is accepted or not.
  package var isOfReplicate: Bool {
    names.contains { Study.realisedTruth.contains($0) || Study.drawnOutsideParameters.contains($0) }
  }

  /// True if it asks of nothing but `known` names.
  package func isOf(_ known: some Sequence<String>) -> Bool { Set(names).isSubset(of: known) }

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
