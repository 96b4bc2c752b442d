import Groundwork
import Haplotypes

/// The text that ms, msms, discoal and their kin write.
public enum MSText {
  /// The matrices of all replicates in the file at `path` (plain or `.gz`); see ``replicates(_:length:)``, and ``MSReplicates``
  /// for one at a time.
  public static func read(_ path: String, length: Double) throws(VariantFilesError) -> [HaplotypeMatrix] {
    var replicates = try MSReplicates(path, length: length)
    var result: [HaplotypeMatrix] = []
    while let replicate = try replicates.next() { result.append(replicate.matrix) }
    return result
  }

  /// All replicates in the file at `path`, on a stretch of `length` base pairs.
  ///
  /// The lines before the first `//` are optional, text behind `//` and lines between `//` and `segsites:` (trees, times)
  /// are skipped, `segsites: 0` needs no positions. A position p in [0, 1] becomes the 0-based p * `length`. Positions
  /// that collide at the precision of the file are set apart, within the gap to the next one; positions out of order
  /// are sorted with their columns. A replicate without sites has as many haplotypes as the others (as the header says
  /// if all are empty).
  /// - Throws: ``VariantFilesError`` with path and line: a row of another length, a character other than 0 and 1,
  ///   positions outside [0, 1] or too few, a replicate with another number of haplotypes than the first.
  public static func replicates(_ path: String, length: Double) throws(VariantFilesError) -> [MSReplicate] {
    try replicates(TextLines(path), length: length)
  }

  /// All replicates in `text`, which errors call `path`; see ``replicates(_:length:)``.
  public static func replicates(
    text: [UInt8], path: String, length: Double
  ) throws(VariantFilesError) -> [MSReplicate] {
    try replicates(TextLines(text: text, path: path), length: length)
  }

  private static func replicates(_ lines: TextLines, length: Double) throws(VariantFilesError) -> [MSReplicate] {
    var replicates = MSReplicates(lines, length: length)
    var result: [MSReplicate] = []
    while let replicate = try replicates.next() { result.append(replicate) }
    return result
  }

  /// `values`, ascending in 0...`length`, made strictly ascending: equal ones are spread over the gap to the next (over
  /// at most `quantum`, the precision of the text); those at the end of the stretch are moved inside it.
  static func separated(_ values: [Double], quantum: Double, length: Double) -> [Double] {
    var result = values
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, values[end] == values[start] { end += 1 }
      if end - start > 1 {
        let limit = end < values.count ? values[end] : length
        let gap = min(limit - values[start], quantum)
        for k in 1..<(end - start) { result[start + k] = values[start] + gap * Double(k) / Double(end - start) }
      }
      start = end
    }
    // What is left: positions at the end exactly, and gaps too small for a Double to divide.
    var upper = length
    for index in result.indices.reversed() {
      if result[index] >= upper { result[index] = upper.nextDown }
      upper = result[index]
    }
    return result
  }
}
