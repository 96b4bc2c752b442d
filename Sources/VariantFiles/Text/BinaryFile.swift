import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is read at any place.
final class BinaryFile: Sendable {
  let path: String
  /// The number of bytes.
  let size: Int
  private let descriptor: Int32

  /// Opens `path`.
  init(_ path: String) throws(VariantFilesError) {
    try Library.checkReadable(path)
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw .file(FileError(path: path, operation: "open", code: errno)) }
    var status = stat()
    size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    self.path = path
  }

  deinit { close(descriptor) }

  /// Fills `buffer` with the bytes from `offset`.
  func read(at offset: Int, into buffer: inout [UInt8]) throws(VariantFilesError) {
    var done = 0
    while done < buffer.count {
      let wanted = buffer.count - done
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { pread(descriptor, $0 + done, wanted, off_t(offset + done)) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw .file(FileError(path: path, operation: "read", code: errno)) }
      if count == 0 {
        throw .damaged(
          path: path, problem: "the file ends at byte \(offset + done)", remedy: "it is cut: copy or make it again")
      }
      done += count
    }
  }

  /// The first bytes of the file at `path`, at most `count`; empty if it cannot be read.
  static func beginning(of path: String, _ count: Int) -> [UInt8] {
    guard let file = try? BinaryFile(path) else { return [] }
    var bytes = [UInt8](repeating: 0, count: min(count, file.size))
    return (try? file.read(at: 0, into: &bytes)) == nil ? [] : bytes
  }
}
