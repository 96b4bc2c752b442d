import Groundwork
import Haplotypes

/// The recombination rates that a scan predicts, as a map that other programs read.
///
/// A rate holds from the start of a window's middle to that of the next. Where windows could not be asked the mean of the nearest rates on
/// either side stands in, the one there is at the ends of a contig; `filled` counts those windows.
package struct EstimatedMap {
  /// A stretch of one rate.
  private struct Stretch {
    let contig: String
    /// 0-based, half-open.
    let start, end: Int
    /// Crossovers per base and generation.
    let rate: Double
  }

  private let stretches: [Stretch]
  /// Windows whose rate is that of their neighbours.
  package let filled: Int

  /// The name of the target that makes a map.
  static let target = "recombination_rate"

  /// The map of windows with the middles `focus`, which are in order, and their rates per base and generation; nil if none has a rate.
  package init?(_ windows: [(focus: Interval, rate: Double?)]) {
    var stretches: [Stretch] = []
    var filled = 0
    for chunk in windows.chunked(by: { $0.focus.contig == $1.focus.contig }) {
      let own = Array(chunk)
      let rates = own.map(\.rate)
      // The rate of the last window before each, and of the next one behind it.
      var before = rates
      for place in before.indices.dropFirst() where before[place] == nil { before[place] = before[place - 1] }
      var behind = rates
      for place in behind.indices.dropLast().reversed() where behind[place] == nil { behind[place] = behind[place + 1] }
      for (place, window) in own.enumerated() {
        let near = [before[place], behind[place]].compactMap { $0 }
        if near.isEmpty { break }
        if rates[place] == nil { filled += 1 }
        let focus = window.focus
        let next = place + 1 < own.count ? own[place + 1].focus.start : focus.end
        stretches.append(
          Stretch(
            contig: focus.contig, start: focus.start, end: next, rate: near.reduce(0, +) / Double(near.count)))
      }
    }
    if stretches.isEmpty { return nil }
    self.stretches = stretches
    self.filled = filled
  }

  /// As HapMap writes it: the rate in cM/Mb from a 1-based position on, and the map up to it in cM.
  package var hapMap: String {
    lines(header: ["Chromosome\tPosition(bp)\tRate(cM/Mb)\tMap(cM)"]) { contig, position, rate, map in
      "\(contig)\t\(position)\t\((rate * 1e8).fixed(6))\t\(map.fixed(8))"
    }
  }

  /// As PLINK writes it: chromosome, no identifier, cM, and 1-based position.
  package var plink: String {
    lines(header: []) { contig, position, _, map in "\(contig)\t.\t\(map.fixed(8))\t\(position)" }
  }

  private func lines(
    header: [String], _ line: (_ contig: String, _ position: Int, _ rate: Double, _ map: Double) -> String
  ) -> String {
    var lines = header
    var map = 0.0
    for (place, one) in stretches.enumerated() {
      if place == 0 || stretches[place - 1].contig != one.contig { map = 0 }
      lines.append(line(one.contig, one.start + 1, one.rate, map))
      map += Double(one.end - one.start) * one.rate * 100
      if place + 1 == stretches.count || stretches[place + 1].contig != one.contig {
        lines.append(line(one.contig, one.end + 1, 0, map))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Array {
  /// Runs of neighbours that `belong` together.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = startIndex
    for place in indices.dropFirst() where !belong(self[place - 1], self[place]) {
      chunks.append(self[start..<place])
      start = place
    }
    if start < endIndex { chunks.append(self[start...]) }
    return chunks
  }
}
