import Groundwork
import Haplotypes
import StudyFiles
import VariantFiles

/// The calls of several populations side by side: which regions they share, and which are of one alone.
public struct PopulationComparison: Sendable {
  /// By how much a stretch looks more like a sweep in one population than in the others.
  public struct Contrast: Sendable, Equatable {
    /// In log-odds; see `PopulationContrast`.
    public let value: Double
    /// From 1 for the highest of the population's windows.
    public let rank: Int
  }

  /// A stretch that was called in at least one population.
  public struct Region: Sendable, Equatable {
    /// From the first to the last base that was called in any of them.
    public let interval: Interval
    /// What each population was called there; nil where it was not.
    public let calls: [String?]
    /// The highest probability, of the classes that are called regions together, that a window of the stretch has in each
    /// population; nil where none was classified.
    public let probabilities: [Double?]

    /// The highest contrast that a window of the stretch has in each population, and its rank among all windows; nil without one.
    public let contrasts: [Contrast?]
    /// Indices of the populations with a window whose contrast stands out: what all share is no reason to call it in one.
    public let standingOut: [Int]

    /// How many populations were called.
    public var count: Int { calls.count { $0 != nil } }
  }

  /// The populations.
  public let populations: [String]
  /// The regions, by contig and position.
  public let regions: [Region]
  /// Every window.
  package let contrast: PopulationContrast

  /// What one population was called: its regions, and the probability in each window.
  package struct Calls: Sendable {
    package var population: String
    package var regions: [CalledRegion]
    package var windows: [(focus: Interval, probability: Double?)]

    package init(population: String, regions: [CalledRegion], windows: [(focus: Interval, probability: Double?)]) {
      self.population = population
      self.regions = regions
      self.windows = windows
    }
  }

  /// The comparison of the scans of one study in each of several populations, which have the same windows.
  public init(_ scans: [(population: String, scan: CheckedScan)], _ study: Study) {
    let called = study.scan.classes.compactMap { study.classNames.firstIndex(of: $0) }
    self.init(
      scans.map { name, scan in
        let result = scan.result
        return Calls(
          population: name, regions: scan.isRefused ? [] : result.regions,
          windows: result.windows.map { window in
            (window.window.focus, window.probabilities.map { all in called.reduce(0) { $0 + all[$1] } })
          })
      })
  }

  /// The comparison of `all`.
  package init(_ all: [Calls]) {
    populations = all.map(\.population)
    let contrast = PopulationContrast(all.map(\.windows))
    self.contrast = contrast
    var contigs: [String] = []
    for window in all.flatMap(\.windows) where !contigs.contains(window.focus.contig) {
      contigs.append(window.focus.contig)
    }
    var found: [Region] = []
    for contig in contigs {
      let own = all.flatMap(\.regions).map(\.interval).filter { $0.contig == contig }
        .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
      for interval in Self.merged(own) {
        let calls = all.map { one in
          one.regions.filter { $0.interval.overlaps(interval) }.max { $0.probability < $1.probability }?.kind
        }
        let probabilities = all.map { one in
          one.windows.filter { $0.focus.overlaps(interval) }.compactMap(\.probability).max()
        }
        let contrasts = all.indices.map {
          contrast.best($0, in: interval).map { Contrast(value: $0.contrast, rank: $0.rank) }
        }
        let standingOut = all.indices.filter { index in
          contrasts[index].map { $0.value > 0 && $0.rank <= contrast.standingOut(index) } ?? false
        }
        found.append(
          Region(
            interval: interval, calls: calls, probabilities: probabilities, contrasts: contrasts,
            standingOut: standingOut))
      }
    }
    regions = found
  }

  /// Overlapping and touching intervals of one contig as one; `intervals` are sorted.
  private static func merged(_ intervals: [Interval]) -> [Interval] {
    var result: [Interval] = []
    for interval in intervals {
      if let last = result.last, interval.start <= last.end {
        result[result.count - 1] = Interval(
          contig: last.contig, start: last.start, end: max(last.end, interval.end))
      } else {
        result.append(interval)
      }
    }
    return result
  }

