/// CRC-32 as zip and gzip use it.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      var value = ~UInt32(0)
      for byte in bytes { value = table[Int((value ^ UInt32(byte)) & 255)] ^ (value >> 8) }
      return ~value
    }
  }
}

/// Writes a zip archive of stored members, without times.
struct StoredZipWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ contents: [UInt8]) {
    precondition(
      contents.count < 0xFFFF_FFFF && body.count < 0xFFFF_FFFF - contents.count,
      "a container may hold 4 GiB; member \(name) would make it larger")
    let nameBytes = Array(name.utf8)
    let checksum = contents.withUnsafeBytes { CRC32.checksum($0) }
    let size = UInt32(contents.count)
    let offset = UInt32(body.count)
    // version needed 2.0, no flags, method 0 (stored), time 0, date 1980-01-01
    let common: [UInt8] =
      Self.little(20 as UInt16) + Self.little(0 as UInt16) + Self.little(0 as UInt16) + Self.little(0 as UInt16)
      + Self.little(0x21 as UInt16) + Self.little(checksum) + Self.little(size) + Self.little(size)
      + Self.little(UInt16(nameBytes.count)) + Self.little(0 as UInt16)
    body += [0x50, 0x4B, 3, 4] + common + nameBytes + contents
    directory += [0x50, 0x4B, 1, 2] + Self.little(20 as UInt16) + common
    // no comment, disk 0, no attributes
    directory += [UInt8](repeating: 0, count: 10) + Self.little(offset) + nameBytes
    count += 1
  }

  mutating func finish() -> [UInt8] {
    let entries = Self.little(UInt16(count))
    return body + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + entries + entries
      + Self.little(UInt32(directory.count)) + Self.little(UInt32(body.count)) + [0, 0]
  }

  private static func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}

/// Reads a zip archive of stored members.
enum StoredZipReader {
  struct Member {
    let name: String
    let range: Range<Int>
  }

  static func members(of bytes: [UInt8], path: String) throws(FeatureTablesError) -> [Member] {
    guard let end = endOfDirectory(bytes) else {
      throw .damaged(path: path, reason: "it is not a zip archive, or its end is missing")
    }
    let count = Int(number(bytes, end + 10, 2))
    var entry = Int(number(bytes, end + 16, 4))
    var members: [Member] = []
    var names: Set<String> = []
    var stored = 0
    for _ in 0..<count {
      guard entry >= 0, entry + 46 <= bytes.count, number(bytes, entry, 4) == 0x0201_4B50 else {
        throw .damaged(path: path, reason: "its directory is broken")
      }
      let nameLength = Int(number(bytes, entry + 28, 2))
      let next = entry + 46 + nameLength + Int(number(bytes, entry + 30, 2)) + Int(number(bytes, entry + 32, 2))
      guard next <= bytes.count else { throw .damaged(path: path, reason: "its directory is broken") }
      let name = String(decoding: bytes[entry + 46..<entry + 46 + nameLength], as: UTF8.self)
      let size = Int(number(bytes, entry + 20, 4))
      let local = Int(number(bytes, entry + 42, 4))
      guard number(bytes, entry + 10, 2) == 0 else {
        throw .damaged(path: path, reason: "member '\(name)' is compressed; Apus stores its members")
      }
      guard local + 30 <= bytes.count else { throw .damaged(path: path, reason: "it is cut short") }
      let start = local + 30 + Int(number(bytes, local + 26, 2)) + Int(number(bytes, local + 28, 2))
      guard start + size <= bytes.count else { throw .damaged(path: path, reason: "it is cut short") }
      guard names.insert(name).inserted else { throw .damaged(path: path, reason: "member '\(name)' is there twice") }
      // Members that overlap would make much of little.
      stored += size
      guard stored <= bytes.count else { throw .damaged(path: path, reason: "its members overlap") }
      let checksum = bytes.withUnsafeBytes {
        CRC32.checksum(UnsafeRawBufferPointer(rebasing: $0[start..<start + size]))
      }
      guard UInt64(checksum) == number(bytes, entry + 16, 4) else {
        throw .damaged(path: path, reason: "member '\(name)' has a wrong checksum")
      }
      members.append(Member(name: name, range: start..<start + size))
      entry = next
    }
    let places = members.map(\.range).filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    guard zip(places, places.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }) else {
      throw .damaged(path: path, reason: "its members overlap")
    }
    return members
  }

  private static func endOfDirectory(_ bytes: [UInt8]) -> Int? {
    var offset = bytes.count - 22
    let lowest = max(0, bytes.count - 22 - 0xFFFF)
    while offset >= lowest {
      if number(bytes, offset, 4) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    return nil
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> UInt64 {
    (0..<width).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
  }
}
