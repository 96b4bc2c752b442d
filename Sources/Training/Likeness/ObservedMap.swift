import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// Crossovers along simulated windows as along observed ones, by a recombination map of the data: each replicate has the stretch of
/// the map that belongs to the window whose mask and missing calls it copies, times a factor drawn for it.
///
/// Rates are crossovers per base and generation. A map of a chromosome begins and ends some way inside it: where it says nothing of an
/// end of a window, the rate is the mean over what it says of the contig's windows. A window of which it covers less than half is
/// an error. Contigs without a usable window need no map.
package struct ObservedMap: Sendable {
  /// The map of a contig from the first to the last of its usable windows.
  private struct Stretch {
    /// From 0.
    let map: RateMap
    /// Where it begins on the contig, in base pairs.
    let start: Double

    func mean(_ interval: Interval) -> Double {
      (map.mass(to: Double(interval.end) - start) - map.mass(to: Double(interval.start) - start))
        / Double(interval.length)
    }
  }

  private let file: String
  private let windows: ObservedWindows
  /// By the index of the contig in the data.
  private let stretches: [Int: Stretch]
  /// What the rates are multiplied with; nil: they are as in the file.
  private let scale: Prior?

  /// The share of a window that the map must cover.
  private static let leastCover = 0.5

  /// The map in `file` of `windows`, its rates times draws from `scale`.
  package init(_ file: String, _ windows: ObservedWindows, scale: Prior?) throws(StudyError) {
    let maps = try attempt { try RecombinationMapFile.read(file) }
    try Self.checkUnit(of: maps, file, scale: scale)
    var stretches: [Int: Stretch] = [:]
    for (contig, own) in Dictionary(grouping: windows.windows, by: \.contig).sorted(by: { $0.key < $1.key }) {
      let isOnly = own.count == windows.windows.count
      stretches[contig] = try Self.stretch(own.map(\.interval), maps, isOnly: isOnly, file)
    }
    guard stretches.values.contains(where: { $0.map.totalMass > 0 }) else {
      throw .invalid("\(file): there is no crossover in any window of the data; give a map with rates above 0")
    }
    self.file = file
    self.windows = windows
    self.stretches = stretches
    self.scale = scale
  }

  /// Throws if the rates of a map, times `scale`, are none of crossovers: in another unit than they should be.
  static func checkUnit(of maps: [String: RateMap], _ file: String, scale: Prior?) throws(StudyError) {
    let range = scale?.range ?? (low: 1, high: 1)
    let factors = range.low <= range.high ? range.low...range.high : 1...1
    for (_, map) in maps.sorted(by: { $0.key < $1.key }) {
      if let problem = map.unitProblem(factors: factors) { throw .invalid("\(file): \(problem)") }
    }
  }

  /// The map, of `maps`, of one contig with these `windows`, which ascend; `isOnly`: no other contig has any.
  private static func stretch(
    _ windows: [Interval], _ maps: [String: RateMap], isOnly: Bool, _ file: String
  ) throws(StudyError) -> Stretch {
    let contig = windows[0].contig
    // A file that names no contig is of the only one there is.
    let name = ContigNames.match(contig, among: maps.keys) ?? (isOnly && maps.count == 1 && maps[""] != nil ? "" : nil)
    guard let name, let map = maps[name] else {
      throw .invalid(
        "\(file): has no map of the chromosome '\(contig)', of which there are data (it has "
          + "\(ContigNames.list(maps.keys.sorted()))); add it, or leave the chromosome out with data.region")
    }
    func covered(_ start: Int, _ end: Int) -> (start: Double, end: Double) {
      (max(map.start, Double(start)), min(map.end, Double(end)))
    }
    for window in windows {
      let (start, end) = covered(window.start, window.end)
      guard end - start >= leastCover * Double(window.length) else {
        throw .invalid(
          "\(file): covers less than half of the window \(window): it goes from \(Int(map.start + 1).grouped) to "
            + "\(Int(map.end).grouped); give a map of all of the data, or choose data.region within it")
      }
    }
    let (first, last) = (windows[0].start, windows[windows.count - 1].end)
    let (start, end) = covered(first, last)
    let mean = (map.mass(to: end) - map.mass(to: start)) / (end - start)
    return Stretch(
      map: try attempt { try map.window(from: Double(first), to: Double(last), outside: mean) }, start: Double(first))
  }

  /// The map of the replicate `replicate`, from 0, and where its window begins on its contig; a factor is drawn from `stream`.
  package func draw(
    seed: UInt64, replicate: UInt64, _ stream: inout RandomStream
  ) throws(StudyError) -> (map: RateMap, start: Double) {
    let window = windows.drawn(seed: seed, replicate: replicate)
    guard let stretch = stretches[window.contig] else {
      preconditionFailure("every contig with a window has a stretch of the map")
    }
    let factor = scale?.draw(&stream) ?? 1
    let (left, right) = (Double(window.interval.start), Double(window.interval.end))
    let map = try attempt { try stretch.map.window(from: left - stretch.start, to: right - stretch.start) }
    if factor == 1 || map.totalMass == 0 { return (map, left) }
    return (try attempt { try map.scaled(toMean: map.meanRate * factor) }, left)
  }

  /// What decides the maps: their content, the windows and the factors.
  func key() throws(StudyError) -> String {
    var words = StageKey.Words()
    for (contig, stretch) in stretches.sorted(by: { $0.key < $1.key }) {
      words.add([UInt64(contig), stretch.start.bitPattern, UInt64(stretch.map.rates.count)])
      words.add((stretch.map.breakpoints + stretch.map.rates).map(\.bitPattern))
    }
    words.add(windows.windows.flatMap { [UInt64($0.contig), UInt64($0.interval.start)] })
    return try words.key + StageKey.of(scale)
  }

  /// What is given to how many windows, and its mean rates.
  var words: String {
    let rates = windows.windows.map { window in stretches[window.contig]?.mean(window.interval) ?? 0 }.sorted()
    let name = file.split(separator: "/").last.map(String.init) ?? file
    func text(_ rate: Double) -> String { rate.significant }
    return
      "crossovers: each replicate has the map (\(name)) of one of \(windows.windows.count.grouped) observed windows, whose mean "
      + "rates are \(text(rates[0])) to \(text(rates[rates.count - 1])) (median \(text(rates[rates.count / 2])))"
      + (scale.map { ", times a factor (\($0.words))" } ?? "")
  }
}
