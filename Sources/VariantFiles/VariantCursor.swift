import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One walk through the records of a variant file, by index or from its beginning; checks order and damage on the way.
final class VariantCursor {
  /// Where a record stands.
  struct Place {
    /// POS, 1-based.
    let position: Int
    /// True for the first record of a contig.
    let isNewContig: Bool
  }

  let path: String
  /// 0 plain, 1 gzip, 2 BGZF.
  let compression: Int
  /// True if an index takes us to the region.
  let usesIndex: Bool
  /// The contig of the current record.
  private(set) var currentContig = ""
  let header: UnsafeMutablePointer<bcf_hdr_t>
  let record: UnsafeMutablePointer<bcf1_t>

  private let file: UnsafeMutablePointer<htsFile>
  private let isBCF: Bool
  private var textIndex: UnsafeMutablePointer<tbx_t>?
  private var binaryIndex: OpaquePointer?
  private var iterator: UnsafeMutablePointer<hts_itr_t>?
  private var line = kstring_t()
  private var lastPosition = 0
  private var contigBytes: [UInt8] = []
  /// The contigs met so far.
  private(set) var seenContigs: Set<String> = []
  private var recordNumber = 0

  /// Opens `path`; with `indexPath` and `region`, the records that overlap `region`, else all of them. `selection`
  /// lets htslib skip the genotypes of all other samples.
  init(
    path: String, indexPath: String? = nil, region: Interval? = nil, selection: [String]? = nil
  ) throws(VariantFilesError) {
    try Library.checkReadable(path)
    guard let file = hts_open(path, "r") else {
      throw .file(FileError(path: path, operation: "open", code: errno == 0 ? EIO : errno))
    }
    guard apus_is_bcf(file) >= 0, let header = bcf_hdr_read(file) else {
      hts_close(file)
      throw HeaderDiagnosis.error(path)
    }
    self.path = path
    self.file = file
    self.header = header
    isBCF = apus_is_bcf(file) == 1
    compression = Int(apus_compression(file))
    record = bcf_init()
    // From here on everything is stored: deinit frees it when init throws.
    usesIndex = indexPath != nil && region != nil
    if compression == 2, hts_check_EOF(file) == 0 { throw TextLines.cut(path) }
    if let selection, !selection.isEmpty, !selection.contains(where: { $0.contains(",") }) {
      guard bcf_hdr_set_samples(header, selection.joined(separator: ","), 0) == 0 else {
        throw .damaged(path: path, problem: "the samples cannot be selected", remedy: "check the header's sample names")
      }
    }
    if let indexPath, let region { try openIndex(indexPath, region) }
  }

  deinit {
    hts_itr_destroy(iterator)
    if let textIndex { tbx_destroy(textIndex) }
    hts_idx_destroy(binaryIndex)
    bcf_destroy(record)
    bcf_hdr_destroy(header)
    hts_close(file)
    free(line.s)
  }

  private func openIndex(_ indexPath: String, _ region: Interval) throws(VariantFilesError) {
    let broken = VariantFilesError.damaged(
      path: indexPath, problem: "the index cannot be read", remedy: "make it again with `bcftools index -f \(path)`")
    let start = Int64(region.start)
    let end = Int64(region.end)
    if isBCF {
      binaryIndex = bcf_index_load3(path, indexPath, 0)
      guard let binaryIndex else { throw broken }
      let contig = bcf_hdr_name2id(header, region.contig)
      if contig >= 0 { iterator = apus_bcf_query(binaryIndex, contig, start, end) }
    } else {
      textIndex = tbx_index_load3(path, indexPath, 0)
      guard let textIndex else { throw broken }
      let contig = tbx_name2id(textIndex, region.contig)
      if contig >= 0 { iterator = apus_tbx_query(textIndex, contig, start, end) }
    }
  }

  /// The samples of the header (of the selection, in file order).
  var samples: [String] {
    (0..<apus_sample_count(header)).map { String(cString: apus_sample_name(header, $0)) }
  }

  /// The contigs of the header, in its order.
  var headerContigs: [Contig] {
    var count: Int32 = 0
    guard let names = bcf_hdr_seqnames(header, &count) else { return [] }
    defer { free(UnsafeMutableRawPointer(mutating: names)) }
    return (0..<Int(count)).compactMap { index in
      guard let name = names[index] else { return nil }
      let length = Int(apus_contig_length(header, Int32(index)))
      return Contig(name: String(cString: name), length: length > 0 ? length : nil)
    }
  }

  /// True for VCF text without compression.
  var isPlainText: Bool { compression == 0 && !isBCF }

