import CHtslib
import CHtslibShims
import Groundwork
import Haplotypes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a haplotype matrix as VCF or BCF.
public enum VariantWriter {
  /// What is written, by the letters of bcftools -O.
  public enum OutputType: String, Sendable, CaseIterable {
    /// VCF as text.
    case text = "v"
    /// VCF, BGZF, with an index.
    case compressed = "z"
    /// BCF, with an index.
    case binary = "b"
    /// BCF that is not compressed.
    case uncompressed = "u"

    /// What the suffix of `path` says; nil if it says nothing.
    public init?(ofPath path: String) {
      if path.hasSuffix(".vcf") {
        self = .text
      } else if path.hasSuffix(".vcf.gz") || path.hasSuffix(".vcf.bgz") {
        self = .compressed
      } else if path.hasSuffix(".bcf") {
        self = .binary
      } else {
        return nil
      }
    }

    /// How htslib opens a file of it.
    var mode: String {
      switch self {
      case .text: "w"
      case .compressed: "wz"
      case .binary: "wb"
      case .uncompressed: "wbu"
      }
    }
  }

  /// What was written.
  public struct Result: Sendable, Equatable {
    /// Records, one a site.
    public let records: Int
    /// Sites that are not at their own base, because it was taken or lay outside the contig.
    public let moved: Int
    /// False if an index was wanted and could not be made.
    public let isIndexed: Bool
  }

  /// Throws unless the name of `path` says a format that can be written: before there is anything to write.
  package static func checkName(of path: String) throws(VariantFilesError) { _ = try chosen(nil, path) }

  /// Writes `matrix` to `path`: `.vcf` plain, `.vcf.gz` BGZF with a `.tbi` (`.csi` past 2^29 bases), `.bcf` with `.csi`, unless
  /// `type` says otherwise.
  ///
  /// A site at 0-based x becomes POS = floor(x) + 1, or the next free base. Each individual of `matrix.ploidies` is a
  /// sample. Simulated alleles have no letters: REF is A and ALT is G everywhere; where the matrix is polarised A is
  /// ancestral and INFO/AA says so. The header records `command`. The file appears whole or not at all.
  /// - Throws: ``VariantFilesError``: another suffix, more sites than bases, or a failure to write.
  @discardableResult
  public static func write(
    _ matrix: HaplotypeMatrix, contig: String, length: Int, sampleNames: [String], command: String, to path: String,
    type: OutputType? = nil
  ) throws(VariantFilesError) -> Result {
    precondition(
      sampleNames.count == matrix.ploidies.count,
      "\(sampleNames.count) sample names for \(matrix.ploidies.count) individuals")
    _ = Library.silent
    let type = try chosen(type, path)
    let places = try bases(of: matrix.positions, length: length, path: path)
    let partial = try Library.beginPartial(path)
    guard let file = hts_open(partial, type.mode) else {
      throw .file(FileError(path: path, operation: "create", code: errno))
    }
    let written = writeAll(file, matrix, places.bases, contig, length, sampleNames, command)
    let code = errno
    guard hts_close(file) == 0, written else {
      Library.remove(partial)
      throw .file(FileError(path: path, operation: "write", code: code == 0 ? EIO : code))
    }
    var isIndexed = true
    switch type {
    case .compressed:
      isIndexed = try Indexing.publishIndexed(
        path, configuration: tbx_conf_vcf, needsCSI: length > Indexing.mostOfTBI)
    case .binary: isIndexed = try Indexing.publishIndexedBCF(path)
    case .text, .uncompressed: try Library.publish(path)
    }
    return Result(records: matrix.siteCount, moved: places.moved, isIndexed: isIndexed)
  }

  /// `type`, or what the suffix of `path` asks for.
  private static func chosen(_ type: OutputType?, _ path: String) throws(VariantFilesError) -> OutputType {
    guard let type = type ?? OutputType(ofPath: path) else {
      throw .notFound(
        path: path, problem: "the name does not say which format is wanted", remedy: "use .vcf, .vcf.gz or .bcf")
    }
    return type
  }

