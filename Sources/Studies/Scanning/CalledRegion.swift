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
  /// That probability.
  public let probability: Double
  /// Windows in the stretch.
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

  /// Neighbouring windows with the same call, one of those that `study` looks for, merged.
  static func merging(_ windows: [ScannedWindow], _ study: Study) -> [CalledRegion] {
    let names = study.classNames
    return merging(
      windows.map { window in
        (window.window.focus, window.called.map { names[$0] }, window.called.flatMap { window.probabilities?[$0] } ?? 0)
      }, of: study.scan.classes, threshold: study.scan.callThreshold)
  }

  /// Neighbouring `calls` of the same of `classes`, with a probability of at least `threshold`, merged; `calls` are in
  /// order.
  package static func merging(_ calls: [Call], of classes: [String], threshold: Double) -> [CalledRegion] {
    var regions: [CalledRegion] = []
    var run: [Call] = []
    func close() {
      if let first = run.first, let kind = first.kind, let last = run.last,
        let peak = run.max(by: { $0.probability < $1.probability })
      {
        regions.append(
          CalledRegion(
            interval: Interval(contig: first.focus.contig, start: first.focus.start, end: last.focus.end), kind: kind,
            peak: peak.focus, probability: peak.probability, windowCount: run.count))
      }
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
