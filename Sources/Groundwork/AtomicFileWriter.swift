#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file piece by piece; it appears under its name when it is finished, and not at all if it never is. What is written to a
/// stream (``AtomicFile/isStream(_:)``) is there at once.
package struct AtomicFileWriter: ~Copyable {
  private let path: String
  private let isStream: Bool
  private var descriptor: Int32

  /// Begins the file that will be at `path`, under a temporary name beside it; throws if another process is about to
  /// write the same file.
  package init(_ path: String) throws(FileError) {
    self.path = path
    isStream = AtomicFile.isStream(path)
    descriptor = isStream ? open(path, O_WRONLY | O_CLOEXEC) : -1
    if isStream {
      guard descriptor >= 0 else { throw FileError(path: path, operation: "open", code: errno) }
      return
    }
    descriptor = try Self.begin(AtomicFile.partialPath(for: path), for: path)
  }

  /// An empty file at `partial` that is locked, or what a killed process left there, emptied.
  private static func begin(_ partial: String, for path: String) throws(FileError) -> Int32 {
    while true {
      // A link there is not followed: what it points to is none of ours.
      let descriptor = open(partial, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      if descriptor < 0 && errno == ELOOP && unlink(partial) == 0 { continue }
      guard descriptor >= 0 else { throw FileError(path: path, operation: "create", code: errno) }
      // File systems without locks are taken as they are.
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        close(descriptor)
        throw FileError(path: path, operation: "write (another process is writing it)", code: EWOULDBLOCK)
      }
      // Between opening and locking, its writer may have given the file its name.
      var (mine, there) = (stat(), stat())
      let isMine = fstat(descriptor, &mine) == 0 && stat(partial, &there) == 0 && mine.st_ino == there.st_ino
      if isMine && ftruncate(descriptor, 0) == 0 { return descriptor }
      let code = errno
      close(descriptor)
      if isMine { throw FileError(path: path, operation: "create", code: code) }
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    if !isStream { unlink(AtomicFile.partialPath(for: path)) }
    close(descriptor)
  }

  /// Writes `bytes` behind what was written before.
  package mutating func append(_ bytes: [UInt8]) throws(FileError) {
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
  package mutating func finish() throws(FileError) {
    guard isStream || fsync(descriptor) == 0 else { throw FileError(path: path, operation: "sync", code: errno) }
    try AtomicFile.publish(path)
    // Closed only now: the lock holds until the file has its name.
    let finished = descriptor
    descriptor = -1
    guard close(finished) == 0 else { throw FileError(path: path, operation: "close", code: errno) }
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
