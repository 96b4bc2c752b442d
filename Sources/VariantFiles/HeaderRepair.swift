import CHtslib
import CHtslibShims

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Headers that htslib refuses for a name of a fixed column that is written wrongly, though the columns are where they belong.
enum HeaderRepair {
  private static let columns = ["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT"]

  /// Reads the header of the VCF text `file`, opened anew, with at most two column names put right, and says which; nil if
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
      let wrong = zip(names, columns).filter { $0 != $1 }
      guard names.count >= 8, names[0] == columns[0], (1...2).contains(wrong.count) else { return nil }
      text += (columns.prefix(names.count) + names.dropFirst(columns.count)).joined(separator: "\t") + "\n"
      guard let header = bcf_hdr_init("r") else { return nil }
      var buffer = Array(text.utf8CString)
      guard bcf_hdr_parse(header, &buffer) == 0 else {
        bcf_hdr_destroy(header)
        return nil
      }
      let words = wrong.map { "'\($0.0)' was taken to mean \($0.1)" }.joined(separator: ", ")
      return (header, "in the line of column names \(words)")
    }
    return nil
  }
}
