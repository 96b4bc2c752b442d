import Groundwork
import Haplotypes
import Reports
import Studies
import StudyFiles

/// What stands below a scan: the rate of a map, values of files, genes.
struct ScanTracks {
  /// More genes than this are drawn only where something was called.
  private static let mostGenes = 3000
  /// How far from a called region, in bases.
  private static let near = 500_000

  private let tracks: [GenomeTrack]
  private let genes: [String: [ScanMark]]

  /// The tracks of `run` over `windows`, which are those of the scan by contig and position; `regions` are what was called.
  init(_ run: StudyRun, windows: [Interval], regions: [Interval]) throws(StudyError) {
    tracks = try run.tracks(windows).map { track in
      let isSigned = track.values.contains { $0 < 0 }
      return GenomeTrack(
        name: track.name, scale: isSigned ? .signed : .amount, values: Self.byContig(track.values, windows))
    }
    let contigs = Self.contigs(of: windows)
    guard let all = try run.genes(contigs: contigs) else {
      genes = [:]
      return
    }
    let count = contigs.reduce(0) { $0 + all.on($1).count }
    genes = Dictionary(
      uniqueKeysWithValues: contigs.map { contig in
        let near = regions.filter { $0.contig == contig }
        let shown = all.on(contig).filter { gene in
          count <= Self.mostGenes
            || near.contains { gene.interval.start < $0.end + Self.near && $0.start - Self.near < gene.interval.end }
        }
        return (contig, shown.map { ScanMark(start: $0.interval.start, end: $0.interval.end, label: $0.name) })
      })
  }

  /// Adds them to the page, those of populations given in `first` above them.
  func add(to contents: inout ReportContents, below first: [GenomeTrack] = []) {
    contents.tracks = first + tracks
    contents.genes = genes
  }

  /// The contigs of `windows`, in their order.
  static func contigs(of windows: [Interval]) -> [String] {
    var contigs: [String] = []
    for window in windows where contigs.last != window.contig { contigs.append(window.contig) }
    return contigs
  }

  /// `values` of `windows`, contig by contig.
  static func byContig(_ values: [Double], _ windows: [Interval]) -> [String: [Double]] {
    var found: [String: [Double]] = [:]
    for (value, window) in zip(values, windows) { found[window.contig, default: []].append(value) }
    return found
  }
}
