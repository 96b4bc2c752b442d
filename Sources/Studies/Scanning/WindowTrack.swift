import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// What else is known of each window of a scan: the rate of a recombination map, and the values of files (`data.tracks`).
package struct WindowTrack: Sendable, Equatable {
  /// What it is, with its unit.
  package let name: String
  /// One value a window: of the middle subwindow; NaN where nothing is known.
  package let values: [Double]

  /// The tracks of `windows` that the files of `source` give.
  package static func all(_ source: Study.DataSource, _ windows: [Interval]) throws(StudyError) -> [WindowTrack] {
    var tracks: [WindowTrack] = []
    if let file = source.recombinationMap {
      let maps = try attempt { try RecombinationMapFile.read(file) }
      tracks.append(WindowTrack(name: "recombination rate of the map (cM/Mb)", values: rates(maps, windows)))
    }
    for path in source.tracks ?? [] {
      for track in try attempt({ try TrackFile.read(path) }) {
        let values = values(of: track, windows)
        // A scan of some contigs may have none of those of the file.
        let lack =
          values.contains(where: \.isFinite)
          ? "" : ": no value in these windows; the file has \(ContigNames.list(track.stretches.keys.sorted()))"
        tracks.append(WindowTrack(name: name(of: track, path) + lack, values: values))
      }
    }
    return tracks
  }

  /// Mean rates in cM/Mb; NaN where less than half of a window is on the map.
  package static func rates(_ maps: [String: RecombinationMap], _ windows: [Interval]) -> [Double] {
    let contigs = Set(windows.map(\.contig))
    let names = contigs.reduce(into: [String: RecombinationMap]()) { found, contig in
      let name = ContigNames.match(contig, among: maps.keys) ?? (contigs.count == 1 && maps.count == 1 ? "" : nil)
      found[contig] = name.flatMap { maps[$0] }
    }
    return windows.map { window in
      guard let map = names[window.contig] else { return .nan }
      let (from, to) = (max(map.start, Double(window.start)), min(map.end, Double(window.end)))
      guard 2 * (to - from) >= Double(window.length) else { return .nan }
      return (map.mass(to: to) - map.mass(to: from)) / (to - from) * 1e8
    }
  }

  /// The values of `track` in `windows`: of stretches their mean over the bases that they cover, of single bases (sites) the value
  /// furthest from 0.
  package static func values(of track: TrackFile.Track, _ windows: [Interval]) -> [Double] {
    let isOfSites = track.isOfSites
    let longest = track.stretches.mapValues { $0.reduce(0) { max($0, $1.end - $1.start) } }
    return windows.map { window in
      guard let name = ContigNames.match(window.contig, among: track.stretches.keys), let own = track.stretches[name]
      else { return .nan }
      // The first stretch that may reach into the window.
      var (low, high) = (0, own.count)
      while low < high {
        let middle = (low + high) / 2
        if own[middle].start > window.start - (longest[name] ?? 0) { high = middle } else { low = middle + 1 }
      }
      var (sum, bases, furthest) = (0.0, 0, Double.nan)
      for stretch in own[low...] {
        if stretch.start >= window.end { break }
        let covered = min(stretch.end, window.end) - max(stretch.start, window.start)
        guard covered > 0 else { continue }
        sum += Double(covered) * stretch.value
        bases += covered
        if !(furthest.magnitude >= stretch.value.magnitude) { furthest = stretch.value }
      }
      if bases == 0 { return .nan }
      return isOfSites ? furthest : sum / Double(bases)
    }
  }

  /// What `track` of the file at `path` is called.
  private static func name(of track: TrackFile.Track, _ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = track.name.isEmpty ? file : track.name
    return track.isOfSites ? "\(name) (the site furthest from 0)" : name
  }
}

extension TrackFile.Track {
  /// True if all its stretches are single bases.
  var isOfSites: Bool { stretches.values.allSatisfy { $0.allSatisfy { $0.end - $0.start == 1 } } }
}
