#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file piece by piece; it appears under its name when it is finished, and not at all if it never is.
public struct AtomicFileWriter: ~Copyable {
  private let path: String
  private var descriptor: Int32

  /// Begins the file that will be at `path`, under a temporary name beside it.
  public init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = open(AtomicFile.partialPath(for: path), O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path, operation: "create", code: errno) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(AtomicFile.partialPath(for: path))
  }

  /// Writes `bytes` behind what was written before.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Self.writeSome(descriptor, $0, from: written) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, operation: "write", code: errno)
      }
      written += count
    }
  }

  /// Syncs the file and gives it its name.
  public mutating func finish() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(path: path, operation: "sync", code: errno) }
    let finished = descriptor
    descriptor = -1
    guard close(finished) == 0 else {
      let code = errno
      unlink(AtomicFile.partialPath(for: path))
      throw FileError(path: path, operation: "sync", code: code)
    }
    try AtomicFile.publish(path)
  }

  private static func writeSome(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer, from offset: Int) -> Int {
    guard let base = buffer.baseAddress else { return 0 }
    #if canImport(Glibc)
      return Glibc.write(descriptor, base + offset, buffer.count - offset)
    #else
      return Darwin.write(descriptor, base + offset, buffer.count - offset)
    #endif
  }
}
