import CHtslib
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What every use of htslib here begins with.
enum Library {
  /// Silences htslib, once: errors are reported by ``VariantFilesError`` alone.
  static let silent: Void = hts_set_log_level(HTS_LOG_OFF)

  /// The version of htslib that is loaded.
  static var version: String { String(cString: hts_version()) }

  /// Throws if `path` cannot be read as a file.
  static func checkReadable(_ path: String) throws(VariantFilesError) {
    _ = silent
    var status = stat()
    guard stat(path, &status) == 0 else { throw .file(FileError(path: path, operation: "open", code: errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .file(FileError(path: path, operation: "open", code: EISDIR)) }
    guard access(path, R_OK) == 0 else { throw .file(FileError(path: path, operation: "open", code: errno)) }
  }

  /// When `path` was last changed, in nanoseconds; nil if it does not exist.
  static func modificationTime(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Glibc)
      return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    #else
      return status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
    #endif
  }

  /// The name that the file at `path` has until it is complete, for htslib to write to. What lies there is removed first, so that no
  /// link is followed.
  static func beginPartial(_ path: String) throws(VariantFilesError) -> String {
    let partial = AtomicFile.partialPath(for: path)
    if AtomicFile.isStream(path) { return partial }
    guard unlink(partial) == 0 || errno == ENOENT else {
      throw .file(FileError(path: path, operation: "create", code: errno))
    }
    return partial
  }

  /// Syncs the finished `path`.partial and renames it to `path`; removes it if that fails.
  static func publish(_ path: String) throws(VariantFilesError) {
    if AtomicFile.isStream(path) { return }
    let partial = AtomicFile.partialPath(for: path)
    let descriptor = open(partial, O_RDONLY)
    guard descriptor >= 0 else { throw .file(FileError(path: path, operation: "sync", code: errno)) }
    let synced = fsync(descriptor)
    let code = errno
    close(descriptor)
    guard synced == 0 else {
      unlink(partial)
      throw .file(FileError(path: path, operation: "sync", code: code))
    }
    do throws(FileError) {
      try AtomicFile.publish(path)
    } catch {
      unlink(partial)
      throw .file(error)
    }
  }

  /// True unless the file at `path` is empty or ends in a line feed.
  static func lacksFinalNewline(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var last: UInt8 = 0
    return lseek(descriptor, -1, SEEK_END) >= 0 && read(descriptor, &last, 1) == 1 && last != 10
  }

  /// Removes a file if it exists.
  static func remove(_ path: String) {
    if !AtomicFile.isStream(path) { unlink(path) }
  }
}
