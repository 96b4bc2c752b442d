import CZlib
import Groundwork

/// Files that may be compressed with gzip (BGZF is gzip, too).
package enum Gunzip {
  /// The bytes of the file at `path`, decompressed if it is gzip, however many members it has.
  ///
  /// - Throws: ``FeatureTablesError`` if the file cannot be read or the compressed data are cut or corrupted.
  package static func read(_ path: String) throws(FeatureTablesError) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try AtomicFile.read(path) } catch { throw .file(error) }
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    guard let text = decompressed(bytes) else {
      throw .damaged(
        path: path, reason: "the compressed data are cut or corrupted, or unpack to far more than text does")
    }
    return text
  }

  /// Bytes beyond which more than `mostGain` bytes for each packed one are no text but made to fill memory.
  private static let freeBytes = 1 << 28
  private static let mostGain = 200

  /// What the gzip members in `bytes` hold, one behind the other; nil if one is cut or corrupted, or much is made of little.
  static func decompressed(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15: the largest window; 16: a gzip header is expected
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var result: [UInt8] = []
    let chunk = 1 << 18
    var input = bytes
    let isWhole = input.withUnsafeMutableBufferPointer { input in
      var offset = 0
      while true {
        let given = min(input.count - offset, 1 << 30)
        stream.next_in = input.baseAddress.map { $0 + offset }
        stream.avail_in = UInt32(given)
        let old = result.count
        result.append(contentsOf: repeatElement(0, count: chunk))
        let code = result.withUnsafeMutableBufferPointer { output in
          stream.next_out = output.baseAddress.map { $0 + old }
          stream.avail_out = UInt32(chunk)
          return inflate(&stream, Z_NO_FLUSH)
        }
        result.removeLast(Int(stream.avail_out))
        offset += given - Int(stream.avail_in)
        if result.count > freeBytes && result.count / mostGain > offset { return false }
        if code == Z_STREAM_END {
          if offset == input.count { return true }
          guard inflateReset(&stream) == Z_OK else { return false }
        } else if code != Z_OK {
          return false
        }
      }
    }
    return isWhole ? result : nil
  }
}
