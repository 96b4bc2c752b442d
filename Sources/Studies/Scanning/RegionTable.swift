import Groundwork
import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// The called regions as a table: what lies in each, and which genes.
enum RegionTable {
  /// One row a region, whose classes count together (`areTogether`) or not: 0-based half-open places, the class, the windows merged, the peak and its probability, segregating
  /// sites and accessible bases within, what it is worth (of a scan for sites, the peak; else its window with the least q), of sweeps what is told of them, and the genes of `genes` that overlap it, or lie next to it.
  static func text(
    _ result: ScanResult, _ data: ObservedData, _ trust: ScanTrust?, areTogether: Bool, genes: NearestGenes?
  ) throws(StudyError) -> String {
    let header = [
      "#chrom", "start", "end", "class", "windows", "peak_start", "peak_end", "probability", "sites",
      "accessible_bases",
    ]
    let peaks = result.sites?.calls.peaks.filter(\.isCalled)
    let worth = peaks == nil ? (trust == nil ? [] : ["p_at_rarity", "q", "p_in_window"]) : SiteText.columns
    let further =
      (areTogether ? ["kind_probability"] : []) + worth + (result.sweeps?.columns ?? [])
      + (genes == nil ? [] : ["genes"])
    var lines = [(header + further).joined(separator: "\t")]
    for (index, region) in result.regions.enumerated() {
      let interval = region.interval
      var fields = [
        interval.contig, "\(interval.start)", "\(interval.end)", region.kind, "\(region.windowCount)",
        "\(region.peak.start)", "\(region.peak.end)", region.probability.fixed(6),
        "\(try siteCount(interval, data))",
        "\(data.mask?.accessibleCount(contig: interval.contig, start: interval.start, end: interval.end) ?? interval.length)",
      ]
      if areTogether { fields.append(region.kindShare?.fixed(4) ?? "NA") }
      if let peaks {
        fields += SiteText.fields(peaks[index])
      } else if let trust {
        let best = trust.best(in: interval, of: result.windows)
        fields += [
          best?.probability.fixed(6) ?? "NA", best?.q.fixed(4) ?? "NA", best?.inWindow?.fixed(6) ?? "NA",
        ]
      }
      if let sweeps = result.sweeps { fields += sweeps.fields(index) }
      if let genes { fields.append(genes.list(interval)) }
      lines.append(fields.joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Sites of the data within `interval`.
  private static func siteCount(_ interval: Interval, _ data: ObservedData) throws(StudyError) -> Int {
    var count = 0
    for contig in data.contigs where contig.region.contig == interval.contig && contig.region.overlaps(interval) {
      count += try attempt { try contig.sites.sites(from: Double(interval.start), to: Double(interval.end)).count }
    }
    return count
  }
}
