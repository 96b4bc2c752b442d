import FeatureTables
import Groundwork

/// The hash of all that decides a stage's output: a stage whose file carries the same key need not run again.
package enum StageKey {
  /// 16 hexadecimal digits: FNV-1a of the JSON of `inputs` (sorted keys).
  package static func of(_ inputs: some Encodable) throws(StudyError) -> String {
    try attempt { hex(fnv(try ManifestCoding.encode(inputs))) }
  }

  /// 16 hexadecimal digits: FNV-1a of `words`, byte by byte.
  package static func ofWords(_ words: [UInt64]) -> String {
    var hash = Words()
    hash.add(words)
    return hash.key
  }

  /// A hash of words that come some at a time.
  package struct Words {
    private var state = StageKey.start

    /// The hash of nothing yet.
    package init() {}

    /// Adds `words` behind those that were added.
    package mutating func add(_ words: [UInt64]) {
      for word in words {
        for byte in 0..<8 as Range<UInt64> {
          state = StageKey.step(state, UInt8(truncatingIfNeeded: word >> (byte * 8)))
        }
      }
    }

    /// 16 hexadecimal digits.
    package var key: String { StageKey.hex(state) }
  }

  private static let start: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  private static func fnv(_ bytes: [UInt8]) -> UInt64 { bytes.reduce(start, step) }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
