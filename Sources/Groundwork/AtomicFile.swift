#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that appear whole or not at all.
public enum AtomicFile {
  /// The name that a file has until it is complete; a stream is written to as it is.
  package static func partialPath(for path: String) -> String { isStream(path) ? path : path + ".partial" }

  /// True if `path` is a device, a pipe or an open file: `/dev/stdout`, `/dev/null`, `>(gzip)`. It has neither a beginning to go back to
  /// nor a name that could be given to something else.
  package static func isStream(_ path: String) -> Bool {
    if ["/dev/stdout", "/dev/stderr"].contains(path) || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/") {
      return true
    }
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Writes `bytes` to `path`: to a temporary name beside it, synced, then renamed over it.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var writer = try AtomicFileWriter(path)
    try writer.append(bytes)
    try writer.finish()
  }

  /// Writes `text` to `path` as UTF-8, whole or not at all.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  /// Renames the finished `path`.partial to `path`.
  package static func publish(_ path: String) throws(FileError) {
    if isStream(path) { return }
    guard rename(partialPath(for: path), path) == 0 else {
      throw FileError(path: path, operation: "rename", code: errno)
    }
  }

  /// All bytes of the file at `path`.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "open", code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, operation: "read", code: errno) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    let chunk = 1 << 20
    while true {
      let old = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: chunk))
      let count = bytes.withUnsafeMutableBytes { Self.readSome(descriptor, $0, at: old, chunk) }
      bytes.removeLast(chunk - max(count, 0))
      if count == 0 { return bytes }
      if count < 0 && errno != EINTR { throw FileError(path: path, operation: "read", code: errno) }
    }
  }

  private static func readSome(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int, _ count: Int
  ) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    #if canImport(Glibc)
      return Glibc.read(descriptor, base + offset, count)
    #else
      return Darwin.read(descriptor, base + offset, count)
    #endif
  }
}
