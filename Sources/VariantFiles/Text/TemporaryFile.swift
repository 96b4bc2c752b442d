import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that live no longer than the program.
enum TemporaryFile {
  /// Where they lie: the folder that `TMPDIR` names, else /var/tmp, which unlike /tmp is seldom in memory.
  static var folder: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/var/tmp" }

  /// A new, empty file in `folder`.
  static func create(in folder: String, named stem: String) throws(FileError) -> (descriptor: Int32, path: String) {
    var name = Array("\(folder)/\(stem)-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "create", code: errno) }
    return (descriptor, path)
  }
}
