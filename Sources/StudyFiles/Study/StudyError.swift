import FeatureTables
import Groundwork
import Learning
import VariantFiles

/// What can go wrong with a study, from the study file to its last output.
public enum StudyError: Error, Sendable, CustomStringConvertible {
  /// The study file, or a file or value it names, is wrong; the message says where and how.
  case invalid(String)
  /// A file does not exist.
  case missingFile(String)
  /// Reading or writing failed.
  case io(String)
  /// The work ended without a result; the message says why.
  case empty(String)
  /// Something that is no part of the program is needed and is not there; the message says how to get it.
  case unavailable(String)
  /// The user asked the program to stop; the message says what is kept.
  case stopped(String)

  /// What a caller may want to tell apart: the exit codes 65, 66, 69, 74 and 130.
  public enum Kind: Sendable {
    /// Wrong data or settings.
    case badData
    /// A file that does not exist.
    case missingFile
    /// A library that is no part of the program is not there.
    case unavailable
    /// Reading or writing failed.
    case io
    /// The end before the work was done, as the user asked.
    case stopped
  }

  /// The kind of this error.
  public var kind: Kind {
    switch self {
    case .invalid, .empty: return .badData
    case .missingFile: return .missingFile
    case .io: return .io
    case .unavailable: return .unavailable
    case .stopped: return .stopped
    }
  }

  /// One line: where, what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .invalid(let message), .missingFile(let message), .io(let message), .empty(let message),
      .unavailable(let message), .stopped(let message):
      return Self.oneLine(message)
    }
  }

  /// The study error that says what `error` of a lower module says.
  package init(_ error: any Error) {
    switch error {
    case let error as StudyError: self = error
    case let error as FileError: self.init(file: error)
    case FeatureTablesError.file(let error): self.init(error)
    case LearningError.file(let error): self.init(error)
    case LearningError.missingLibrary(let message): self = .unavailable(message)
    case VariantFilesError.file(let error): self.init(file: error)
    case let error as VariantFilesError:
      switch error.kind {
      case .missingFile: self = .missingFile(error.description)
      case .badData: self = .invalid(error.description)
      case .io: self = .io(error.description)
      }
    default: self = .invalid("\(error)")
    }
  }

  /// A file that is not there is missing input only where it was to be read; where it was to be made, its folder is.
  private init(file error: FileError) {
    if !error.isMissing {
      self = .io(error.description)
    } else if error.operation == "create" {
      self = .io("\(error.path): cannot create: there is no such folder")
    } else {
      self = .missingFile(error.description)
    }
  }

  /// `text` with its lines, which list reasons, joined by semicolons.
  private static func oneLine(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { line in String(line.drop { $0 == " " }) }
    guard let first = lines.first, lines.count > 1 else { return text }
    return first + (first.hasSuffix(":") ? " " : "; ") + lines.dropFirst().joined(separator: "; ")
  }
}

/// The value of `body`; an error of a lower module becomes a study error.
package func attempt<Value>(_ body: () throws -> Value) throws(StudyError) -> Value {
  do { return try body() } catch { throw StudyError(error) }
}
