#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file operation that failed, with the system's reason.
public struct FileError: Error, Sendable, CustomStringConvertible {
  /// The file concerned.
  public let path: String
  /// What was being done: "open", "write", "rename" ...
  public let operation: String
  /// The system's error number.
  public let code: Int32

  /// An error of `operation` on `path`; `code` is `errno` unless given.
  public init(path: String, operation: String, code: Int32) {
    self.path = path
    self.operation = operation
    self.code = code
  }

  /// True if the file does not exist.
  public var isMissing: Bool { code == ENOENT }

  /// One line: what failed, where and why.
  public var description: String {
    if isMissing { return "\(path): no such file or directory" }
    return "\(path): cannot \(operation): \(String(cString: strerror(code)))"
  }
}
