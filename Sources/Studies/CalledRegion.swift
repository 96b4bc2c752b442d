import Haplotypes

/// A stretch of neighbouring windows called hard, or called soft.
public struct CalledRegion: Sendable, Equatable {
  /// From the first to the last middle subwindow.
  public let interval: Interval
  /// Hard or soft.
  public let kind: SweepClass
  /// The middle subwindow with the highest probability of that class.
  public let peak: Interval
  /// That probability.
  public let probability: Double
  /// Windows in the stretch.
  public let windowCount: Int

  /// A window's middle subwindow, what it was called (nil: not classified) and how probable that is.
  package typealias Call = (focus: Interval, kind: SweepClass?, probability: Double)

  /// Neighbouring windows with the same call of at least `threshold`, merged.
  static func merging(_ windows: [ScannedWindow], threshold: Double) -> [CalledRegion] {
    merging(
      windows.map { window in
        (window.window.focus, window.called, window.called.flatMap { window.probabilities?[$0.rawValue] } ?? 0)
      }, threshold: threshold)
  }

  /// Neighbouring `calls` of the same sweep of at least `threshold`, merged; `calls` are in order.
  package static func merging(_ calls: [Call], threshold: Double) -> [CalledRegion] {
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
      guard let kind = call.kind, kind.isSweep, call.probability >= threshold else {
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
