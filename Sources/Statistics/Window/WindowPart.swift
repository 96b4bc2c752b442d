/// A part of a window: stretches of it, as shares of its length.
public struct WindowPart: Sendable, Hashable {
  /// The name in columns.
  public let name: String
  /// From where to where each stretch goes, 0 being the start of the window and 1 its end; ascending and disjoint. The
  /// part is what is in them; for statistics that tell positions apart it goes from the first start to the last end.
  public let stretches: [Range<Double>]

  /// The part `name` of `stretches`.
  public init(name: String, stretches: [Range<Double>]) {
    precondition(
      !stretches.isEmpty && stretches.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= 1 && !$0.isEmpty }
        && zip(stretches, stretches.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
      "part \(name) of a window: stretches \(stretches) are not ascending shares of it")
    self.name = name
    self.stretches = stretches
  }
}
