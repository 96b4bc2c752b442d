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
  /// POS of the current record, 1-based.
  private(set) var position = 0
  let header: UnsafeMutablePointer<bcf_hdr_t>
  let record: UnsafeMutablePointer<bcf1_t>

  /// What was put right in the header.
  let headerNote: String?
  /// The samples of the columns, before any selection.
  var fileSamples: [String] { sampleNames.names }
  private let sampleNames: SampleNames
  /// The reader of plain lines; nil for BCF, and where every record is to be parsed by htslib.
  let text: UnsafeMutablePointer<apus_text>?
  /// What the fixed columns of the current record say, after ``readFields()``.
  private(set) var fields = apus_fields()
  /// How far the current record has been read.
  private(set) var state = State.placed

  /// How far a record has been read.
  enum State {
    /// Its place is known.
    case placed
    /// A line whose fixed columns are plain; ``text`` can try its genotypes.
    case scanned
    /// htslib has parsed it into `record`.
    case parsed
  }

  private let file: UnsafeMutablePointer<htsFile>
  private let isBCF: Bool
  private let filters: FilterNames
  private let callRules: CallRules?
  private let callFields = CallFields()
  /// True if the header defines FORMAT/PS.
  private(set) lazy var definesPhaseSets =
    bcf_hdr_get_hrec(header, BCF_HL_FMT, "ID", "PS", nil) != nil
    || bcf_hdr_get_hrec(header, BCF_HL_FMT, "ID", "PSL", nil) != nil
  private var region: Interval?
  private var textIndex: UnsafeMutablePointer<tbx_t>?
  private var binaryIndex: OpaquePointer?
  private var iterator: UnsafeMutablePointer<hts_itr_t>?
  private var line = kstring_t()
  private var contigBytes: [UInt8] = []
  private var contigIndex: Int32 = -1
  /// The contigs met so far.
  private(set) var seenContigs: Set<String> = []
  /// Where the contig was left whose records those of `<...>` interrupt.
  private var interrupted: (contig: String, position: Int)?

  /// Opens `path`; with `indexPath` and `region`, the records that overlap `region`, else all of them. `selection`
  /// lets htslib skip the genotypes of all other samples.
  init(
    path: String, indexPath: String? = nil, region: Interval? = nil, selection: [String]? = nil,
    options: VariantReadOptions = VariantReadOptions()
  ) throws(VariantFilesError) {
    try Library.checkReadable(path)
    try Packing.check(path)
    var file = try Self.open(path)
    var read = apus_is_bcf(file) >= 0 ? bcf_hdr_read(file) : nil
    var note: String?
    if read == nil, apus_is_bcf(file) == 0 {
      hts_close(file)
      file = try Self.open(path)
      if let repaired = HeaderRepair.header(file) {
        read = repaired.header
        note = "\(path): \(repaired.note)"
      }
    }
    guard let header = read else {
      hts_close(file)
      throw HeaderDiagnosis.error(path)
    }
    headerNote = note
    self.path = path
    self.file = file
    self.header = header
    isBCF = apus_is_bcf(file) == 1
    compression = Int(apus_compression(file))
    record = bcf_init()
    filters = FilterNames(options.filters)
    callRules = options.calls.isEmpty ? nil : options.calls
    sampleNames = SampleNames(header)
    text = isBCF || options.parsesEveryRecord ? nil : apus_text_create(header, Int32(sampleNames.names.count))
    // From here on everything is stored: deinit frees it when init throws.
    usesIndex = indexPath != nil && region != nil
    if compression == 2, hts_check_EOF(file) == 0 { throw TextLines.cut(path) }
    if let selection, !selection.isEmpty, selection.count < sampleNames.names.count,
      !selection.contains(where: { $0.contains(",") })
    {
      let names = selection.map(sampleNames.inHeader).joined(separator: ",")
      guard bcf_hdr_set_samples(header, names, 0) == 0 else {
        throw .damaged(path: path, problem: "the samples cannot be selected", remedy: "check the header's sample names")
      }
    }
    if let text { apus_text_set_filters(text, filters.pointers, filters.count) }
    if options.threads > 1, hts_set_threads(file, Int32(options.threads)) != 0 {
      throw .file(FileError(path: path, operation: "read", code: errno == 0 ? ENOMEM : errno))
    }
    if let indexPath, let region { try openIndex(indexPath, region) }
  }

  private static func open(_ path: String) throws(VariantFilesError) -> UnsafeMutablePointer<htsFile> {
    if let file = hts_open(path, "r") { return file }
    // htslib opened it and does not know what it is.
    if errno == ENOEXEC { throw HeaderDiagnosis.error(path) }
    throw .file(FileError(path: path, operation: "open", code: errno == 0 ? EIO : errno))
  }

  deinit {
    hts_itr_destroy(iterator)
    if let textIndex { tbx_destroy(textIndex) }
    hts_idx_destroy(binaryIndex)
    bcf_destroy(record)
    bcf_hdr_destroy(header)
    hts_close(file)
    free(line.s)
    apus_text_destroy(text)
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
      // Lines are read one after the other from where the first of the region can be: the index need not see them all.
      let offset = apus_first_offset(iterator)
      if offset >= 0, bgzf_seek(apus_bgzf(file), offset, SEEK_SET) == 0 { self.region = region }
    }
  }

  /// The samples of the selection, in file order.
  var samples: [String] {
    sampleNames.names(in: header)
  }

  /// The contigs of the header, in its order.
  var headerContigs: [Contig] {
    (0..<apus_contig_count(header)).compactMap { index in
      // An IDX beyond the others leaves places without a contig.
      guard let name = apus_contig_name(header, index) else { return nil }
      let length = Int(apus_contig_length(header, index))
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

  /// The letter of allele `index` of the record; 0 unless it is one base: `*`, `.`, `N` and the letters for two or three bases
  /// (R, Y, S, W, K, M, B, D, H, V) are none. Digits are letters here: simulators write alleles 0 and 1.
  func base(_ index: Int) -> UInt8 {
    guard index < APUS_MOST_ALLELES else { return 0 }
    let letter = apus_base(&fields, Int32(index))
    switch letter & 0xDF {
    case UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "G"), UInt8(ascii: "T"): return letter
    default: return Self.isNoBase[Int(letter)] ? 0 : letter
    }
  }

  /// The bases of allele `index` from letter `offset` on, one: 0 where ``base(_:)`` would be.
  func base(_ index: Int, at offset: Int) -> UInt8 {
    guard offset < length(of: index) else { return 0 }
    let letter = letter(index, at: offset)
    return Self.isNoBase[Int(letter)] ? 0 : letter
  }

  /// Letter `offset` of allele `index`, which has so many.
  func letter(_ index: Int, at offset: Int) -> UInt8 { apus_letter(&fields, Int32(index), Int32(offset)) }

  /// The number of letters of allele `index`, as it is written.
  func length(of index: Int) -> Int {
    index < APUS_MOST_ALLELES ? Int(apus_length(&fields, Int32(index))) : 0
  }

  /// True if allele `index` is written by letters alone, not as `<...>`, `*`, `.` or a breakend.
  func isSequence(_ index: Int) -> Bool {
    guard index < APUS_MOST_ALLELES else { return false }
    for offset in 0..<length(of: index) {
      let letter = apus_letter(&fields, Int32(index), Int32(offset)) & 0xDF
      if letter < UInt8(ascii: "A") || letter > UInt8(ascii: "Z") { return false }
    }
    return true
  }

  private static let isNoBase: [Bool] = (0..<256).map { "*.RYSWKMBDHVNryswkmbdhvn".utf8.contains(UInt8($0)) }

  /// FORMAT/GT of the record that htslib has parsed.
  var genotypeFormat: UnsafePointer<bcf_fmt_t>? {
    state == .parsed ? fields.format : nil
  }

  /// Goes to the next record without parsing more than CHROM and POS; nil at the end.
  ///
  /// - Throws: ``VariantFilesError`` if the file is damaged, a line malformed, or records are out of order.
  func nextPlace() throws(VariantFilesError) -> Place? {
    if isBCF { return try nextBinary() }
    repeat {
      guard try nextLine() else { return nil }
    } while line.l == 0
    state = .placed
    var nameLength = 0
    var position: Int64 = 0
    guard apus_peek_line(&line, &nameLength, &position) == 0, let text = line.s else {
      if line.s?.pointee == 0x23 {
        throw badLine(
          "a second header begins here: files were put one after the other",
          remedy: "join them with `bcftools concat`")
      }
      if line.s?.pointee == 0x22 {
        throw badLine(
          "the line begins with a quotation mark, as spreadsheets write text",
          remedy: "write the file again as plain text, with tabs and without quotes")
      }
      throw badLine(
        "the line does not begin with CHROM<TAB>POS<TAB>",
        remedy: "VCF needs tab-separated columns and a whole number as POS")
    }
    let bytes = UnsafeBufferPointer(
      start: UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self), count: nameLength)
    if !contigBytes.elementsEqual(bytes) {
      contigBytes = Array(bytes)
      let name = String(decoding: bytes, as: UTF8.self)
      if let region, currentContig == region.contig { return nil }
      return try advance(to: Int(position), newContig: name)
    }
    if let region, Int(position) > region.end, currentContig == region.contig { return nil }
    return try advance(to: Int(position), newContig: nil)
  }

  private func nextLine() throws(VariantFilesError) -> Bool {
    if usesIndex && region == nil { return false }
    let code = hts_getline(file, 2, &line)
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
    state = .placed
    let contig = record.pointee.rid
    guard code >= 0 else { throw TextLines.cut(path) }
    let position = Int(record.pointee.pos) + 1
    if contig == contigIndex { return try advance(to: position, newContig: nil) }
    guard let name = bcf_hdr_id2name(header, contig) else { throw TextLines.cut(path) }
    contigIndex = contig
    return try advance(to: position, newContig: String(cString: name))
  }

  /// Notes the record's place and checks that records are sorted.
  private func advance(to position: Int, newContig: String?) throws(VariantFilesError) -> Place {
    if let newContig {
      if let outer = interrupted, outer.contig == newContig { return try resume(outer, position) }
      // A contig of an assembly file stands between the records of a real one.
      interrupted = newContig.hasPrefix("<") ? interrupted ?? (currentContig, self.position) : nil
      guard seenContigs.insert(newContig).inserted else {
        throw .badRecord(
          path: path, place: place, problem: "contig '\(newContig)' comes a second time", remedy: Self.sortRemedy)
      }
      currentContig = newContig
    } else if position < self.position {
      throw .badRecord(
        path: path, place: place,
        problem: "position \(currentContig):\(position) comes after \(self.position)", remedy: Self.sortRemedy)
    }
    self.position = position
    return Place(position: position, isNewContig: newContig != nil)
  }

  /// Goes on with the contig that records of `<...>` have interrupted.
  private func resume(_ outer: (contig: String, position: Int), _ position: Int) throws(VariantFilesError) -> Place {
    interrupted = nil
    currentContig = outer.contig
    self.position = outer.position
    let place = try advance(to: position, newContig: nil)
    return Place(position: place.position, isNewContig: true)
  }

  private static let sortRemedy = "sort the file with `bcftools sort`"

  /// Reads the fixed columns of the record that ``nextPlace()`` found into ``fields``: of a plain line without htslib.
  func readFields() throws(VariantFilesError) {
    guard state == .placed else { return }
    if callRules == nil, let text, apus_text_scan(text, &line, &fields) == 1 {
      state = .scanned
    } else {
      try parse()
    }
  }

  /// Parses the current record with htslib, so that `record` holds it.
  func parse() throws(VariantFilesError) {
    guard state != .parsed else { return }
    if !isBCF { try parseLine() }
    if let text { apus_text_accept(text) }
    state = .parsed
    apus_record_fields(header, record, filters.pointers, filters.count, &fields)
    if let callRules, fields.has_genotypes != 0, let genotypes = fields.format {
      callFields.apply(callRules, header, record, genotypes)
    }
  }

  private func parseLine() throws(VariantFilesError) {
    if apus_prepare_genotypes(&line) != 0 {
      throw badLine(
        "a genotype names an allele by a number of more than 9 digits (\(currentContig):\(position))",
        remedy: "correct the genotype")
    }
    let code = vcf_parse(&line, header, record)
    let problem: String
    if record.pointee.errcode & BCF_ERR_NCOLS != 0 {
      problem = "the line does not have as many columns as the header has samples"
    } else if code < 0 {
      if let sign = ContigNames.forbiddenSign(in: currentContig) {
        throw badLine(
          "the contig name '\(currentContig)' holds '\(sign)', which VCF does not allow there",
          remedy: "rename the contig, in the header and in all files that name it")
      }
      problem = "the line cannot be parsed as VCF"
    } else {
      return
    }
    throw badLine(
      "\(problem) (\(currentContig):\(position))",
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
    if isBCF || usesIndex { return "record \(currentContig):\(position)" }
    return "\(apus_line_number(file))"
  }
}
