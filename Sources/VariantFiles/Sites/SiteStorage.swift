import Groundwork
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the packed sites of a run are kept: in memory up to a limit, all beyond it in one temporary file.
///
/// The file has no name once it is open, so that nothing is left of it however the program ends. It lies in the folder that `TMPDIR`
/// names, else in /var/tmp. Reading what is stored gives the same sites wherever they are.
public final class SiteStorage: Sendable {
  /// Bytes of sites that are kept in memory.
  package let limit: Int
  /// Bytes of the chunks that sites are stored in, one after the other.
  let chunkBytes: Int
  private let folder: String
  private let state = Mutex(State())

  private struct State {
    /// Bytes of chunks in memory.
    var held = 0
    /// The temporary file; -1 before the first chunk goes there.
    var descriptor: Int32 = -1
    /// The bytes of the file.
    var end = 0
  }

  /// A storage that keeps `limit` bytes in memory: 256 MB, unless the environment variable `APUS_SITES_IN_MEMORY` holds another
  /// number of bytes. The temporary file is made in `folder` (nil: see ``SiteStorage``) when it is needed.
  public convenience init(limit: Int? = nil, folder: String? = nil) {
    let wanted = getenv("APUS_SITES_IN_MEMORY").flatMap { Int(String(cString: $0)) }
    let limit = limit ?? wanted ?? 256_000_000
    precondition(limit >= 0, "a limit of memory is not negative, got \(limit)")
    self.init(limit: limit, chunkBytes: max(1, min(1 << 20, limit / 8)), folder: folder ?? TemporaryFile.folder)
  }

  private init(limit: Int, chunkBytes: Int, folder: String) {
    (self.limit, self.chunkBytes, self.folder) = (limit, chunkBytes, folder)
  }

  /// A storage that keeps everything in memory, in one piece.
  static func unlimited() -> SiteStorage { SiteStorage(limit: .max, chunkBytes: .max, folder: "") }

  deinit {
    let descriptor = state.withLock { $0.descriptor }
    if descriptor >= 0 { close(descriptor) }
  }

  /// Bytes that lie in the temporary file.
  package var spilledBytes: Int { state.withLock { $0.end } }

  /// True if `bytes` more may be kept in memory; they are then counted until ``release(_:)``.
  func reserve(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard bytes <= limit - state.held else { return false }
      state.held += bytes
      return true
    }
  }

  /// Gives back what ``reserve(_:)`` counted.
  func release(_ bytes: Int) { state.withLock { $0.held -= bytes } }

  /// Writes `parts` one behind the other to the temporary file; returns where they begin.
  func write(_ parts: [UnsafeRawBufferPointer]) throws(VariantFilesError) -> Int {
    let result = state.withLock { state -> Result<Int, FileError> in
      do throws(FileError) {
        if state.descriptor < 0 { state.descriptor = try open() }
        let start = state.end
        var offset = start
        for part in parts {
          try write(part, state.descriptor, at: offset)
          offset += part.count
        }
        state.end = offset
        return .success(start)
      } catch { return .failure(error) }
    }
    switch result {
    case .success(let start): return start
    case .failure(let error): throw .temporary(error)
    }
  }

  private func open() throws(FileError) -> Int32 {
    let (descriptor, path) = try TemporaryFile.create(in: folder, named: "apus-sites")
    unlink(path)
    return descriptor
  }

  private func write(_ part: UnsafeRawBufferPointer, _ descriptor: Int32, at offset: Int) throws(FileError) {
    var done = 0
    while done < part.count, let base = part.baseAddress {
      let count = pwrite(descriptor, base + done, part.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: folder, operation: "write", code: errno)
      }
      done += count
    }
  }

  /// Fills `buffer` with what the temporary file holds from `offset` on.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(VariantFilesError) {
    let descriptor = state.withLock { $0.descriptor }
    var done = 0
    while done < buffer.count, let base = buffer.baseAddress {
      let count = pread(descriptor, base + done, buffer.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      // The file ends nowhere but behind the last chunk.
      guard count > 0 else {
        throw .temporary(FileError(path: folder, operation: "read", code: count < 0 ? errno : EIO))
      }
      done += count
    }
  }
}
