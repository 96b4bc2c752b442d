import Groundwork
import Haplotypes

extension MSText {
  /// The lines before the first replicate: "apus HAPLOTYPES REPLICATES COMMAND" (the order that readers of ms output rely
  /// on), the seed, an empty line.
  package static func header(haplotypes: Int, replicates: Int, command: String, seed: UInt64) -> String {
    let oneLine = command.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "apus \(haplotypes) \(replicates) \(oneLine)\n\(seed)\n\n"
  }

  /// Appends the replicate `matrix` of a stretch of `length` base pairs to `text`, positions with 10 decimals.
  ///
  /// The matrix must have no missing calls and positions in [0, length]: the format cannot say otherwise.
  package static func append(_ matrix: HaplotypeMatrix, length: Double, to text: inout String) {
    precondition(matrix.missing == nil, "ms text cannot hold missing calls")
    text += "//\nsegsites: \(matrix.siteCount)\n"
    guard matrix.siteCount > 0 else {
      text += "\n"
      return
    }
    text += "positions:"
    for position in matrix.positions {
      precondition(position >= 0 && position <= length, "position \(position) lies outside 0...\(length)")
      text += " " + (position / length).fixed(10)
    }
    text += "\n"
    for haplotype in 0..<matrix.haplotypeCount {
      let word = haplotype >> 6
      let bit = UInt64(haplotype & 63)
      var row: [UInt8] = []
      row.reserveCapacity(matrix.siteCount)
      for site in 0..<matrix.siteCount {
        row.append(48 + UInt8(truncatingIfNeeded: matrix.words[site * matrix.wordsPerSite + word] >> bit & 1))
      }
      text += String(decoding: row, as: UTF8.self) + "\n"
    }
    text += "\n"
  }

  /// All of `matrices` as ms text, header first.
  public static func text(_ matrices: [HaplotypeMatrix], length: Double, command: String, seed: UInt64) -> String {
    var text = header(
      haplotypes: matrices.first?.haplotypeCount ?? 0, replicates: matrices.count, command: command, seed: seed)
    for matrix in matrices { append(matrix, length: length, to: &text) }
    return text
  }
}
