/// What can be wrong with a network.
public enum NetworkError: Error, Sendable, CustomStringConvertible {
  /// The library of the engine is not there or cannot be opened.
  case missing(reason: String)
  /// The engine refused; the message is its own.
  case engine(String)

  /// What was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .missing(let reason):
      return
        "networks need the library \(NetworkEngine.fileName), which is not part of the program (\(reason)); run 'make networks' "
        + "in the source folder of Apus, or name the library's path in the environment variable \(NetworkEngine.variable)"
    case .engine(let reason): return reason
    }
  }
}