  /// Writes the tables of regions and of windows to `folder`.
  public func write(to folder: RunFolder) throws(StudyError) {
    try attempt {
      try AtomicFile.write(table, to: folder.comparison)
      try IndexedTable.write(contrast.table(populations), to: folder.contrast)
    }
  }

  /// The table: one row a region, 0-based half-open; "-" for a population that was not called there, and where none stands out.
  public var table: String {
    var lines = [
      (["#chrom", "start", "end", "called_in", "stands_out_in"]
        + populations.flatMap { [$0, "p_" + $0, "contrast_" + $0, "rank_" + $0] }).joined(separator: "\t")
    ]
    for region in regions {
      let names = zip(populations, region.calls).filter { $1 != nil }.map(\.0)
      let kind = names.count == populations.count ? "all" : names.joined(separator: ",")
      let outstanding = region.standingOut.map { populations[$0] }.joined(separator: ",")
      var fields = [
        region.interval.contig, "\(region.interval.start)", "\(region.interval.end)", kind,
        outstanding.isEmpty ? "-" : outstanding,
      ]
      for index in populations.indices {
        let contrast = region.contrasts[index]
        fields += [
          region.calls[index] ?? "-", region.probabilities[index]?.fixed(6) ?? "NA",
          contrast?.value.fixed(4) ?? "NA", contrast.map { "\($0.rank)" } ?? "NA",
        ]
      }
      lines.append(fields.joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many regions are shared by all, by some, and private to each, and where each population stands out, in words.
  public var summary: [String] {
    var lines = [counts]
    for (index, name) in populations.enumerated() {
      let own = regions.count { $0.calls[index] != nil }
      let alone = regions.count { $0.calls[index] != nil && $0.count == 1 }
      let place = furthest(index).map { "; most unlike the others at \($0)" } ?? ""
      lines.append("  \(name): \(own.grouped) called, \(alone.grouped) in no other\(place)")
    }
    return lines + (alike.map { ["  " + $0] } ?? [])
  }

  /// The same for the top of a page.
  public var sentences: [String] {
    let places = populations.indices.compactMap { index in furthest(index).map { "\(populations[index]) at \($0)" } }
    return [counts + "."] + (places.isEmpty ? [] : ["Most unlike the others: \(places.joined(separator: "; "))."])
      + (alike.map { [$0 + "."] } ?? [])
  }

  /// How contrasts are read, a paragraph each.
  public static let howToRead = [
    "What makes a window look swept in every population (little recombination, missing sites, background selection, a sweep before the "
      + "populations parted) is not a sweep in one of them. The log-odds of a population are taken minus its own median and minus the mean of the "
      + "others: above 0 it looks more like a sweep there than the others do.",
    "A region stands out in a population if its contrast is above 0 and among the highest hundredth of all windows of that population. If it "
      + "stands out in none, the regions of all look alike, whichever were called: read it as the landscape unless something else speaks for a "
      + "sweep that they share.",
  ]

  private var counts: String {
    let shared = regions.count { $0.count == populations.count }
    return
      "\(regions.count.of("region")) \(regions.count == 1 ? "was" : "were") called in \(populations.count) populations, \(shared.grouped) of them in all"
  }

  /// How many regions look alike in all; nil if none does.
  private var alike: String? {
    let count = regions.count { $0.standingOut.isEmpty }
    if count == 0 { return nil }
    return
      "\(count.grouped) of the regions look\(count == 1 ? "s" : "") alike in all populations: rather the landscape (little "
      + "recombination, missing sites, background selection) or a sweep before they parted than a sweep of one"
  }

  /// Where the population `index` looks most like a sweep beside the others, called or not, and by how much; nil for nowhere.
  public func furthest(_ index: Int) -> String? {
    guard let best = contrast.windows.first(where: { $0.ranks[index] == 1 }), let value = best.contrasts[index],
      value > 0
    else { return nil }
    let isCalled = regions.contains { $0.calls[index] != nil && $0.interval.overlaps(best.focus) }
    return "\(best.focus) (log-odds +\(value.fixed(1))\(isCalled ? "" : ", not called"))"
  }
}
