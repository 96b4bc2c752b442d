import CHtslib
import Groundwork

/// How files begin, to tell formats from each other.
package enum TextBeginning {
  /// The first `count` bytes of the file at `path` at most, decompressed if it is gzip or BGZF; empty if it cannot be read.
  package static func read(_ path: String, _ count: Int) -> [UInt8] {
    guard (try? Library.checkReadable(path)) != nil, let file = bgzf_open(path, "r") else { return [] }
    defer { bgzf_close(file) }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      initializedCount = max(0, buffer.baseAddress.map { bgzf_read(file, $0, count) } ?? 0)
    }
  }
}
