import CHtslib
import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One contig of a FASTA of ancestral bases, read through faidx in stretches.
///
/// `ACGT` are states of high confidence, `acgt` of low confidence (used, and counted so that a note can say how many);
/// `N`, `.`, `-` and anything past the sequence's end are unknown. The contig may be written with or without "chr", or
/// as Ensembl names its ancestral sequences (`ANCESTOR_for_chromosome:GRCh37:2:1:243199373:1`). A missing `.fai` is made
/// beside the file, or, where that cannot be written, for this reading only.
final class AncestralSequence {
  /// The name of the sequence in the file.
  let name: String
  private let index: OpaquePointer
  private let length: Int
  private var chunkStart = 0
  private var chunk: [UInt8] = []
  private static let chunkLength = 1 << 20

  /// Opens the sequence of `contig` in the FASTA at `path`.
  ///
  /// - Throws: ``VariantFilesError`` if the file cannot be read or indexed or has no such sequence.
  init(path: String, contig: String) throws(VariantFilesError) {
    try Library.checkReadable(path)
    let index = try Self.open(path)
    let names = (0..<faidx_nseq(index)).map { String(cString: faidx_iseq(index, $0)) }
    guard let name = Self.sequence(of: contig, among: names) else {
      fai_destroy(index)
      throw .notFound(
        path: path, problem: "has no sequence for contig '\(contig)'", remedy: "it has \(ContigNames.list(names))")
    }
    self.index = index
    self.name = name
    length = Int(faidx_seq_len(index, name))
  }

  deinit { fai_destroy(index) }

  private static func sequence(of contig: String, among names: [String]) -> String? {
    if let match = ContigNames.match(contig, among: names) { return match }
    let wanted = ContigNames.canonical(contig)
    let matches = names.filter { name in
      let fields = name.split(separator: ":", omittingEmptySubsequences: false)
      return fields.count >= 5 && ContigNames.canonical(String(fields[2])) == wanted
    }
    return matches.count == 1 ? matches[0] : nil
  }

  /// Opens with the `.fai` beside the file, making it first if there is none that is newer than the file.
  private static func open(_ path: String) throws(VariantFilesError) -> OpaquePointer {
    let fai = path + ".fai"
    let isFresh = zip2(Library.modificationTime(fai), Library.modificationTime(path)).map { $0 >= $1 } ?? false
    if !isFresh {
      let beside = AtomicFile.partialPath(for: fai)
      if fai_build3(path, beside, nil) == 0 {
        try Library.publish(fai)
      } else {
        unlink(beside)
        return try openWithTemporaryIndex(path)
      }
    }
    guard let index = fai_load3(path, nil, nil, 0) else { throw broken(path) }
    return index
  }

  private static func openWithTemporaryIndex(_ path: String) throws(VariantFilesError) -> OpaquePointer {
    let file: (descriptor: Int32, path: String)
    do { file = try TemporaryFile.create(in: TemporaryFile.folder, named: "apus-fai") } catch { throw .file(error) }
    close(file.descriptor)
    let temporary = file.path
    let gzi = temporary + ".gzi"
    defer {
      unlink(temporary)
      unlink(gzi)
    }
    guard fai_build3(path, temporary, gzi) == 0, let index = fai_load3(path, temporary, gzi, 0) else {
      throw broken(path)
    }
    return index
  }

  private static func broken(_ path: String) -> VariantFilesError {
    .damaged(
      path: path, problem: "cannot be indexed as FASTA",
      remedy: "it must be plain or BGZF (not gzip) text with sequence lines of equal length")
  }

  private static func zip2(_ a: Int?, _ b: Int?) -> (Int, Int)? {
    guard let a, let b else { return nil }
    return (a, b)
  }

  /// The letter at 0-based `position`; `N` past the end. Positions are best asked for in ascending order.
  func base(at position: Int) throws(VariantFilesError) -> UInt8 {
    guard position >= 0, position < length else { return UInt8(ascii: "N") }
    if position < chunkStart || position >= chunkStart + chunk.count { try load(position) }
    return chunk[position - chunkStart]
  }

  /// The stretches of `bounds` whose bases are known.
  func knownBases(_ bounds: Range<Int>) throws(VariantFilesError) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var position = max(0, bounds.lowerBound)
    let end = min(bounds.upperBound, length)
    while position < end {
      if position < chunkStart || position >= chunkStart + chunk.count { try load(position) }
      let part = chunk[(position - chunkStart)..<min(chunk.count, end - chunkStart)]
      for byte in part {
        switch byte & 0xDF {
        case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"):
          if let last = runs.last, last.upperBound == position {
            runs[runs.count - 1] = last.lowerBound..<position + 1
          } else {
            runs.append(position..<position + 1)
          }
        default: break
        }
        position += 1
      }
    }
    return runs
  }

  private func load(_ position: Int) throws(VariantFilesError) {
    var count: Int64 = 0
    let end = min(position + Self.chunkLength, length)
    guard let text = faidx_fetch_seq64(index, name, Int64(position), Int64(end - 1), &count), count > 0 else {
      throw .damaged(
        path: name, problem: "the sequence cannot be read at base \(position + 1)",
        remedy: "the FASTA is cut or does not fit its index: remove the .fai and try again")
    }
    defer { free(text) }
    chunkStart = position
    chunk = text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { bytes in
      Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
  }
}
