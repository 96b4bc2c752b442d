import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input, copied to a temporary file that lives as long as this value: variants are read more than once, the header
/// first and then each region.
final class StandardInput: Sendable {
  /// The temporary file; see ``TemporaryFile/folder``.
  let path: String

  /// Reads standard input to its end.
  init() throws(VariantFilesError) {
    let (descriptor, path): (Int32, String)
    do { (descriptor, path) = try TemporaryFile.create(in: TemporaryFile.folder, named: "apus-standard-input") } catch {
      throw .file(error)
    }
    let (copied, code) = Self.copy(to: descriptor)
    close(descriptor)
    if code != 0 || copied == 0 {
      unlink(path)
      if code != 0 { throw .file(FileError(path: path, operation: "write", code: code)) }
      throw .damaged(path: "-", problem: "standard input is empty", remedy: "give a VCF or BCF")
    }
    self.path = path
  }

  deinit { unlink(path) }

  /// Copies standard input to `descriptor`; how many bytes, and the system's error number if it failed.
  private static func copy(to descriptor: Int32) -> (bytes: Int, code: Int32) {
    var block = [UInt8](repeating: 0, count: 1 << 20)
    var total = 0
    while true {
      let count = read(STDIN_FILENO, &block, block.count)
      if count == 0 { return (total, 0) }
      if count < 0 {
        if errno == EINTR { continue }
        return (total, errno)
      }
      var written = 0
      while written < count {
        let more = block.withUnsafeBytes {
          write(descriptor, $0.baseAddress.unsafelyUnwrapped + written, count - written)
        }
        if more < 0 {
          if errno == EINTR { continue }
          return (total, errno)
        }
        written += more
      }
      total += count
    }
  }
}
