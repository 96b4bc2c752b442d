import Groundwork

/// The arrays of a kastore file, the container of tskit's `.trees`: named columns of numbers, little-endian.
///
/// A header of 64 bytes (magic `89 4B 41 53 0D 0A 1A 0A`, version 1.x as two 16-bit numbers, the number of items, the size
/// of the file), a descriptor of 64 bytes for each item (type; where key and array begin and how long they are), then
/// keys and arrays. Everything is checked against the size of the file before it is read.
/// Format: <https://github.com/tskit-dev/kastore>.
struct KastoreFile {
  /// Where an array lies.
  private struct Item {
    let type: UInt8
    let start: Int
    let count: Int
  }

  let path: String
  private let bytes: [UInt8]
  private var items: [String: Item] = [:]

  static let magic: [UInt8] = [0x89, 0x4B, 0x41, 0x53, 0x0D, 0x0A, 0x1A, 0x0A]
  /// Bytes of an element: int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64.
  private static let widths = [1, 1, 2, 2, 4, 4, 8, 8, 4, 8]

  /// The file in `bytes`, which errors call `path`.
  init(bytes: [UInt8], path: String) throws(VariantFilesError) {
    self.path = path
    self.bytes = bytes
    guard bytes.starts(with: Self.magic) else {
      throw .damaged(
        path: path, problem: "the file does not begin as kastore does", remedy: "is it a .trees file of tskit?")
    }
    guard bytes.count >= 64 else { throw damaged("the header ends at byte \(bytes.count), expected 64") }
    let major = number(8, UInt16.self)
    guard major == 1 else {
      let found = major == 0x0100 ? "it was written big-endian" : "its version is \(major).\(number(10, UInt16.self))"
      throw .damaged(
        path: path, problem: "\(found), expected kastore 1.x, little-endian",
        remedy: "write it again with tskit 0.3 or later (tszip files: tsunzip first)")
    }
    let count = Int(number(12, UInt32.self))
    guard number(16, UInt64.self) == UInt64(bytes.count) else {
      throw damaged("the header says \(number(16, UInt64.self)) bytes, the file has \(bytes.count)")
    }
    guard count <= (bytes.count - 64) / 64 else { throw damaged("\(count) items do not fit into the file") }
    for index in 0..<count { try addItem(64 + 64 * index) }
  }

  private mutating func addItem(_ descriptor: Int) throws(VariantFilesError) {
    let type = bytes[descriptor]
    guard Self.widths.indices.contains(Int(type)) else {
      throw damaged("byte \(descriptor): found the type \(type), expected 0 to 9")
    }
    let key = try range(number(descriptor + 8, UInt64.self), number(descriptor + 16, UInt64.self), 1, descriptor + 8)
    let array = try range(
      number(descriptor + 24, UInt64.self), number(descriptor + 32, UInt64.self), Self.widths[Int(type)],
      descriptor + 24)
    let name = String(decoding: bytes[key], as: UTF8.self)
    guard !name.isEmpty, items[name] == nil else {
      throw damaged("byte \(descriptor): the key '\(name)' is empty or appears twice")
    }
    items[name] = Item(type: type, start: array.lowerBound, count: array.count / Self.widths[Int(type)])
  }

  /// The bytes `start`... of `count` elements, which the number at `offset` says.
  private func range(_ start: UInt64, _ count: UInt64, _ width: Int, _ offset: Int) throws(VariantFilesError) -> Range<
    Int
  > {
    let size = UInt64(bytes.count)
    guard start <= size, count <= (size - start) / UInt64(width) else {
      throw damaged("byte \(offset): \(count) elements at byte \(start) lie outside the file")
    }
    return Int(start)..<Int(start) + Int(count) * width
  }

  private func number<Value: FixedWidthInteger>(_ offset: Int, _ type: Value.Type) -> Value {
    bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type)) }
  }

  /// An error about the file as a whole.
  func damaged(_ problem: String) -> VariantFilesError {
    .damaged(path: path, problem: problem, remedy: "the file is cut or corrupted: copy or make it again")
  }

  /// True if there is a column `name`.
  func has(_ name: String) -> Bool { items[name] != nil }

  /// The number of strings of the ragged column `name`.
  func stringCount(_ name: String) -> Int { max(0, (items[name + "_offset"]?.count ?? 0) - 1) }

  /// The column `name` of 64-bit floats.
  func doubles(_ name: String) throws(VariantFilesError) -> [Double] {
    try column(name, types: [9], UInt64.self).map { Double(bitPattern: UInt64(littleEndian: $0)) }
  }

  /// The column `name` of signed 32-bit integers.
  func int32s(_ name: String) throws(VariantFilesError) -> [Int32] {
    try column(name, types: [4], Int32.self).map { Int32(littleEndian: $0) }
  }

  /// The column `name` of unsigned 32-bit integers.
  func uint32s(_ name: String) throws(VariantFilesError) -> [UInt32] {
    try column(name, types: [5], UInt32.self).map { UInt32(littleEndian: $0) }
  }

  /// The column `name` of bytes, signed or not.
  func uint8s(_ name: String) throws(VariantFilesError) -> [UInt8] { try column(name, types: [0, 1], UInt8.self) }

  private func column<Element: BitwiseCopyable>(
    _ name: String, types: [UInt8], _ element: Element.Type
  ) throws(VariantFilesError) -> [Element] {
    guard let item = items[name] else {
      throw .damaged(
        path: path, problem: "there is no column '\(name)'", remedy: "is it a tree sequence that tskit wrote?")
    }
    guard types.contains(item.type) else {
      throw damaged(
        "the column '\(name)' has the type \(item.type), expected \(types.map { "\($0)" }.joined(separator: " or "))")
    }
    return [Element](unsafeUninitializedCapacity: item.count) { buffer, initializedCount in
      bytes.withUnsafeBytes { bytes in
        let source = UnsafeRawBufferPointer(
          rebasing: bytes[item.start..<item.start + item.count * MemoryLayout<Element>.stride])
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
      }
      initializedCount = item.count
    }
  }

  /// The strings of a ragged column: `name` holds their bytes, `name`_offset where each begins, and the end.
  func strings(_ name: String, count: Int) throws(VariantFilesError) -> [[UInt8]] {
    let text = try uint8s(name)
    let offsetName = name + "_offset"
    // tskit writes 32-bit offsets unless a column is too long for them.
    let offsets: [UInt64]
    if items[offsetName]?.type == 7 {
      offsets = try column(offsetName, types: [7], UInt64.self).map { UInt64(littleEndian: $0) }
    } else {
      offsets = try uint32s(offsetName).map { UInt64($0) }
    }
    guard offsets.count == count + 1, offsets.first == 0, offsets.last == UInt64(text.count),
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { throw damaged("the offsets of the column '\(name)' do not fit its \(text.count) bytes and \(count) rows") }
    return (0..<count).map { Array(text[Int(offsets[$0])..<Int(offsets[$0 + 1])]) }
  }
}
