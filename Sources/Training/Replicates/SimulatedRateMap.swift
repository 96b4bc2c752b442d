import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// A map of crossovers or mutations from which each replicate takes a window.
struct SimulatedRateMap: Sendable {
  private let map: RateMap
  private let stretch: MapStretch
  private let scale: Prior

  /// The map that `source` names: of crossovers, or a BED of mutations per base per generation.
  init(_ source: Study.RateMapSource, length: Int, isRecombination: Bool) throws(StudyError) {
    let maps = try attempt {
      try RecombinationMapFile.read(source.file, format: isRecombination ? nil : .bed)
    }
    if isRecombination { try ObservedMap.checkUnit(of: maps, source.file, scale: source.scale) }
    let found = try MapStretch.find(source, maps, length: length) { ($0.start, $0.end) }
    // A BED of mutations has rates per base per generation, not in cM/Mb.
    map = isRecombination ? found.map : try attempt { try found.map.scaled(toMean: found.map.meanRate * 1e8) }
    stretch = found.stretch
    scale = source.scale
  }

  /// A window of `length` base pairs, from 0, and where it begins in the map.
  func draw(length: Int, _ stream: inout RandomStream) throws(StudyError) -> (map: RateMap, start: Double) {
    let left = stretch.place(length: length, &stream)
    let factor = scale.draw(&stream)
    return try attempt {
      let window = try map.window(from: left, to: left + Double(length))
      return (factor == 1 || window.totalMass == 0 ? window : try window.scaled(toMean: window.meanRate * factor), left)
    }
  }

  /// What decides the windows.
  var key: String { stretch.key(map.breakpoints, map.rates) }
}
