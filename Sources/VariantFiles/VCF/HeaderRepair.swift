import CHtslib
import CHtslibShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Headers that htslib refuses for a name of a fixed column that is written wrongly, though the columns are where they belong,
/// or because FORMAT is there without samples.
enum HeaderRepair {
  private static let columns = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"]

  /// Reads the header of the VCF text `file`, opened anew, with at most two column names put right, and says what was; nil if
  /// that is not what is wrong with it. The file then stands at its first record.
  static func header(
    _ file: UnsafeMutablePointer<htsFile>
  ) -> (header: UnsafeMutablePointer<bcf_hdr_t>, note: String)? {
    var line = kstring_t()
    defer { free(line.s) }
    var text = ""
    while hts_getline(file, 2, &line) >= 0, let bytes = line.s {
      let found = String(cString: bytes)
      if found.hasPrefix("##") {
        text += found + "\n"
        continue
      }
      let names = found.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if names == columns { return parse(text, columns.dropLast(), "there is FORMAT, but no sample") }
      let wrong = zip(names, columns).filter { $0 != $1 }
      guard names.count >= 8, names[0] == columns[0], (1...2).contains(wrong.count) else { return nil }
      let words = wrong.map { "'\($0.0)' was taken to mean \($0.1)" }.joined(separator: ", ")
      return parse(text, columns.prefix(names.count) + names.dropFirst(columns.count), words)
    }
    return nil
  }

  /// The header of `lines` and the line of column names.
  private static func parse(
    _ lines: String, _ names: ArraySlice<String>, _ note: String
  ) -> (header: UnsafeMutablePointer<bcf_hdr_t>, note: String)? {
    guard let header = bcf_hdr_init("r") else { return nil }
    var buffer = Array((lines + names.joined(separator: "\t") + "\n").utf8CString)
    guard bcf_hdr_parse(header, &buffer) == 0 else {
      bcf_hdr_destroy(header)
      return nil
    }
    return (header, "in the line of column names \(note)")
  }
}
