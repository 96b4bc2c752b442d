import Groundwork
import VariantFiles

/// Tells what a file holds, what it can be used for and what stands in the way.
public enum FileInspection {
  /// Lines about the file at `path`: any file that Apus reads or writes; "-" is standard input, which holds variants.
  public static func describe(_ path: String) throws(StudyError) -> [String] {
    let file = InspectedFile(path)
    if let format = formats.first(where: { $0.recognises(file) }) { return try format.describe(path) }
    return try describeVariants(path)
  }

  /// A format: how its files are told from others, and what is said of them.
  struct Format: Sendable {
    let recognises: @Sendable (InspectedFile) -> Bool
    let describe: @Sendable (String) throws(StudyError) -> [String]
    /// What a study can read of it, where that is no VCF or BCF.
    var haplotypes: HaplotypeFile.Format?
  }

  /// The format of the haplotypes at `path`; nil: VCF, BCF, or what is not recognised as haplotypes.
  static func haplotypeFormat(_ path: String) -> HaplotypeFile.Format? {
    let file = InspectedFile(path)
    return formats.first { $0.recognises(file) }?.haplotypes
  }

  /// Every format, in the order in which they are tried: by magic numbers, by the ending where it is the only mark, then
  /// by the first lines of text. What none recognises is taken for variants, whose reader says what is wrong with it.
  private static let formats: [Format] = [
    Format(recognises: { $0.begins(with: [0x50, 0x4B]) }, describe: describeContainer),
    Format(
      recognises: { TreeSequenceFile.isTreeSequence($0.path) }, describe: describeTrees, haplotypes: .treeSequence),
    Format(
      recognises: { PlinkFile.isPlink($0.path) || $0.hasEnding(".bim") || $0.hasEnding(".fam") },
      describe: describePlink, haplotypes: .plink),
    Format(
      recognises: {
        $0.path == "-" || $0.hasEnding(".vcf") || $0.hasEnding(".bcf") || $0.text.hasPrefix("##fileformat=VCF")
      },
      describe: describeVariants),
    Format(recognises: { $0.text.hasPrefix(">") }, describe: describeFASTA),
    Format(
      recognises: {
        ($0.hasEnding(".yaml") || $0.hasEnding(".yml")) && $0.lines.contains { $0.hasPrefix("time_units:") }
      },
      describe: describeDemes),
    Format(recognises: { $0.hasEnding(".yaml") || $0.hasEnding(".yml") }, describe: describeStudy),
    Format(recognises: { $0.hasEnding(".hap") }, describe: describeHaplotypeMap, haplotypes: .haplotypeMap),
    Format(
      recognises: { file in
        file.hasEnding(".ms") || file.hasEnding(".msout")
          || file.lines.contains { $0.hasPrefix("//") || $0.hasPrefix("segsites:") }
      }, describe: describeMS, haplotypes: .ms),
    Format(
      recognises: { file in file.lines.first.map { HaplotypeLines.isLine(String($0)) } ?? false },
      describe: describeHaplotypeLines, haplotypes: .lines),
    Format(
      recognises: { $0.hasEnding(".fvec") || $0.firstCells.contains("pi_win0") || $0.firstCells.contains("ddRank1") },
      describe: describeFeatures),
    Format(recognises: { $0.firstCells.prefix(3) == ["replicate", "class", "sites"] }, describe: describeTruth),
    Format(recognises: { $0.hasEnding(".map") || $0.isTableOfRates }, describe: describeRates),
    Format(recognises: { $0.isIntervals }, describe: describeIntervals),
    Format(recognises: { $0.isPopulationMap }, describe: describePopulations),
    Format(
      recognises: { [".tsv", ".csv", ".txt"].contains(where: $0.hasEnding) && $0.firstCells.count > 1 },
      describe: describeTable),
  ]
}

/// What is looked at to tell the format of a file: its name and its beginning.
struct InspectedFile {
  let path: String
  /// The beginning, decompressed.
  private let bytes: [UInt8]
  /// The beginning as text; "" if it is not.
  let text: String
  /// The lines of `text`, without the last, which may be cut.
  let lines: [Substring]

  init(_ path: String) {
    self.path = path
    bytes = path == "-" ? [] : TextBeginning.read(path, 1 << 14)
    text =
      bytes.contains(0)
      ? "" : String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    let all = text.split(whereSeparator: \.isNewline)
    lines = text.utf8.count < 1 << 14 ? all : Array(all.dropLast())
  }

  func begins(with magic: [UInt8]) -> Bool { bytes.starts(with: magic) }

  /// True if the name ends in `ending`, perhaps with `.gz` or `.bgz` behind it.
  func hasEnding(_ ending: String) -> Bool {
    var name = path.lowercased()
    for packed in [".gz", ".bgz"] where name.hasSuffix(packed) { name.removeLast(packed.count) }
    return name.hasSuffix(ending)
  }

  /// The cells of the first line.
  var firstCells: [String] { lines.first.map(Self.cells) ?? [] }

  private static func cells(_ line: Substring) -> [String] {
    line.split(whereSeparator: { $0 == "\t" || $0 == " " || $0 == "," }).map(String.init)
  }

  /// The lines that are not comments.
  private var rows: [[String]] {
    lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix("track") && !$0.hasPrefix("browser") }.map(Self.cells)
  }

  /// A header that names a position, and a rate or a genetic map.
  var isTableOfRates: Bool {
    let names = firstCells.map { $0.lowercased() }
    return names.contains { $0.hasPrefix("pos") } && names.contains { $0.contains("cm") || $0.hasPrefix("rate") }
  }

  /// Contig, start and end in the first row that is no comment, or a header of ours that says so.
  var isIntervals: Bool {
    if firstCells.prefix(3) == ["#chrom", "start", "end"] { return true }
    guard let row = rows.first, row.count >= 3 else { return hasEnding(".bed") || hasEnding(".bedgraph") }
    return (Int(row[1]) != nil && Int(row[2]) != nil) || hasEnding(".bed") || hasEnding(".bedgraph")
  }

  /// Two columns or more, of which the second is no number in any line, and some value of it comes twice.
  var isPopulationMap: Bool {
    let rows = rows
    guard rows.count > 1, rows.allSatisfy({ $0.count >= 2 && Double($0[1]) == nil }) else { return false }
    return Set(rows.map { $0[1] }).count < rows.count && Set(rows.map { $0[0] }).count == rows.count
  }
}
