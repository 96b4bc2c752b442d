/// Why a file could not be opened as VCF or BCF: htslib only says that it could not.
enum HeaderDiagnosis {
  /// The error that fits the beginning of the file at `path`.
  static func error(_ path: String) -> VariantFilesError {
    do throws(VariantFilesError) {
      let lines = try TextLines(path)
      guard let first = try lines.nextText() else {
        return .damaged(path: path, problem: "the file is empty", remedy: "a VCF begins with ##fileformat=VCFv4.2")
      }
      if first.unicodeScalars.first?.value == 0x1F {
        return .damaged(
          path: path, problem: "is compressed twice",
          remedy: "unpack it once: gzip -dc < \(path) > once.\(suffix(path))")
      }
      if first.hasPrefix("BCF") {
        return .damaged(
          path: path, problem: "the BCF header cannot be read", remedy: "write it again with `bcftools view -O b`")
      }
      if first.hasPrefix("\"") || first.hasPrefix("'") { return quoted(lines) }
      if TextBeginning.read(path, 3) == [0xEF, 0xBB, 0xBF] {
        return lines.error(
          "a byte-order mark (BOM) stands in front of the first line", "take it off: sed '1s/^\\xEF\\xBB\\xBF//'")
      }
      guard first.hasPrefix("##fileformat=VCF") else {
        return lines.error(
          "found '\(first.prefix(40))' where ##fileformat=VCFv4.2 was expected",
          "this is no VCF or BCF, or its header lines are lost: put them back in front")
      }
      while let line = try lines.nextText() {
        if line.hasPrefix("##") { continue }
        return columnLine(line, lines)
      }
      return .damaged(
        path: path, problem: "the header has no #CHROM line", remedy: "the file may be cut: make it again")
    } catch {
      return error
    }
  }

  /// How the file inside the outer compression should be called.
  private static func suffix(_ path: String) -> String { path.contains(".bcf") ? "bcf" : "vcf.gz" }

  private static func quoted(_ lines: TextLines) -> VariantFilesError {
    lines.error(
      "the line stands in quotes, as spreadsheets write text",
      "write the file again as plain text, with tabs and without quotes")
  }

  /// The error about the line behind the last `##` line.
  private static func columnLine(_ line: String, _ lines: TextLines) -> VariantFilesError {
    if line.hasPrefix("\"") || line.hasPrefix("'") { return quoted(lines) }
    guard line.hasPrefix("#CHROM") else {
      return lines.error(
        "found '\(line.prefix(40))' where the line #CHROM POS ID ... was expected", "put the column line back")
    }
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    if columns.count < 8 {
      return lines.error(
        "found \(columns.count) tab-separated column(s) in the #CHROM line, expected at least 8",
        "VCF columns are separated by tabs, not blanks")
    }
    if let unnamed = columns.firstIndex(of: "") {
      return lines.error(
        "column \(unnamed + 1) of the #CHROM line has no name",
        "remove the tab too many, or give the sample that is meant its name")
    }
    var seen: Set<Substring> = []
    if let twice = columns.dropFirst(9).first(where: { !seen.insert($0).inserted }) {
      return lines.error("sample '\(twice)' has two columns", "rename one with `bcftools reheader`")
    }
    return lines.error("the header cannot be read", "check its lines with `bcftools view -h`")
  }
}
