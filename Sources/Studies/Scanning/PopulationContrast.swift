import Groundwork
import Haplotypes

/// By how much each window looks more like a sweep in one population than in the others.
///
/// Stretches of little recombination, missing sites and background selection look alike in all populations of a species: they raise the
/// probability in each of them. A sweep of one population does not. The contrast of a population in a window is its log-odds, less its
/// median over windows (models of different samples differ in level), less the mean of the same of the others.
package struct PopulationContrast: Sendable {
  /// A window.
  package struct Window: Sendable {
    /// The middle subwindow.
    package let focus: Interval
    /// The probability in each population of the classes looked for; nil where it was not classified.
    package let probabilities: [Double?]
    /// The contrast of each population; nil where fewer than two were classified, or it was not.
    package let contrasts: [Double?]
    /// The place of each contrast among those of its population, from 1 for the highest; windows that are equal share the best.
    package var ranks: [Int?]
  }

  /// By contig and position.
  package let windows: [Window]
  /// Contrasts of a population in the upper hundredth stand out (of few windows: the highest).
  private static let topShare = 0.01
  /// A probability of 0 or 1 is one that so many trees cannot tell from these.
  private static let (least, most) = (0.001, 0.999)

  /// The contrasts of the windows of `populations`: each has a probability by middle subwindow.
  package init(_ populations: [[(focus: Interval, probability: Double?)]]) {
    struct Place: Hashable {
      let contig: String
      let start: Int
    }
    var order: [Interval] = []
    var values: [Place: [Double?]] = [:]
    for (index, windows) in populations.enumerated() {
      for window in windows {
        let place = Place(contig: window.focus.contig, start: window.focus.start)
        if values[place] == nil {
          values[place] = populations.map { _ in nil }
          order.append(window.focus)
        }
        values[place]?[index] = window.probability
      }
    }
    let probabilities = order.map { values[Place(contig: $0.contig, start: $0.start)] ?? [] }
    let odds = probabilities.map { $0.map { $0.map(Self.logOdds) } }
    let medians = populations.indices.map { index -> Double in
      let own = odds.compactMap { $0[index] }.sorted()
      return own.isEmpty ? 0 : own[own.count / 2]
    }
    var found = zip(order, zip(probabilities, odds)).map { focus, own in
      let levels = own.1.enumerated().map { index, odds in odds.map { $0 - medians[index] } }
      let known = levels.compactMap { $0 }
      let sum = known.reduce(0, +)
      let contrasts = levels.map { level -> Double? in
        guard let level, known.count > 1 else { return nil }
        return level - (sum - level) / Double(known.count - 1)
      }
      return Window(
        focus: focus, probabilities: own.0, contrasts: contrasts, ranks: contrasts.map { _ in nil })
    }
    for index in populations.indices {
      let ranked = found.indices.filter { found[$0].contrasts[index] != nil }
        .sorted { (found[$0].contrasts[index] ?? 0) > (found[$1].contrasts[index] ?? 0) }
      for (place, window) in ranked.enumerated() {
        let before = place > 0 ? ranked[place - 1] : nil
        let isEqual = before.map { found[$0].contrasts[index] == found[window].contrasts[index] } ?? false
        found[window].ranks[index] = isEqual ? before.flatMap { found[$0].ranks[index] } : place + 1
      }
    }
    windows = found
  }

  private static func logOdds(_ probability: Double) -> Double {
    let bound = min(max(probability, least), most)
    return PortableMath.log(bound / (1 - bound))
  }

  /// The rank up to which windows of the population `index` stand out.
  package func standingOut(_ index: Int) -> Int {
    max(1, Int(Self.topShare * Double(windows.count { $0.contrasts[index] != nil })))
  }

  /// The highest contrast of the population `index` within `interval`, and its rank; nil if no window of it has one.
  package func best(_ index: Int, in interval: Interval) -> (contrast: Double, rank: Int)? {
    var best: (contrast: Double, rank: Int)?
    for window in windows where window.focus.overlaps(interval) {
      if let contrast = window.contrasts[index], let rank = window.ranks[index], rank < best?.rank ?? .max {
        best = (contrast, rank)
      }
    }
    return best
  }

  /// The table: one row a window, 0-based half-open; NA where there is no value.
  package func table(_ populations: [String]) -> String {
    var lines = [
      (["#chrom", "start", "end"] + populations.flatMap { ["p_" + $0, "contrast_" + $0, "rank_" + $0] })
        .joined(separator: "\t")
    ]
    for window in windows {
      var fields = [window.focus.contig, "\(window.focus.start)", "\(window.focus.end)"]
      for index in populations.indices {
        fields += [
          window.probabilities[index]?.fixed(6) ?? "NA", window.contrasts[index]?.fixed(4) ?? "NA",
          window.ranks[index].map { "\($0)" } ?? "NA",
        ]
      }
      lines.append(fields.joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
