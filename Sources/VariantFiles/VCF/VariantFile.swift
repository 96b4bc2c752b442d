import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

/// A contig (chromosome, scaffold) of a variant file.
public struct Contig: Sendable, Equatable {
  /// The name, as the records write it.
  public let name: String
  /// The number of bases, if the header says.
  public let length: Int?

  /// A contig of `length` bases.
  public init(name: String, length: Int?) {
    self.name = name
    self.length = length
  }
}

/// A VCF or BCF file: plain, gzip or BGZF text, or BCF; an index (`.csi`, `.tbi`) beside it is used where it can be.
///
/// The value holds what the header says; every read opens the file anew, so it may be shared between threads.
public final class VariantFile: Sendable {
  /// The path given; that of a temporary copy if it was "-", standard input.
  public let path: String
  /// The contigs of the header, or, where the header names none, those of the records (which then are read once).
  public let contigs: [Contig]
  /// The samples, in the order of the columns.
  public let samples: [String]
  /// True if the header defines INFO/AA, the ancestral allele.
  public let hasAncestralAllele: Bool
  /// What a user should know about the file as a whole.
  public let notes: [String]
  /// The usable index beside the file, if there is one.
  let indexPath: String?
  /// The last position of each contig, where the records were looked through for the contigs' names.
  let lastPositions: [String: Int]
  /// Keeps the copy of standard input.
  private let standardInput: StandardInput?

  /// Opens the file at `path` ("-": standard input, which can be opened once) and reads its header.
  ///
  /// - Throws: ``VariantFilesError``: no such file; not VCF or BCF; a header that cannot be read (with the line that is
  ///   wrong); a BGZF file without its end marker (it was cut).
  public init(path: String) throws(VariantFilesError) {
    standardInput = path == "-" ? try StandardInput() : nil
    let path = standardInput?.path ?? path
    let cursor = try VariantCursor(path: path)
    self.path = path
    samples = cursor.samples
    hasAncestralAllele = cursor.definesInfo("AA")
    var notes: [String] = cursor.headerNote.map { [$0] } ?? []
    let found = Self.findIndex(path, isBGZF: cursor.compression == 2)
    indexPath = found.index
    if let note = found.note { notes.append(note) }
    if cursor.isPlainText, Library.lacksFinalNewline(path) {
      notes.append("\(path): the last line has no line end: the file may be cut")
    }
    var contigs = cursor.headerContigs
    var lastPositions: [String: Int] = [:]
    if contigs.isEmpty {
      let found = try Self.contigsOfRecords(path)
      contigs = found.map { Contig(name: $0.name, length: nil) }
      for contig in found { lastPositions[contig.name] = contig.last }
      notes.append("\(path): the header names no contig; they were taken from the records")
    }
    self.lastPositions = lastPositions
    self.contigs = contigs
    self.notes = notes
  }

  /// The index beside `path` that can be trusted, and a note if there is one that cannot.
  private static func findIndex(_ path: String, isBGZF: Bool) -> (index: String?, note: String?) {
    guard isBGZF else { return (nil, nil) }
    for suffix in [".csi", ".tbi"] {
      let index = path + suffix
      guard let indexTime = Library.modificationTime(index) else { continue }
      if let dataTime = Library.modificationTime(path), indexTime < dataTime {
        return (nil, "\(index) is older than the file and is not used; make it again with `bcftools index -f \(path)`")
      }
      return (index, nil)
    }
    return (nil, nil)
  }

  /// Every contig that has records, with the 1-based position of its last one; reads the whole file.
  static func contigsOfRecords(_ path: String) throws(VariantFilesError) -> [(name: String, last: Int)] {
    let cursor = try VariantCursor(path: path)
    var result: [(name: String, last: Int)] = []
    var current = 0
    while let place = try cursor.nextPlace() {
      if place.isNewContig {
        current = result.firstIndex { $0.name == cursor.currentContig } ?? result.count
        if current == result.count { result.append((cursor.currentContig, place.position)) }
      }
      result[current].last = place.position
    }
    return result
  }

  /// The contig that `name` means: the same name, or the same but for a leading "chr" (then with a note).
  ///
  /// - Throws: ``VariantFilesError`` listing the contigs that are there.
  public func contig(named name: String) throws(VariantFilesError) -> (contig: Contig, note: String?) {
    try contigs(named: [name])[0]
  }

  /// ``contig(named:)`` of each of `names`; the records are looked at once at most.
  func contigs(named names: [String]) throws(VariantFilesError) -> [(contig: Contig, note: String?)] {
    var known = contigs
    if names.contains(where: { ContigNames.match($0, among: contigs.lazy.map(\.name)) == nil }) {
      // The header need not name every contig that the records have.
      let listed = Set(contigs.map(\.name))
      known += try Self.contigsOfRecords(path).filter { !listed.contains($0.name) }
        .map { Contig(name: $0.name, length: nil) }
    }
    var result: [(contig: Contig, note: String?)] = []
    for name in names {
      guard let match = ContigNames.match(name, among: known.lazy.map(\.name)),
        let contig = known.first(where: { $0.name == match })
      else {
        let all = known.map(\.name)
        let hint = nearestSpelling(of: name, among: all).map { "; did you mean '\($0)'?" } ?? ""
        throw .notFound(
          path: path, problem: "has no contig '\(name)'", remedy: "it has \(ContigNames.list(all))\(hint)")
      }
      result.append((contig, match == name ? nil : "contig '\(name)' was taken to mean '\(match)' of \(path)"))
    }
    return result
  }
}
