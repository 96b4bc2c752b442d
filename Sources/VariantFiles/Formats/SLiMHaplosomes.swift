/// Which nodes of a tree sequence of SLiM stand for no chromosome: they have no trees, and are not to be taken for ancestral.
///
/// SLiM 3 and 4 say so by `is_null` in the metadata of nodes, SLiM 5 by a bit for each chromosome in `is_vacant`. Both follow the
/// 8 bytes of `slim_id`.
enum SLiMHaplosomes {
  /// True for each null node of `file`, which has `count` nodes; empty if SLiM did not write it.
  static func isNull(_ file: KastoreFile, count: Int) throws(VariantFilesError) -> [Bool] {
    guard file.has("nodes/metadata_schema"), file.has("nodes/metadata") else { return [] }
    let schema = String(decoding: try file.uint8s("nodes/metadata_schema"), as: UTF8.self)
    let isVacant = schema.contains("\"is_vacant\"")
    guard schema.contains("\"slim_id\""), isVacant || schema.contains("\"is_null\"") else { return [] }
    let chromosome = isVacant ? try chromosomeIndex(file) : 0
    let metadata = try file.strings("nodes/metadata", count: count)
    return metadata.map { bytes in
      let place = 8 + chromosome / 8
      guard bytes.count > place else { return false }
      return isVacant ? bytes[place] >> UInt8(chromosome % 8) & 1 == 1 : bytes[place] != 0
    }
  }

  /// The index of the chromosome that the trees are of, among those of the species.
  private static func chromosomeIndex(_ file: KastoreFile) throws(VariantFilesError) -> Int {
    guard file.has("metadata") else { return 0 }
    let text = String(decoding: try file.uint8s("metadata"), as: UTF8.self)
    guard let key = text.firstRange(of: "\"this_chromosome\""), let end = text[key.upperBound...].firstIndex(of: "}"),
      let index = text[key.upperBound..<end].firstRange(of: "\"index\"")
    else { return 0 }
    let digits = text[index.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber }
    return min(Int(digits) ?? 0, 1 << 16)
  }
}
