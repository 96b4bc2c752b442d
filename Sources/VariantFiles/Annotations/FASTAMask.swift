import Haplotypes

/// Accessible bases from a FASTA in which each base is a letter that says whether it can be trusted.
public struct FASTAMask: Sendable, Equatable {
  /// Which letters are accessible.
  public enum Convention: String, Sendable, CaseIterable {
    /// The masks of the 1000 Genomes Project (pilot and strict): `P`; all of `N L H Z Q 0` are not.
    case passed = "P is accessible"
    /// vcftools' `--mask`: `0`; all other digits and `N` are not.
    case zero = "0 is accessible"
    /// A reference that is masked by case: `A C G T` in upper case; lower case, `N` and all other letters are not.
    case upperCase = "A, C, G and T in upper case are accessible"
  }

  /// The accessible stretches, in the order of the file.
  public let accessible: [Interval]
  /// The sequences and their lengths, in the order of the file.
  public let sequences: [Interval]
  /// The convention that was followed.
  public let convention: Convention
  /// What a user should know.
  package var notes: [String] {
    var notes = ["FASTA mask: \(convention.rawValue)"]
    if convention == .zero {
      notes.append("in masks of mappability (SNPable) 3 is good and 0 is not: convert them to BED")
    }
    return notes
  }

  /// The mask in the FASTA at `path` (plain or `.gz`).
  ///
  /// Without `convention` the letters of the file tell: `P` is written by the 1000 Genomes Project alone; digits without
  /// `P` are vcftools'; bases are a reference. The name of a sequence ends at the first blank.
  /// - Throws: ``VariantFilesError`` with path and line for letters before the first `>`, for a character that no
  ///   convention has, for a sequence given twice; for a file without letters, or with letters of two conventions.
  public static func read(_ path: String, convention: Convention? = nil) throws(VariantFilesError) -> FASTAMask {
    try read(TextLines(path), convention)
  }

  /// The same of text in memory, which errors call `path`.
  public static func read(
    text: [UInt8], path: String, convention: Convention? = nil
  ) throws(VariantFilesError) -> FASTAMask {
    try read(TextLines(text: text, path: path), convention)
  }

  private static func read(_ lines: TextLines, _ given: Convention?) throws(VariantFilesError) -> FASTAMask {
    var runs = [Runs](repeating: Runs(), count: Convention.allCases.count)
    var sequences: [Interval] = []
    var names: Set<String> = []
    var name: String?
    var length = 0
    var counts = [Int](repeating: 0, count: 256)
    func finish(_ runs: inout [Runs]) {
      guard let name else { return }
      for index in runs.indices { runs[index].finish(name, length) }
      sequences.append(Interval(contig: name, start: 0, end: length))
    }
    while let bytes = try lines.next() {
      if bytes.first == UInt8(ascii: ">") {
        finish(&runs)
        let title = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let next = title.split(whereSeparator: { $0 == " " || $0 == "\t" }).first.map(String.init) ?? ""
        guard !next.isEmpty, names.insert(next).inserted else {
          throw lines.error("the sequence '\(next)' has no name or is listed twice", "give every sequence its name")
        }
        (name, length) = (next, 0)
        continue
      }
      if bytes.isEmpty { continue }
      guard name != nil else {
        throw lines.error("found letters before the first '>'", "FASTA begins with '>' and a name")
      }
      for byte in bytes {
        guard isLetter(byte) else {
          throw lines.error(
            "found '\(String(decoding: [byte], as: UTF8.self))' in a sequence", "masks are letters and digits")
        }
        counts[Int(byte)] += 1
      }
      for (index, convention) in Convention.allCases.enumerated() {
        runs[index].add(bytes, from: length, Self.accessible[convention.index])
      }
      length += bytes.count
    }
    finish(&runs)
    let convention: Convention
    if let given { convention = given } else { convention = try inferred(counts, lines.path) }
    return FASTAMask(accessible: runs[convention.index].intervals, sequences: sequences, convention: convention)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte & 0xDF) || (48...57).contains(byte) || byte == 45 || byte == 42
  }

  /// For each convention, 1 for the letters that are accessible.
  private static let accessible: [[Bool]] = ["P", "0", "ACGT"].map { letters in
    (0..<256).map { letters.utf8.contains(UInt8($0)) }
  }

  private static func inferred(_ counts: [Int], _ path: String) throws(VariantFilesError) -> Convention {
    func count(_ letters: String) -> Int { letters.utf8.reduce(0) { $0 + counts[Int($1)] } }
    let bases = count("ACGTacgt")
    let passed = count("PLZQ")
    let digits = count("0123456789")
    if passed > 0 && bases == 0 { return .passed }
    if digits > 0 && passed == 0 && bases == 0 { return .zero }
    if bases > 0 && passed == 0 && digits == 0 { return .upperCase }
    let mixed = bases + passed + digits > 0
    throw .damaged(
      path: path,
      problem: mixed ? "the letters are of two kinds of masks" : "no letter says what is accessible",
      remedy: "write P (and N L H Z Q 0), or 0 (and other digits), or a reference with what to leave out in lower case")
  }

  /// The accessible stretches by one convention.
  private struct Runs {
    var intervals: [Interval] = []
    private var pending: [Range<Int>] = []

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ isAccessible: [Bool]) {
      isAccessible.withUnsafeBufferPointer { isAccessible in
        var index = 0
        while index < bytes.count {
          guard isAccessible[Int(bytes[index])] else {
            index += 1
            continue
          }
          let first = index
          while index < bytes.count, isAccessible[Int(bytes[index])] { index += 1 }
          if let last = pending.last, last.upperBound == start + first {
            pending[pending.count - 1] = last.lowerBound..<start + index
          } else {
            pending.append(start + first..<start + index)
          }
        }
      }
    }

    mutating func finish(_ name: String, _ length: Int) {
      intervals += pending.map { Interval(contig: name, start: $0.lowerBound, end: $0.upperBound) }
      pending.removeAll()
    }
  }
}

extension FASTAMask.Convention {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
