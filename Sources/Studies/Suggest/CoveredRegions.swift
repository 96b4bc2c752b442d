import Haplotypes
import VariantFiles

/// The stretches of contigs that hold the sites, where the contigs as the header has them are much longer: an excerpt keeps
/// the header of the whole, and telomeres and short arms may have no call. Without this the empty part would count as bases
/// without variation.
enum CoveredRegions {
  /// Sites that cover this share of the contigs, first to last, cover them.
  private static let enough = 0.9
  /// More contigs than these (scaffolds) are not listed in a study file.
  private static let mostContigs = 100

  /// The stretch from the first to the last site of each contig, as regions of a study file; nil if they are as good as the
  /// contigs themselves, or too many.
  static func of(_ contigs: [StoredVariants]) -> [String]? {
    var stretches: [Interval] = []
    for contig in contigs {
      guard let first = contig.sites.firstPosition, let last = contig.sites.lastPosition else { continue }
      stretches.append(Interval(contig: contig.region.contig, start: Int(first), end: Int(last) + 1))
    }
    let covered = stretches.reduce(0) { $0 + $1.length }
    let all = contigs.reduce(0) { $0 + $1.region.length }
    guard !stretches.isEmpty, stretches.count <= mostContigs, Double(covered) < enough * Double(all) else { return nil }
    return stretches.map { "\($0.contig):\($0.start + 1)-\($0.end)" }
  }
}
