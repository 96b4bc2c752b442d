import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// The stretch of a map in which simulated windows lie.
struct MapStretch: Sendable {
  /// In base pairs of the map's contig.
  let start: Double
  let end: Double

  /// The map of the contig that `source` names, among those of its file, and the stretch of it; `bounds` gives the ends of a
  /// map. A window of `length` base pairs must fit in.
  static func find<Map>(
    _ source: Study.RateMapSource, _ maps: [String: Map], length: Int, bounds: (Map) -> (start: Double, end: Double)
  ) throws(StudyError) -> (map: Map, stretch: MapStretch) {
    let known = maps.keys.sorted()
    let region = source.region ?? (known.count == 1 ? known[0] : nil)
    guard let region else {
      throw .invalid("\(source.file): holds several contigs (\(ContigNames.list(known))); say which with 'region'")
    }
    let colon = maps[region] == nil ? region.lastIndex(of: ":") : nil
    let name = colon.map { String(region[..<$0]) } ?? region
    // A file that names no contig is of the one that is asked for.
    let contig = ContigNames.match(name, among: known) ?? (known == [""] ? "" : nil)
    guard let contig, let map = maps[contig] else {
      throw .invalid("\(source.file): there is no contig '\(name)' (known: \(ContigNames.list(known)))")
    }
    let (start, end) = bounds(map)
    var stretch = MapStretch(start: start, end: end)
    if let colon {
      guard let (first, last) = RegionText.parseRange(String(region[region.index(after: colon)...])) else {
        throw .invalid("\(source.file): the region '\(region)' cannot be read; write CONTIG:START-END")
      }
      stretch = MapStretch(start: Double(first - 1), end: last.map(Double.init) ?? end)
      guard stretch.start >= start && stretch.end <= end else {
        throw .invalid(
          "\(source.file): the region '\(region)' reaches beyond the map, which goes from \(Int(start + 1).grouped) to "
            + "\(Int(end).grouped)")
      }
    }
    guard stretch.end - stretch.start >= Double(length) else {
      throw .invalid(
        "\(source.file): a window of \(length.grouped) bases does not fit into "
          + "\(Int(stretch.end - stretch.start).grouped) bases of the map")
    }
    return (map, stretch)
  }

  /// Where a window of `length` base pairs begins: anywhere in the stretch.
  func place(length: Int, _ stream: inout RandomStream) -> Double {
    let room = end - start - Double(length)
    return room > 0 ? (start + stream.uniform() * room).rounded(.down) : start
  }

  /// What decides the windows of a map with these `breakpoints` and `values`.
  func key(_ breakpoints: [Double], _ values: [Double]) -> String {
    StageKey.ofWords((breakpoints + values + [start, end]).map(\.bitPattern))
  }
}
