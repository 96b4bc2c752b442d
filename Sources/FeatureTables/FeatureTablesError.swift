import Groundwork

/// What can be wrong with a file of arrays or a feature table.
public enum FeatureTablesError: Error, Sendable, CustomStringConvertible {
  /// The file could not be read or written.
  case file(FileError)
  /// The file is not what it should be.
  case damaged(path: String, reason: String)
  /// The file is one of ours, but of another kind.
  case anotherFormat(path: String, found: String, expected: String)
  /// One line of a text file is wrong.
  case badLine(path: String, line: Int, problem: String, remedy: String)
  /// A member that should be in the container is not.
  case missingMember(path: String, member: String)
  /// Tables that should have the same columns have not.
  case schemaMismatch(reason: String)

  /// One line: what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .file(let error): return error.description
    case .damaged(let path, let reason):
      return "\(path): not a readable Apus file: \(reason); make it again with the command that wrote it"
    case .anotherFormat(let path, let found, let expected):
      return
        "\(path): it is of the format '\(found)', expected '\(expected)'; name another file (apus inspect tells what a file is)"
    case .badLine(let path, let line, let problem, let remedy): return "\(path):\(line): \(problem); \(remedy)"
    case .missingMember(let path, let member):
      return "\(path): has no member '\(member)'; it was not written by this kind of command or is damaged"
    case .schemaMismatch(let reason): return reason
    }
  }
}
