import Groundwork
import Haplotypes

/// Phased haplotypes as selscan takes them: a `.hap` of 0 and 1, and a `.map` that says where the columns are.
///
/// A line of the `.hap` is a haplotype, a column a site, separated by blanks or not at all; or, as hapbin and IMPUTE have it, a line is a
/// site and a column a haplotype: the number of lines of the `.map` tells. 1 is taken as the derived allele, as selscan takes it. A line of the `.map` is a site: chromosome, name, genetic position, base pair (1-based).
/// The format knows no individuals (each haplotype is one) and no missing calls.
public enum HaplotypeMapFile {
  /// A site: a line of the `.map`.
  private struct Site {
    let contig: String
    let position: Double
  }

  /// The sites of each chromosome, in the order of the `.map`. Without `mapPath` it is the `.map` beside the `.hap`.
  ///
  /// - Throws: ``VariantFilesError`` with path and line: a row of another number of columns than the map has lines, a
  ///   character other than 0 and 1, a map line of fewer than four columns or out of order.
  public static func read(_ path: String, mapPath: String? = nil) throws(VariantFilesError) -> [ReadHaplotypes] {
    try read(TextLines(path), map: TextLines(mapPath ?? Self.mapPath(of: path)))
  }

  /// The same of text in memory, which errors call `path` and `mapPath`.
  public static func read(
    text: [UInt8], path: String, map: [UInt8], mapPath: String
  ) throws(VariantFilesError) -> [ReadHaplotypes] {
    try read(TextLines(text: text, path: path), map: TextLines(text: map, path: mapPath))
  }

  /// `x.map` for `x.hap`; a compressed `x.hap.gz` has `x.map` or `x.map.gz`.
  package static func mapPath(of path: String) -> String {
    var base = path
    if base.hasSuffix(".gz") { base.removeLast(3) }
    if base.hasSuffix(".hap") { base.removeLast(4) }
    let compressed = base + ".map.gz"
    return Library.modificationTime(base + ".map") == nil && Library.modificationTime(compressed) != nil
      ? compressed : base + ".map"
  }

  private static func read(_ lines: TextLines, map: TextLines) throws(VariantFilesError) -> [ReadHaplotypes] {
    let sites = try sites(map)
    let table = try HaplotypeRows(lines, siteCount: sites.count, mapPath: map.path)
    var result: [ReadHaplotypes] = []
    var first = 0
    while first < sites.count {
      var end = first
      while end < sites.count, sites[end].contig == sites[first].contig { end += 1 }
      result.append(contig(sites[first..<end], table))
      first = end
    }
    return result
  }

  private static func sites(_ lines: TextLines) throws(VariantFilesError) -> [Site] {
    var sites: [Site] = []
    var finished: Set<String> = []
    while let line = try lines.nextText() {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      if fields.isEmpty { continue }
      guard fields.count >= 4 else {
        throw lines.error(
          "found \(fields.count.of("column")) in '\(line.prefix(60))'",
          "write chromosome, name, genetic position, base pair"
        )
      }
      guard let position = Double(fields[3]), position >= 1, position < 0x1p53 else {
        throw lines.error("found the base pair '\(fields[3])'", "base pairs are numbers from 1")
      }
      let contig = String(fields[0])
      if let last = sites.last {
        if last.contig != contig {
          guard finished.insert(last.contig).inserted, !finished.contains(contig) else {
            throw lines.error("chromosome '\(contig)' appears again", "sort the sites by chromosome and base pair")
          }
        } else if position - 1 < last.position {
          throw lines.error("base pair \(fields[3]) lies before the one above", "sort map and haplotypes together")
        }
      }
      sites.append(Site(contig: contig, position: position - 1))
    }
    guard !sites.isEmpty else {
      throw .damaged(path: lines.path, problem: "the map has no site", remedy: "is it the right .map?")
    }
    return sites
  }

  private static func contig(_ sites: ArraySlice<Site>, _ table: HaplotypeRows) -> ReadHaplotypes {
    var segregating = SegregatingSites(HaplotypeMatrix(haplotypeCount: table.haplotypeCount))
    for site in sites.indices {
      segregating.add(position: sites[site].position, alleles: table.alleles(of: site), missing: nil)
    }
    return ReadHaplotypes(
      contig: sites.first?.contig ?? "", length: nil, sites: segregating,
      samples: (0..<table.haplotypeCount).map { "haplotype\($0 + 1)" },
      notes: ["1 is taken as the derived allele, as selscan takes it; each haplotype counts as an individual"]
        + table.notes)
  }
}
