import Groundwork

/// The replicates of ms text one after the other: no more than one is held at a time.
///
/// They are those of ``MSText/replicates(_:length:)``, with the same errors, each thrown when its replicate is reached.
public struct MSReplicates {
  private var parser: MSParser
  private let length: Double
  /// The number of haplotypes; nil before the first replicate with sites.
  private var haplotypeCount: Int?
  /// Replicates given out.
  private var given = 0
  /// Replicates without sites that wait to be given out, and the one behind them.
  private var empties = 0
  private var waiting: MSParser.Replicate?

  /// The replicates in the file at `path` (plain or `.gz`), on a stretch of `length` base pairs.
  ///
  /// - Throws: ``VariantFilesError`` if the file cannot be read.
  public init(_ path: String, length: Double) throws(VariantFilesError) {
    self.init(try TextLines(path), length: length)
  }

  init(_ lines: TextLines, length: Double) {
    precondition(length > 0, "the stretch of an ms replicate needs a length above 0, got \(length)")
    parser = MSParser(lines: lines)
    self.length = length
  }

  /// The next replicate; nil behind the last one.
  ///
  /// - Throws: ``VariantFilesError`` with path and line, as ``MSText/replicates(_:length:)`` says; also if there is none at all.
  public mutating func next() throws(VariantFilesError) -> MSReplicate? {
    if empties == 0 && waiting == nil { try lookAhead() }
    if empties > 0 {
      empties -= 1
      return result(MSParser.Replicate(line: 0))
    }
    guard let replicate = waiting else {
      guard given > 0 else {
        throw .damaged(
          path: parser.lines.path, problem: "no replicate was found",
          remedy: "each begins with a line // in ms output")
      }
      if let promised = parser.headerReplicates, given < promised {
        throw .damaged(
          path: parser.lines.path,
          problem: "the command in the first line says \(promised) replicates, and there are \(given)",
          remedy: "the file may be cut; if these are all that is wanted, write their number there")
      }
      return nil
    }
    waiting = nil
    let expected = haplotypeCount ?? replicate.rowCount
    guard replicate.rowCount == expected else {
      throw .badRecord(
        path: parser.lines.path, place: "\(replicate.line)",
        problem:
          "replicate \(given + 1) has \(replicate.rowCount.of("haplotype")), expected \(expected) as in the first",
        remedy: "the file may be cut")
    }
    return result(replicate)
  }

  /// Reads on; until the number of haplotypes is known, to the first replicate with sites.
  private mutating func lookAhead() throws(VariantFilesError) {
    while let replicate = try parser.next() {
      guard replicate.positions.isEmpty else {
        waiting = replicate
        haplotypeCount = haplotypeCount ?? replicate.rowCount
        return
      }
      empties += 1
      if haplotypeCount != nil { return }
    }
  }

  private mutating func result(_ replicate: MSParser.Replicate) -> MSReplicate {
    given += 1
    return replicate.result(haplotypeCount: haplotypeCount ?? parser.headerHaplotypes ?? 0, length: length)
  }
}
