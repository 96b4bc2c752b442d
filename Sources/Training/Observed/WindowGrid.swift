import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// The windows of a scan: every window that fits into a region, one subwindow further each time; loci lie side by side; of a scan for
/// sites, a window about every stretch as long as a subwindow, shifted at the ends of the region.
public struct WindowGrid: Sendable {
  /// A window: where it lies and what of it can be used.
  public struct Window: Sendable {
    /// The index of its contig in the observed data.
    public let contig: Int
    /// The whole window.
    public let interval: Interval
    /// The middle subwindow, which the window's class is about.
    public let focus: Interval
    /// Accessible stretches within the window; nil if all of it is.
    public let accessible: [Range<Int>]?
    /// The accessible share of the window.
    public let accessibleShare: Double
    /// Segregating sites in the window.
    public let sites: Int
    /// Why the window cannot be classified; nil if it can.
    public let insufficient: Insufficiency?
  }

  /// Why a window cannot be classified.
  public enum Insufficiency: String, Sendable, CaseIterable {
    /// A subwindow has too few accessible bases.
    case accessibility = "too few accessible bases in a subwindow"
    /// The window has too few sites.
    case sites = "too few sites"
  }

  /// The windows, by contig and position.
  public let windows: [Window]
  /// Sites that lie in no window: those behind the last whole window of their contig.
  package let sitesOutside: Int

  /// The most windows of a run.
  static let mostWindows = 20_000_000

  /// The grid of `data` under `study`'s windows; an error if no window fits into any region or none can be
  /// classified. With `keepsLastPart` what is left behind the last whole window of a contig is a window too, a shorter one. Windows
  /// begin `step` bases after each other; nil: as the study has it.
  package init(
    _ data: ObservedData, _ study: Study, keepsLastPart: Bool = false, step: Int? = nil
  ) throws(StudyError) {
    var windows: [Window] = []
    var sitesOutside = 0
    for (index, contig) in data.contigs.enumerated() {
      if study.scan.answer == .sites {
        windows += try Self.points(index, contig, data.mask, study)
        continue
      }
      let end = Self.end(of: contig, study)
      let step = step ?? (study.loci == nil ? study.windows.subwindowLength : study.windows.length)
      let count = max(0, end - contig.region.start - study.windows.length) / step + 1
      guard windows.count + count <= Self.mostWindows else {
        throw .invalid(
          "contig '\(contig.region.contig)' reaches to base \(contig.region.end.grouped): more than "
            + "\(Self.mostWindows.grouped) windows; is the position of its last record right? data.region can leave it out, and "
            + "windows can be longer")
      }
      var start = contig.region.start
      var last = start
      while start + study.windows.length <= end {
        windows.append(try Self.window(index, contig, start: start, data.mask, study))
        last = start + study.windows.length
        start += step
      }
      // Steps longer than the window may lead behind the end.
      if keepsLastPart, max(last, start) < contig.region.end {
        windows.append(try Self.window(index, contig, start: start, data.mask, study, until: contig.region.end))
        continue
      }
      sitesOutside += contig.sites.siteCount
      sitesOutside -= try attempt {
        try contig.sites.sites(from: Double(contig.region.start), to: Double(last)).count
      }
    }
    self.sitesOutside = sitesOutside
    guard !windows.isEmpty else {
      let longest = data.contigs.map(\.region).max { $0.length < $1.length }
      throw .empty(
        "no window of \(study.windows.length.grouped) bases fits into the data (the longest region, "
          + "\(longest?.description ?? "none"), has \((longest?.length ?? 0).grouped)); choose shorter windows")
    }
    guard windows.contains(where: { $0.insufficient == nil }) else {
      let reasons = Insufficiency.allCases.compactMap { reason in
        let count = windows.count { $0.insufficient == reason }
        return count == 0 ? nil : "\(count.grouped) \(reason.rawValue)"
      }
      throw .empty(
        "none of \(windows.count.of("window")) can be classified: \(reasons.joined(separator: ", ")); see "
          + "scan.minimum_sites and scan.minimum_accessible")
    }
    self.windows = windows
  }

  /// The share of a window that may lie behind the last record of a contig whose end nobody gives.
  private static let mostUnknown = 0.02