  /// 1-based bases, strictly ascending and within the contig, nearest behind the positions; and how many were moved.
  static func bases(
    of positions: [Double], length: Int, path: String
  ) throws(VariantFilesError) -> (bases: [Int], moved: Int) {
    guard positions.count <= length else {
      throw .notFound(
        path: path, problem: "\(positions.count.grouped) sites do not fit on \(length.grouped) bases",
        remedy: "write a longer contig")
    }
    var bases: [Int] = []
    var last = 0
    for position in positions {
      last = max(Int(position.rounded(.down)) + 1, last + 1)
      bases.append(last)
    }
    var limit = length
    for index in bases.indices.reversed() where bases[index] > limit || index == bases.count - 1 {
      bases[index] = min(bases[index], limit)
      limit = bases[index] - 1
    }
    return (bases, zip(bases, positions).count { $0 != Int($1.rounded(.down)) + 1 })
  }

  private static func writeAll(
    _ file: UnsafeMutablePointer<htsFile>, _ matrix: HaplotypeMatrix, _ bases: [Int], _ contig: String, _ length: Int,
    _ sampleNames: [String], _ command: String
  ) -> Bool {
    guard let header = bcf_hdr_init("w"), let record = bcf_init() else { return false }
    defer {
      bcf_destroy(record)
      bcf_hdr_destroy(header)
    }
    guard fill(header, contig, length, sampleNames, command, matrix.isPolarised), bcf_hdr_write(file, header) == 0
    else { return false }
    let width = Int(matrix.ploidies.max() ?? 0)
    var values = [Int32](repeating: 0, count: width * sampleNames.count)
    for site in 0..<matrix.siteCount {
      bcf_clear(record)
      record.pointee.rid = 0
      record.pointee.pos = Int64(bases[site] - 1)
      guard bcf_update_alleles_str(header, record, "A,G") == 0 else { return false }
      if matrix.isPolarised {
        guard bcf_update_info(header, record, "AA", "A", 1, Int32(BCF_HT_STR)) == 0 else { return false }
      }
      encode(matrix, site, width, &values)
      guard bcf_update_format(header, record, "GT", values, Int32(values.count), Int32(BCF_HT_INT)) == 0,
        bcf_write(file, header, record) == 0
      else { return false }
    }
    return true
  }

  private static func encode(_ matrix: HaplotypeMatrix, _ site: Int, _ width: Int, _ values: inout [Int32]) {
    let start = site * matrix.wordsPerSite
    matrix.words.withUnsafeBufferPointer { words in
      guard let base = words.baseAddress else { return }
      let count = Int32(matrix.ploidies.count)
      let phased: Int32 = matrix.isPhased ? 1 : 0
      if let missing = matrix.missing {
        missing.withUnsafeBufferPointer { mask in
          apus_encode_genotypes(
            base + start, mask.baseAddress.map { $0 + start }, matrix.ploidies, count, Int32(width), phased, &values)
        }
      } else {
        apus_encode_genotypes(base + start, nil, matrix.ploidies, count, Int32(width), phased, &values)
      }
    }
  }

  /// The header lines and samples.
  private static func fill(
    _ header: UnsafeMutablePointer<bcf_hdr_t>, _ contig: String, _ length: Int, _ sampleNames: [String],
    _ command: String, _ isPolarised: Bool
  ) -> Bool {
    let oneLine = command.split(whereSeparator: \.isNewline).joined(separator: " ")
    var lines = ["##source=Apus", "##apusCommand=\(oneLine)", "##contig=<ID=\(contig),length=\(length)>"]
    if isPolarised {
      lines.append("##INFO=<ID=AA,Number=1,Type=String,Description=\"Ancestral allele\">")
    }
    lines.append("##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">")
    for line in lines where bcf_hdr_append(header, line) != 0 { return false }
    for name in sampleNames where bcf_hdr_add_sample(header, name) != 0 { return false }
    return bcf_hdr_add_sample(header, nil) == 0 && bcf_hdr_sync(header) == 0
  }
}
