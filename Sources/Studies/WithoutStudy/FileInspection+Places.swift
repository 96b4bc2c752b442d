import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// Intervals, masks, maps: files that say something of places.
extension FileInspection {
  static func describeIntervals(_ path: String) throws(StudyError) -> [String] {
    let intervals = try attempt { try BEDFile.read(path) }
    let lines = ["intervals: \(intervals.count.grouped) on " + extent(of: intervals)]
    // A fourth column of numbers may be rates.
    guard let maps = try? RecombinationMapFile.read(path, format: .bed) else { return lines }
    return lines + ["  as a recombination map, if the numbers are rates:"] + describe(maps).map { "  " + $0 }
  }

  /// Contigs and bases of `intervals`, those that overlap counted once.
  private static func extent(of intervals: [Interval]) -> String {
    let ranges = Mask(accessible: intervals).accessible
    let bases = ranges.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    return "\(ranges.count.of("contig")), \(bases.of("base"))"
  }

  static func describeGenes(_ path: String) throws(StudyError) -> [String] {
    let genes = try attempt { try GeneFile.read(path) }
    return [
      "genes (GFF3 or GTF): \(genes.count.of("gene")) on " + extent(of: genes.map(\.interval)),
      "  for data.genes of a study",
    ]
  }

  static func describeFASTA(_ path: String) throws(StudyError) -> [String] {
    let mask = try attempt { try FASTAMask.read(path) }
    let total = mask.sequences.reduce(0) { $0 + $1.length }
    var lines = ["FASTA: \(mask.sequences.count.of("sequence")), \(total.of("base"))"]
    lines.append(
      "  as a mask: accessible \(mask.accessible.count.of("interval")) on " + extent(of: mask.accessible))
    lines += mask.notes.map { "  note: " + $0 }
    if mask.convention == .upperCase {
      lines.append("  as ancestral bases: letters in lower case are of low confidence, N and others are unknown")
    }
    return lines
  }

  static func describeRates(_ path: String) throws(StudyError) -> [String] {
    let maps = try attempt { try RecombinationMapFile.read(path) }
    return ["recombination map: \(maps.count.of("contig"))"] + describe(maps)
  }

  private static func describe(_ maps: [String: RateMap]) -> [String] {
    var lines: [String] = []
    for (contig, map) in maps.sorted(by: { $0.key < $1.key }) {
      let (first, last) = (map.start, map.breakpoints[map.breakpoints.count - 1])
      let morgans = zip(map.rates, zip(map.breakpoints, map.breakpoints.dropFirst())).reduce(0.0) {
        $0 + $1.0 * ($1.1.1 - $1.1.0)
      }
      lines.append(
        "  contig \(contig.isEmpty ? "(not named)" : contig): \(map.rates.count.of("piece")) from \((Int(first) + 1).grouped) to "
          + "\(Int(last).grouped), \((100 * morgans).fixed(3)) cM, mean \((1e8 * morgans / (last - first)).fixed(3)) cM/Mb"
      )
      if let problem = map.unitProblem { lines.append("  cannot be used: \(problem)") }
    }
    return lines
  }
}
