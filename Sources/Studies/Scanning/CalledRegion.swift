import Haplotypes
import StudyFiles

/// A stretch of neighbouring windows called the same.
public struct CalledRegion: Sendable, Equatable {
  /// From the first to the last middle subwindow.
  public let interval: Interval
  /// The class called.
  public let kind: String
  /// The middle subwindow with the highest probability of that class.
  public let peak: Interval
  /// That probability; with `scan.regions: together` that of all classes looked for together.
  public let probability: Double
  /// How probable ``kind`` is among them at the peak; nil where classes do not count together.
  public var kindShare: Double?
  /// Windows in the stretch that are called.
  public let windowCount: Int

  package init(interval: Interval, kind: String, peak: Interval, probability: Double, windowCount: Int) {
    self.interval = interval
    self.kind = kind
    self.peak = peak
    self.probability = probability
    self.windowCount = windowCount
  }

  /// A window's middle subwindow, what it was called (nil: not classified) and how probable that is.
  package typealias Call = (focus: Interval, kind: String?, probability: Double)

  /// The region of the calls `run`, in order, of the class of the most probable one; nil if there are none.
  init?(_ run: [Call]) {
    guard let first = run.first, let last = run.last, let peak = run.max(by: { $0.probability < $1.probability }),
      let kind = peak.kind
    else { return nil }
    self.init(
      interval: Interval(contig: first.focus.contig, start: first.focus.start, end: last.focus.end), kind: kind,
      peak: peak.focus, probability: peak.probability, windowCount: run.count)
  }

  /// Neighbouring windows with the same call, one of those that `study` looks for, merged.
  static func merging(_ windows: [ScannedWindow], _ study: Study) -> [CalledRegion] {
    let names = study.classNames
    func call(_ window: ScannedWindow) -> Call {
      (window.window.focus, window.called.map { names[$0] }, window.called.flatMap { window.probabilities?[$0] } ?? 0)
    }
    switch study.scan.merging {
    case .together: return merging(windows.map { ($0.window.focus, $0.probabilities) }, together: study)
    // Calls below the threshold are withheld already.
    case .each: return merging(windows.map(call), of: study.scan.classes, threshold: 0)
    case .sweeps:
      return sweeps(
        windows.map { window in
          let found = call(window)
          if let kind = found.kind, study.scan.classes.contains(kind) { return .called(found) }
          let isWithout = window.mostProbable.map { study.classes[$0].sweep == .none } ?? false
          return isWithout ? .without : .between
        }, reach: study.windows.length)
    }
  }

  /// Neighbouring windows in which the classes that `study` looks for are together at least as probable as the threshold,
  /// whichever is ahead in each: the region is of the class with the largest sum over its windows, its peak where all together
  /// are most probable.
  package static func merging(
    _ windows: [(focus: Interval, probabilities: [Double]?)], together study: Study
  ) -> [CalledRegion] {
    let wanted = study.classNames.indices.filter { study.scan.classes.contains(study.classNames[$0]) }
    let all = "together"
    let calls: [Call] = windows.map { window in
      let sum = window.probabilities.map { values in wanted.reduce(0) { $0 + values[$1] } }
      return (window.focus, sum == nil ? nil : all, sum ?? 0)
    }
    return merging(calls, of: [all], threshold: study.scan.callThreshold).map { region in
      var sums = wanted.map { _ in 0.0 }
      let own = windows.filter {
        $0.focus.contig == region.interval.contig && $0.focus.start >= region.interval.start
          && $0.focus.end <= region.interval.end
      }
      for values in own.compactMap(\.probabilities) {
        for (index, kind) in wanted.enumerated() { sums[index] += values[kind] }
      }
      let best = sums.indices.max { (sums[$0], -$0) < (sums[$1], -$1) } ?? 0
      var found = CalledRegion(
        interval: region.interval, kind: study.classNames[wanted[best]], peak: region.peak,
        probability: region.probability, windowCount: region.windowCount)
      if let peak = own.first(where: { $0.focus == region.peak })?.probabilities, region.probability > 0 {
        found.kindShare = peak[wanted[best]] / region.probability
      }
      return found
    }
  }

  /// Neighbouring `calls` of the same of `classes`, with a probability of at least `threshold`, merged; `calls` are in
  /// order.
  package static func merging(_ calls: [Call], of classes: [String], threshold: Double) -> [CalledRegion] {
    var regions: [CalledRegion] = []
    var run: [Call] = []
    func close() {
      if let region = CalledRegion(run) { regions.append(region) }
      run = []
    }
    for call in calls {
      guard let kind = call.kind, classes.contains(kind), call.probability >= threshold else {
        close()
        continue
      }
      if let last = run.last,
        last.kind != kind || last.focus.contig != call.focus.contig || last.focus.end != call.focus.start
      {
        close()
      }
      run.append(call)
    }
    close()
    return regions
  }
}