  /// ``sitesOutside`` in words; nil if there is none.
  package var noteOnSites: String? {
    sitesOutside == 0
      ? nil
      : sitesOutside.of("site lies", "sites lie")
        + " in no window: beyond the last whole window of their contig, or on one that is shorter"
  }

  /// Where the last window of `contig` may end: at its end; where that is only known to be its last record, a little behind.
  private static func end(of contig: StoredVariants, _ study: Study) -> Int {
    let end = contig.region.end
    // All of a contig may be asked for by its name.
    let regions = study.data?.regions ?? []
    let isWhole = regions.isEmpty || ContigNames.match(contig.region.contig, among: regions) != nil
    guard study.data != nil, isWhole, contig.extent?.upperBound == end else { return end }
    return end + Int(mostUnknown * Double(study.windows.length))
  }

  private static func window(
    _ index: Int, _ contig: StoredVariants, start: Int, _ mask: Mask?, _ study: Study, until: Int? = nil
  ) throws(StudyError) -> Window {
    let layout = study.windows
    let name = contig.region.contig
    let end = until ?? start + layout.length
    let focus = until == nil ? start + layout.subwindowCount / 2 * layout.subwindowLength : start
    var accessible = mask.map { $0.accessibleRanges(contig: name, start: start, end: end) }
    if until != nil && accessible == nil { accessible = [start..<end] }
    var insufficient: Insufficiency?
    if until == nil, let mask, study.scan.answer != .sites {
      for subwindow in 0..<layout.subwindowCount {
        let left = start + subwindow * layout.subwindowLength
        let count = mask.accessibleCount(contig: name, start: left, end: left + layout.subwindowLength)
        if Double(count) < study.scan.minimumAccessible * Double(layout.subwindowLength) {
          insufficient = .accessibility
        }
      }
    }
    let (first, last) = (Double(start), Double(end))
    let sites = try attempt {
      study.data?.invariant == .keep
        ? try contig.sites.matrix(from: first, to: last).variableSiteCount(from: first, to: last)
        : try contig.sites.sites(from: first, to: last).count
    }
    if insufficient == nil && sites < study.scan.minimumSites { insufficient = .sites }
    let share = accessible.map { Double($0.reduce(0) { $0 + $1.count }) / Double(end - start) } ?? 1
    return Window(
      contig: index, interval: Interval(contig: name, start: start, end: end),
      focus: Interval(contig: name, start: focus, end: until ?? focus + layout.subwindowLength), accessible: accessible,
      accessibleShare: share, sites: sites, insufficient: insufficient)
  }

  /// The points of a scan for sites: every stretch of `contig` with the window about it; none if no window fits.
  private static func points(
    _ index: Int, _ contig: StoredVariants, _ mask: Mask?, _ study: Study
  ) throws(StudyError) -> [Window] {
    let (layout, region) = (study.windows, contig.region)
    let step = layout.subwindowLength
    guard region.length >= layout.length else { return [] }
    let last = (region.length - layout.length) / step
    var windows: [Int: Window] = [:]
    var points: [Window] = []
    for stretch in 0..<region.length / step {
      let place = min(max(0, stretch - layout.subwindowCount / 2), last)
      let about: Window
      if let known = windows[place] {
        about = known
      } else {
        about = try window(index, contig, start: region.start + place * step, mask, study)
        windows[place] = about
      }
      let focus = Interval(
        contig: region.contig, start: region.start + stretch * step, end: region.start + (stretch + 1) * step)
      let isHidden = !isAccessible(focus, mask, study)
      points.append(
        Window(
          contig: index, interval: about.interval, focus: focus, accessible: about.accessible,
          accessibleShare: about.accessibleShare, sites: about.sites,
          insufficient: isHidden ? .accessibility : about.insufficient))
    }
    return points
  }

  /// True if enough bases of `stretch` are accessible for its statistics to mean something.
  static func isAccessible(_ stretch: Interval, _ mask: Mask?, _ study: Study) -> Bool {
    guard let mask else { return true }
    let count = mask.accessibleCount(contig: stretch.contig, start: stretch.start, end: stretch.end)
    return count > 0 && Double(count) >= study.scan.minimumAccessible * Double(stretch.length)
  }
}
