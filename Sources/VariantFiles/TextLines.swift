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
  /// nil: the lines are those of `text`.
  private let file: UnsafeMutablePointer<BGZF>?
  private var line = kstring_t()
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var offset = 0

  /// Opens `path`.
  init(_ path: String) throws(VariantFilesError) {
    try Library.checkReadable(path)
    guard let file = bgzf_open(path, "r") else {
      throw .file(FileError(path: path, operation: "open", code: errno))
    }
    self.path = path
    self.file = file
    text = UnsafeMutableBufferPointer(start: nil, count: 0)
    if bgzf_compression(file) == 2, bgzf_check_EOF(file) == 0 { throw Self.cut(path) }
  }

  /// The lines of `text`, which errors call `path`.
  init(text: [UInt8], path: String) {
    self.path = path
    file = nil
    self.text = .allocate(capacity: text.count)
    _ = self.text.initialize(from: text)
  }

  deinit {
    if let file { bgzf_close(file) }
    free(line.s)
    text.deallocate()
  }

  /// The bytes of the next line without its end (LF or CRLF), valid until the next call; nil at the end of the file.
  func next() throws(VariantFilesError) -> UnsafeBufferPointer<UInt8>? {
    guard let file else { return nextOfText() }
    let code = bgzf_getline(file, 10, &line)
    if code == -1 { return nil }
    if code < -1 { throw Self.cut(path) }
    number += 1
    let length = line.l
    guard let start = line.s else { return UnsafeBufferPointer(start: nil, count: 0) }
    let bytes = UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self)
    return Self.withoutReturn(UnsafeBufferPointer(start: bytes, count: length))
  }

  private func nextOfText() -> UnsafeBufferPointer<UInt8>? {
    guard offset < text.count else { return nil }
    let rest = UnsafeBufferPointer(rebasing: text[offset...])
    let length = rest.firstIndex(of: 10) ?? rest.count
    offset += length + 1
    number += 1
    return Self.withoutReturn(UnsafeBufferPointer(rebasing: rest[..<length]))
  }

  private static func withoutReturn(_ line: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    line.last == 13 ? UnsafeBufferPointer(rebasing: line.dropLast()) : line
  }

  /// The next line as text; a byte-order mark before the first line is taken off.
  func nextText() throws(VariantFilesError) -> String? {
    guard let bytes = try next() else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return number == 1 && text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// An error about the line last returned, or about the file if that line is the last piece of one that was cut.
  func error(_ problem: String, _ remedy: String) -> VariantFilesError {
    if let file, bgzf_getline(file, 10, &line) < -1 { return Self.cut(path) }
    return .badRecord(path: path, place: "\(number)", problem: problem, remedy: remedy)
  }

  static func cut(_ path: String) -> VariantFilesError {
    .damaged(
      path: path, problem: "the compressed file is cut or corrupted",
      remedy: "copy or make it again (compare sizes or checksums with the original)")
  }
}
