import Groundwork
import Haplotypes
import VariantFiles

/// A map of rates from which each replicate takes a window.
struct SimulatedRateMap: Sendable {
  private let map: RateMap
  /// Where windows may lie, in base pairs of the map's contig.
  private let start: Double
  private let end: Double
  private let scale: Prior

  /// The map that `source` names; its file has rates in `unit` per base per generation where it is a BED. A window of
  /// `length` base pairs must fit into its region.
  init(_ source: Study.RateMapSource, length: Int, isRecombination: Bool) throws(StudyError) {
    let maps = try attempt {
      isRecombination
        ? try RecombinationMapFile.read(source.file) : try RecombinationMapFile.read(source.file, format: .bed)
    }
    let parts = try Self.stretch(source, maps)
    // A BED of mutations has rates per base per generation, not in cM/Mb.
    map = isRecombination ? parts.map : try attempt { try parts.map.scaled(toMean: parts.map.meanRate * 1e8) }
    start = parts.start
    end = parts.end
    scale = source.scale
    guard end - start >= Double(length) else {
      throw .invalid(
        "\(source.file): a window of \(length.grouped) bases does not fit into \(Int(end - start).grouped) bases of the map"
      )
    }
  }

  private static func stretch(
    _ source: Study.RateMapSource, _ maps: [String: RateMap]
  ) throws(StudyError) -> (map: RateMap, start: Double, end: Double) {
    let known = maps.keys.sorted()
    guard let region = source.region else {
      guard known.count == 1, let map = maps[known[0]] else {
        throw .invalid("\(source.file): holds several contigs (\(ContigNames.list(known))); say which with 'region'")
      }
      return (map, map.start, map.end)
    }
    let colon = maps[region] == nil ? region.lastIndex(of: ":") : nil
    let name = colon.map { String(region[..<$0]) } ?? region
    // A file that names no contig is of the one that is asked for.
    guard let contig = ContigNames.match(name, among: known) ?? (known == [""] ? "" : nil), let map = maps[contig]
    else {
      throw .invalid("\(source.file): there is no contig '\(name)' (there: \(ContigNames.list(known)))")
    }
    guard let colon else { return (map, map.start, map.end) }
    guard let (first, last) = VariantFile.parseRange(String(region[region.index(after: colon)...])) else {
      throw .invalid("\(source.file): the region '\(region)' cannot be read; write CONTIG:START-END")
    }
    let stretch = (start: Double(first - 1), end: last.map(Double.init) ?? map.end)
    guard stretch.start >= map.start && stretch.end <= map.end else {
      throw .invalid(
        "\(source.file): the region '\(region)' reaches beyond the map, which goes from \(Int(map.start + 1).grouped) to "
          + "\(Int(map.end).grouped)")
    }
    return (map, stretch.start, stretch.end)
  }

  /// A window of `length` base pairs at a random place, from 0, and where it begins in the map.
  func draw(length: Int, _ stream: inout RandomStream) throws(StudyError) -> (map: RateMap, start: Double) {
    let room = end - start - Double(length)
    let left = room > 0 ? (start + stream.uniform() * room).rounded(.down) : start
    let factor = scale.draw(&stream)
    return try attempt {
      let window = try map.window(from: left, to: left + Double(length))
      return (factor == 1 || window.totalMass == 0 ? window : try window.scaled(toMean: window.meanRate * factor), left)
    }
  }

  /// What decides the windows.
  var key: String { StageKey.ofWords((map.breakpoints + map.rates + [start, end]).map(\.bitPattern)) }
}
