import Haplotypes

/// Genes of an annotation: GFF3 (`ID=...;Name=...`) or GTF (`gene_id "..."; gene_name "..."`), told by their attributes.
///
/// Only lines whose type is `gene`, or ends in `_gene` (pseudogene, ncRNA_gene ...), are genes. Coordinates of the file are
/// 1-based and closed; those returned are 0-based and half-open.
package enum GeneFile {
  /// A gene.
  package struct Gene: Sendable, Equatable {
    /// Where it lies.
    package let interval: Interval
    /// Its name: Name, gene_name, gene, else ID or gene_id without a leading "gene:" or "gene-".
    package let name: String

    /// A gene called `name` at `interval`.
    package init(interval: Interval, name: String) {
      self.interval = interval
      self.name = name
    }
  }

  /// The genes of the file at `path` (plain or `.gz`), in its order; comments are skipped, and all that follows `##FASTA`.
  ///
  /// - Throws: ``VariantFilesError`` with path and line if a line has not nine columns or places that are no whole numbers
  ///   from 1 on in order; an error for a file without a gene.
  package static func read(_ path: String) throws(VariantFilesError) -> [Gene] { try read(TextLines(path)) }

  /// The genes of `text`, which errors call `path`; see ``read(_:)``.
  package static func read(text: [UInt8], path: String) throws(VariantFilesError) -> [Gene] {
    try read(TextLines(text: text, path: path))
  }

  private static func read(_ lines: TextLines) throws(VariantFilesError) -> [Gene] {
    var genes: [Gene] = []
    while let line = try lines.nextText() {
      if line.hasPrefix("##FASTA") { break }
      if line.isEmpty || line.hasPrefix("#") { continue }
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count == 9 else {
        throw lines.error(
          "found \(fields.count) tab-separated column(s)", "GFF3 and GTF have nine; give one of them as data.genes")
      }
      guard fields[2] == "gene" || fields[2].hasSuffix("_gene") || fields[2] == "pseudogene" else { continue }
      guard let start = Int(fields[3]), let end = Int(fields[4]), start >= 1, start <= end else {
        throw lines.error(
          "found start '\(fields[3])' and end '\(fields[4])'", "GFF3 and GTF have whole numbers from 1 on, start first")
      }
      genes.append(
        Gene(
          interval: Interval(contig: String(fields[0]), start: start - 1, end: end), name: name(fields[8])))
    }
    guard !genes.isEmpty else {
      throw lines.error("no line has the type 'gene'", "give an annotation that lists genes (GFF3 or GTF)")
    }
    return genes
  }

  /// The name in a line's attributes; "." if there is none.
  private static func name(_ attributes: Substring) -> String {
    var values: [Substring: Substring] = [:]
    for part in attributes.split(separator: ";") {
      let text = part.drop { $0 == " " }
      guard let cut = text.firstIndex(where: { $0 == "=" || $0 == " " }) else { continue }
      let value = text[text.index(after: cut)...].drop { $0 == "\"" || $0 == " " }
      values[text[..<cut]] = value.prefix { $0 != "\"" }
    }
    for key in ["Name", "gene_name", "gene", "ID", "gene_id"] {
      guard var value = values[Substring(key)], !value.isEmpty else { continue }
      for prefix in ["gene:", "gene-"] where value.hasPrefix(prefix) { value = value.dropFirst(prefix.count) }
      return String(value)
    }
    return "."
  }
}
