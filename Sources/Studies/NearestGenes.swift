import Haplotypes
import VariantFiles

/// The genes of an annotation by place: which overlap a region, or lie next to it.
package struct NearestGenes: Sendable {
  private let genes: [String: [GeneFile.Gene]]

  /// The genes of `genes` on contigs that `contigs` names; chr2 and 2 are one.
  package init(_ genes: [GeneFile.Gene], contigs: [String]) {
    var byContig: [String: [GeneFile.Gene]] = [:]
    for gene in genes {
      guard let name = ContigNames.match(gene.interval.contig, among: contigs) else { continue }
      byContig[name, default: []].append(gene)
    }
    self.genes = byContig.mapValues { $0.sorted { ($0.interval.start, $0.name) < ($1.interval.start, $1.name) } }
  }

  /// The genes that overlap `region`, in order; if none does, the nearest on either side with its distance in bases.
  package func words(_ region: Interval) -> [String] {
    let own = genes[region.contig] ?? []
    let within = own.filter { $0.interval.start < region.end && region.start < $0.interval.end }
    if !within.isEmpty { return within.map(\.name) }
    let before = own.filter { $0.interval.end <= region.start }.max { $0.interval.end < $1.interval.end }
    let behind = own.first { $0.interval.start >= region.end }
    return [
      before.map { "\($0.name) (-\(region.start - $0.interval.end))" },
      behind.map { "\($0.name) (+\($0.interval.start - region.end))" },
    ].compactMap { $0 }
  }
}
