/// What can be wrong with a demographic model.
public enum DemographyError: Error, Sendable, CustomStringConvertible {
  /// The model contradicts itself; the message says where and how.
  case invalid(String)
  /// The model is valid, but not one that the simulator runs.
  case unsupported(String)

  /// One line: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .invalid(let message), .unsupported(let message): return message
    }
  }
}
