import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes
import Synchronization

/// A VCF or BCF file: plain, gzip or BGZF text, or BCF; an index (`.csi`, `.tbi`) beside it is used where it can be.
///
/// The value holds what the header says; every read opens the file anew, so it may be shared between threads.
public final class VariantFile: Sendable {
  /// The path given; that of a temporary copy if it was "-", standard input.
  public let path: String
  /// The contigs of the header, or, where the header names none, those of the records (which then are read once). The header is
  /// a hint: records may lie on other contigs, and behind the ends that it gives.
  public let contigs: [Contig]
  /// The samples, in the order of the columns.
  public let samples: [String]
  /// True if the header defines INFO/AA, the ancestral allele.
  public let hasAncestralAllele: Bool
  /// What a user should know about the file as a whole.
  public let notes: [String]
  /// The usable index beside the file, if there is one.
  let indexPath: String?
  private let headerNames: ContigNameIndex
  private let headerContigs: [String: Contig]
  /// The contigs of the records, once they were looked through.
  private let recordContigs = Mutex<[RecordContig]?>(nil)
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
    headerNames = ContigNameIndex(contigs.map(\.name))
    headerContigs = Dictionary(contigs.map { ($0.name, $0) }) { first, _ in first }
    if contigs.isEmpty {
      let found = try Self.contigsOfRecords(path)
      contigs = found.map { Contig(name: $0.name, length: nil) }
      recordContigs.withLock { $0 = found }
      notes.append("\(path): the header names no contig; they were taken from the records")
    }
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

  /// A contig that has records, with the 1-based position of the last one.
  struct RecordContig: Sendable {
    let name: String
    var last: Int
  }

  /// What the header says of the contig that `name` is, or is written otherwise; nil if it does not name it.
  func declared(_ name: String) -> Contig? { headerNames.match(name).flatMap { headerContigs[$0] } }

  /// Every contig that has records; the whole file is looked through the first time.
  func contigsOfRecords() throws(VariantFilesError) -> [RecordContig] {
    if let known = recordContigs.withLock({ $0 }) { return known }
    let found = try Self.contigsOfRecords(path)
    recordContigs.withLock { $0 = found }
    return found
  }

  private static func contigsOfRecords(_ path: String) throws(VariantFilesError) -> [RecordContig] {
    let cursor = try VariantCursor(path: path)
    var result: [RecordContig] = []
    var places: [String: Int] = [:]
    var current = 0
    while let place = try cursor.nextPlace() {
      if place.isNewContig {
        let name = cursor.currentContig
        if places[name] == nil {
          places[name] = result.count
          result.append(RecordContig(name: name, last: place.position))
        }
        current = places[name] ?? 0
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
    var index = ContigNameIndex(known.map(\.name))
    if names.contains(where: { index.match($0) == nil }) {
      // The header need not name every contig that the records have.
      let listed = Set(contigs.map(\.name))
      known += try contigsOfRecords().filter { !listed.contains($0.name) }.map { Contig(name: $0.name, length: nil) }
      index = ContigNameIndex(known.map(\.name))
    }
    let contigs = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
    var result: [(contig: Contig, note: String?)] = []
    for name in names {
      guard let match = index.match(name), let contig = contigs[match] else {
        throw .noContig(name, in: path, known: known.map(\.name))
      }
      result.append((contig, match == name ? nil : "contig '\(name)' was taken to mean '\(match)' of \(path)"))
    }
    return result
  }
}
