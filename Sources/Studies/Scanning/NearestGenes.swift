import Haplotypes
import StudyFiles
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

  /// The genes on `contigs` of the file that `study` names, if it names one.
  init?(_ study: Study, contigs: [String]) throws(StudyError) {
    guard let path = study.data?.genes else { return nil }
    self.init(try attempt { try GeneFile.read(path) }, contigs: contigs)
    guard !genes.isEmpty else { throw .invalid("\(path): no gene lies on \(ContigNames.list(contigs))") }
  }

  /// The genes on `contig`, by start.
  package func on(_ contig: String) -> [GeneFile.Gene] { genes[contig] ?? [] }

  /// ``words(_:)`` as one text; "." where there is no gene at all.
  package func list(_ region: Interval) -> String {
    let words = words(region)
    return words.isEmpty ? "." : words.joined(separator: ", ")
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
