import CHtslib
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The lines of a text file, plain, gzip or BGZF, or of text in memory; a compressed file that is cut is an error.
final class TextLines {
  let path: String
  /// The number of the line last returned, from 1.
  private(set) var number = 0
  /// nil: the lines are those of the text in `buffer`.
  private let file: UnsafeMutablePointer<BGZF>?
  /// What has been read: the last line and what follows it.
  private var buffer: UnsafeMutableBufferPointer<UInt8>
  /// Where the bytes in `buffer` end, where the next line begins, and where the last one began.
  private var end: Int
  private var offset = 0
  private var lastOffset = 0
  private var isAtEnd: Bool

  /// Bytes asked of a file at once.
  private static let chunk = 1 << 17

  /// Opens `path`.
  init(_ path: String) throws(VariantFilesError) {
    try Library.checkReadable(path)
    try Packing.check(path)
    guard let file = bgzf_open(path, "r") else {
      throw .file(FileError(path: path, operation: "open", code: errno))
    }
    self.path = path
    self.file = file
    buffer = .allocate(capacity: 2 * Self.chunk)
    end = 0
    isAtEnd = false
    if bgzf_compression(file) == 2, bgzf_check_EOF(file) == 0 { throw Self.cut(path) }
  }

  /// The lines of `text`, which errors call `path`.
  init(text: [UInt8], path: String) {
    self.path = path
    file = nil
    buffer = .allocate(capacity: text.count)
    _ = buffer.initialize(from: text)
    end = text.count
    isAtEnd = true
  }

  deinit {
    if let file { bgzf_close(file) }
    buffer.deallocate()
  }

  /// The bytes of the next line without its end (LF or CRLF), valid until the next call; nil at the end of the file.
  func next() throws(VariantFilesError) -> UnsafeBufferPointer<UInt8>? {
    var searched = 0
    while true {
      if let base = buffer.baseAddress, let found = memchr(base + offset + searched, 10, end - offset - searched) {
        let length = found - UnsafeMutableRawPointer(base + offset)
        return line(length, next: offset + length + 1)
      }
      if isAtEnd { return offset < end ? line(end - offset, next: end) : nil }
      searched = end - offset
      try fill()
    }
  }

  private func line(_ length: Int, next: Int) -> UnsafeBufferPointer<UInt8> {
    let bytes = UnsafeBufferPointer(rebasing: buffer[offset..<offset + length])
    (lastOffset, offset) = (offset, next)
    number += 1
    return bytes.last == 13 ? UnsafeBufferPointer(rebasing: bytes.dropLast()) : bytes
  }

  /// Makes the line last returned the next one again; not twice in a row.
  func putBack() {
    offset = lastOffset
    number -= 1
  }

  /// Reads more of the file behind what of the buffer is still needed.
  private func fill() throws(VariantFilesError) {
    guard let file, let base = buffer.baseAddress else { return }
    base.update(from: base + offset, count: end - offset)
    (end, offset, lastOffset) = (end - offset, 0, 0)
    if buffer.count - end < Self.chunk {
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2 * buffer.count)
      _ = larger.initialize(fromContentsOf: buffer[..<end])
      buffer.deallocate()
      buffer = larger
    }
    guard let base = buffer.baseAddress else { return }
    let count = bgzf_read(file, base + end, Self.chunk)
    if count < 0 { throw Self.cut(path) }
    end += count
    isAtEnd = count == 0
  }

  /// The next line as ``next()``, but for a byte-order mark before the first line.
  func nextMarked() throws(VariantFilesError) -> UnsafeBufferPointer<UInt8>? {
    guard let bytes = try next() else { return nil }
    return number == 1 && bytes.hasPrefix("\u{FEFF}") ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
  }

  /// The next line as text; a byte-order mark before the first line is taken off.
  func nextText() throws(VariantFilesError) -> String? { try nextMarked()?.text }

  /// An error about the line last returned, or about the file if that line is the last piece of one that was cut.
  func error(_ problem: String, _ remedy: String) -> VariantFilesError {
    let found = VariantFilesError.badRecord(path: path, place: "\(number)", problem: problem, remedy: remedy)
    do throws(VariantFilesError) { _ = try next() } catch { return error }
    return found
  }

  static func cut(_ path: String) -> VariantFilesError {
    .damaged(
      path: path, problem: "the compressed file is cut or corrupted",
      remedy: "copy or make it again (compare sizes or checksums with the original)")
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// True if the bytes begin with `prefix`.
  func hasPrefix(_ prefix: StaticString) -> Bool {
    prefix.withUTF8Buffer { starts(with: $0) }
  }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}
