import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// VCF and BCF.
extension FileInspection {
  static func describeVariants(_ path: String) throws(StudyError) -> [String] {
    let file = try attempt { try VariantFile(path: path) }
    var lines = [
      "variants: \(file.samples.count.grouped) samples, \(file.contigs.count) contigs, "
        + (file.hasAncestralAllele ? "INFO/AA in the header" : "no INFO/AA")
    ]
    lines += file.notes.map { "  note: " + $0 }
    if file.samples.isEmpty { return lines + ["  in the way: the file has no samples (sites only)"] }
    var largest: HaplotypeMatrix?
    for contig in file.contigs {
      let region = try attempt { try file.region(contig.name) }
      let observed = try attempt { try file.read(region, samples: nil) }
      if observed.ledger.read == 0 { continue }
      lines.append("  contig \(contig.name): " + describe(observed.matrix))
      lines.append("    " + observed.ledger.summary)
      lines += observed.notes.map { "    note: " + $0 }
      if observed.matrix.siteCount > (largest?.siteCount ?? -1) { largest = observed.matrix }
    }
    guard let largest else { return lines + ["  in the way: the file has no record"] }
    // What INFO/AA would make of it, if it is there for the sites.
    let asStudied = HaplotypeMatrix(
      haplotypeCount: largest.haplotypeCount, positions: largest.positions, words: largest.words,
      missing: largest.missing, ploidies: largest.ploidies, isPhased: largest.isPhased,
      isPolarised: file.hasAncestralAllele)
    return lines + uses(of: asStudied)
  }
}
