import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// VCF and BCF.
extension FileInspection {
  /// Contigs that have lines of their own; of an assembly in very many pieces the others are summed up.
  private static let mostContigs = 20
  /// The most notes that are given.
  private static let mostNotes = 20

  static func describeVariants(_ path: String) throws(StudyError) -> [String] {
    let file = try attempt { try VariantFile(path: path) }
    var lines = [
      "variants: \(file.samples.count.of("sample")), \(file.contigs.count.of("contig")), "
        + (file.hasAncestralAllele ? "INFO/AA in the header" : "no INFO/AA")
    ]
    lines += file.notes.map { "  note: " + $0 }
    if file.samples.isEmpty { return lines + ["  cannot be used: the file has no samples (sites only)"] }
    let whole = try attempt { try file.readAll(samples: nil, into: SiteStorage()) }
    let notes = whole.notes.filter { !file.notes.contains($0) }
    lines += notes.prefix(mostNotes).map { "  note: " + $0 }
    if notes.count > mostNotes { lines.append("  \((notes.count - mostNotes).grouped) further notes are not shown") }
    guard let most = whole.contigs.max(by: { $0.sites.siteCount < $1.sites.siteCount }) else {
      return lines + ["  cannot be used: the file has no record"]
    }
    let largestFirst = whole.contigs.indices.sorted {
      (whole.contigs[$1].sites.siteCount, $0) < (whole.contigs[$0].sites.siteCount, $1)
    }
    let shown = Set(largestFirst.prefix(mostContigs))
    for contig in whole.contigs.indices.filter(shown.contains).map({ whole.contigs[$0] }) {
      lines.append("  contig \(contig.region.contig): " + describe(try attempt { try contig.sites.matrix() }))
      lines.append("    " + contig.ledger.summary)
      lines += contig.notes.map { "    note: " + $0 }
    }
    let rest = whole.contigs.indices.filter { !shown.contains($0) }.map { whole.contigs[$0] }
    if !rest.isEmpty {
      let ledger = rest.reduce(into: VariantLedger()) { $0.merge($1.ledger) }
      lines.append("  \(rest.count.grouped) further contigs with fewer sites: \(ledger.used.grouped) usable sites")
      lines.append("    " + ledger.summary)
    }
    let largest = try attempt { try most.sites.matrix() }
    // What INFO/AA would make of it, if it is there for the sites.
    let asStudied = HaplotypeMatrix(
      haplotypeCount: largest.haplotypeCount, positions: largest.positions, words: largest.words,
      missing: largest.missing, ploidies: largest.ploidies, isPhased: largest.isPhased,
      isPolarised: file.hasAncestralAllele)
    return lines + uses(of: asStudied)
  }
}
