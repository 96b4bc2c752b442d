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
