import Groundwork

/// What can be wrong with a file of variants, intervals, samples or haplotypes, or with what was asked of it.
public enum VariantFilesError: Error, Sendable, CustomStringConvertible {
  /// The file could not be opened, read or written; the system says why.
  case file(FileError)
  /// The temporary file of the sites that do not fit into memory could not be made, written or read; the path is its folder.
  case temporary(FileError)
  /// The file as a whole is not what it should be: cut, corrupted or of another kind.
  case damaged(path: String, problem: String, remedy: String)
  /// One line or record is wrong; `place` is a line number ("12") or a record ("chr2:136608646").
  case badRecord(path: String, place: String, problem: String, remedy: String)
  /// A region, sample, population or contig that the file does not have.
  case notFound(path: String, problem: String, remedy: String)

  /// What a caller may want to tell apart: the exit codes 66, 65 and 74.
  public enum Kind: Sendable, Equatable {
    /// A file that does not exist.
    case missingFile
    /// A file, or a request, whose content is wrong.
    case badData
    /// Reading or writing failed.
    case io
  }

  /// The kind of this error.
  public var kind: Kind {
    switch self {
    case .file(let error): return error.isMissing ? .missingFile : .io
    case .temporary: return .io
    case .damaged, .badRecord, .notFound: return .badData
    }
  }

  /// One line: where, what was found, what was expected, what to do.
  public var description: String {
    switch self {
    case .file(let error): return error.description
    case .temporary(let error):
      return
        "\(error) (the temporary file of sites that do not fit into memory); set TMPDIR to a folder with room for it, or "
        + "choose fewer samples or a region"
    case .damaged(let path, let problem, let remedy), .notFound(let path, let problem, let remedy):
      return "\(path): \(problem); \(remedy)"
    case .badRecord(let path, let place, let problem, let remedy):
      return "\(path):\(place): \(problem); \(remedy)"
    }
  }
}

extension VariantFilesError {
  private static let noContig = "has no contig "

  /// The file at `path` has no contig `name`, but those that are `known`.
  static func noContig(_ name: String, in path: String, known: [String]) -> VariantFilesError {
    let hint = nearestSpelling(of: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    return .notFound(
      path: path, problem: "\(noContig)'\(name)'", remedy: "it has \(ContigNames.list(known))\(hint)")
  }

  /// True if the file lacks the contig that was asked for.
  package var isOfAbsentContig: Bool {
    guard case .notFound(_, let problem, _) = self else { return false }
    return problem.hasPrefix(Self.noContig)
  }
}
