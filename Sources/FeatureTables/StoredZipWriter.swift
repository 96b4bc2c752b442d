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