  /// The contigs that have records: those of the index (for BCF of the header), else those met so far.
  var recordContigs: [String] {
    if binaryIndex != nil { return headerContigs.map(\.name) }
    guard let textIndex else { return seenContigs.sorted() }
    var count: Int32 = 0
    guard let names = tbx_seqnames(textIndex, &count) else { return [] }
    defer { free(UnsafeMutableRawPointer(mutating: names)) }
    return (0..<Int(count)).compactMap { names[$0].map { String(cString: $0) } }
  }

  /// True if the header defines INFO/`tag`.
  func definesInfo(_ tag: String) -> Bool {
    bcf_hdr_get_hrec(header, BCF_HL_INFO, "ID", tag, nil) != nil
  }

  /// Goes to the next record without parsing more than CHROM and POS; nil at the end.
  ///
  /// - Throws: ``VariantFilesError`` if the file is damaged, a line malformed, or records are out of order.
  func nextPlace() throws(VariantFilesError) -> Place? {
    if isBCF { return try nextBinary() }
    repeat {
      guard try nextLine() else { return nil }
    } while line.l == 0
    recordNumber += 1
    var nameLength = 0
    var position: Int64 = 0
    guard apus_peek_line(&line, &nameLength, &position) == 0, let text = line.s else {
      throw badLine(
        "the line does not begin with CHROM<TAB>POS<TAB>",
        remedy: "VCF needs tab-separated columns and a whole number as POS")
    }
    let bytes = UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: nameLength)
    if !contigBytes.elementsEqual(bytes) {
      contigBytes = Array(bytes)
      let name = String(decoding: bytes, as: UTF8.self)
      return try advance(to: Int(position), newContig: name)
    }
    return try advance(to: Int(position), newContig: nil)
  }

  private func nextLine() throws(VariantFilesError) -> Bool {
    let code: Int32
    if usesIndex {
      guard let iterator, let textIndex else { return false }
      code = apus_tbx_next(file, textIndex, iterator, &line)
    } else {
      code = hts_getline(file, 2, &line)
    }
    if code < -1 { throw TextLines.cut(path) }
    return code >= 0
  }

  private func nextBinary() throws(VariantFilesError) -> Place? {
    let code: Int32
    if usesIndex {
      guard let iterator else { return nil }
      code = apus_bcf_next(file, header, iterator, record)
    } else {
      code = bcf_read(file, header, record)
    }
    if code == -1 { return nil }
    recordNumber += 1
    guard code >= 0, let name = bcf_hdr_id2name(header, record.pointee.rid) else { throw TextLines.cut(path) }
    let contig = String(cString: name)
    return try advance(to: Int(record.pointee.pos) + 1, newContig: contig == currentContig ? nil : contig)
  }

  /// Notes the record's place and checks that records are sorted.
  private func advance(to position: Int, newContig: String?) throws(VariantFilesError) -> Place {
    if let newContig {
      guard seenContigs.insert(newContig).inserted else {
        throw .badRecord(
          path: path, place: place, problem: "contig '\(newContig)' comes a second time", remedy: Self.sortRemedy)
      }
      currentContig = newContig
    } else if position < lastPosition {
      throw .badRecord(
        path: path, place: place,
        problem: "position \(currentContig):\(position) comes after \(lastPosition)", remedy: Self.sortRemedy)
    }
    lastPosition = position
    return Place(position: position, isNewContig: newContig != nil)
  }

  private static let sortRemedy = "sort the file with `bcftools sort`"

  /// Parses the record that ``nextPlace()`` found, so that `record` holds it.
  func parse() throws(VariantFilesError) {
    if isBCF { return }
    let code = vcf_parse(&line, header, record)
    let problem: String
    if record.pointee.errcode & BCF_ERR_NCOLS != 0 {
      problem = "the line has not as many columns as the header has samples"
    } else if code < 0 {
      problem = "the line cannot be parsed as VCF"
    } else {
      return
    }
    throw badLine(
      "\(problem) (\(currentContig):\(lastPosition))",
      remedy: "correct the line, or write the file again with `bcftools view`")
  }

  /// The error about a line that cannot be read: it may only be the last piece of a file that was cut.
  private func badLine(_ problem: String, remedy: String) -> VariantFilesError {
    let place = place
    if !usesIndex, hts_getline(file, 2, &line) < -1 { return TextLines.cut(path) }
    return .badRecord(path: path, place: place, problem: problem, remedy: remedy)
  }

  /// Where the current record stands: its line number, or its contig and position where lines are not counted.
  var place: String {
    if isBCF || usesIndex { return "record \(currentContig):\(lastPosition)" }
    return "\(apus_line_number(file))"
  }
}
