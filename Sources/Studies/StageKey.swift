import FeatureTables
import Groundwork

/// The hash of all that decides a stage's output: a stage whose file carries the same key need not run again.
public enum StageKey {
  /// 16 hexadecimal digits: FNV-1a of the JSON of `inputs` (sorted keys).
  public static func of(_ inputs: some Encodable) throws(StudyError) -> String {
    try attempt { hex(fnv(try ManifestCoding.encode(inputs))) }
  }

  /// 16 hexadecimal digits: FNV-1a of `words`, byte by byte.
  static func ofWords(_ words: some Sequence<UInt64>) -> String {
    hex(fnv(words.lazy.flatMap { word in (0..<8).lazy.map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }))
  }

  private static func fnv(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
