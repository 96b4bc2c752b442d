import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// A map of background selection from which each replicate takes a window.
struct SimulatedSizeMap: Sendable {
  private let map: EffectiveSizeMap
  private let stretch: MapStretch

  /// The map that `source` names.
  init(_ source: Study.RateMapSource, length: Int) throws(StudyError) {
    let maps = try attempt { try EffectiveSizeMapFile.read(source.file) }
    (map, stretch) = try MapStretch.find(source, maps, length: length) {
      ($0.breakpoints.first ?? 0, $0.breakpoints.last ?? 0)
    }
  }

  /// A window of `length` base pairs, from 0, and where it begins in the map.
  func draw(length: Int, _ stream: inout RandomStream) throws(StudyError) -> (map: EffectiveSizeMap, start: Double) {
    let left = stretch.place(length: length, &stream)
    return (try attempt { try map.window(from: left, to: left + Double(length)) }, left)
  }

  /// What decides the windows.
  var key: String { stretch.key(map.breakpoints, map.values) }
}
