/// A number predicted for a window.
public struct NumberEstimate: Sendable, Equatable {
  /// The prediction.
  public let value: Double
  /// The interval that should hold the truth nine times in ten.
  public let low, high: Double
}
