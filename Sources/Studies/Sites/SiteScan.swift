import FeatureTables
import Groundwork
import Haplotypes
import Learning
import StudyFiles
import Training

/// A finished scan for sites: its peaks, and what they are worth.
public struct SiteScan: Sendable {
  /// The peaks of the genome.
  public let calls: SiteCalls
  /// What held-out chromosomes say of them.
  package let calibration: SiteCalibration
  /// The sweeps of held-out chromosomes that are found, by what was drawn for them.
  public let power: [SitePower]
  /// What the scan says of each point besides; nil for those that cannot be classified.
  public let windows: [ScanTrust.Window?]

  /// The scan whose points are those of `result`, judged by `calibration`; `trained` are the shares of the classes among the training rows.
  package init(
    _ study: Study, _ result: ScanResult, _ calibration: SiteCalibration, trained: [Double], truth: FeatureTable
  ) throws(StudyError) {
    self.calibration = calibration
    let calls = SiteCalls(study, Self.contigs(study, result), calibration)
    self.calls = calls
    power = SitePower.all(study, calibration, truth, threshold: calls.threshold ?? calibration.bestThreshold)
    let sought = SoughtClasses(study)
    let odds = zip(try ExpectedGenome(study).shares, trained).map { $1 > 0 ? $0 / $1 : 0 }
    windows = result.windows.map { window in
      guard let probabilities = window.probabilities else { return nil }
      let weighted = zip(probabilities, odds).map { $0 * $1 }
      let total = weighted.reduce(0, +)
      return ScanTrust.Window(
        probability: total > 0 ? sought.places.reduce(0.0) { $0 + weighted[$1] } / total : 0,
        q: calls.q(sought.answer(probabilities[...]).score))
    }
  }

  /// The points of each contig that were classified.
  private static func contigs(_ study: Study, _ result: ScanResult) -> [SiteCalls.Contig] {
    let sought = SoughtClasses(study)
    var contigs: [SiteCalls.Contig] = []
    var own: [(window: WindowGrid.Window, probabilities: [Double])] = []
    func close() {
      guard let last = own.last?.window else { return }
      let answers = own.map { sought.answer($0.probabilities[...]) }
      let profile = SiteProfile(
        middles: own.map { Double($0.window.focus.start + $0.window.focus.end) / 2 }, scores: answers.map(\.score),
        step: Double(study.windows.subwindowLength))
      contigs.append(
        SiteCalls.Contig(
          profile: profile, name: last.focus.contig, end: last.interval.end, kinds: answers.flatMap(\.kinds)))
      own = []
    }
    for scanned in result.windows {
      guard let probabilities = scanned.probabilities else { continue }
      if let last = own.last?.window, last.contig != scanned.window.contig { close() }
      own.append((scanned.window, probabilities))
    }
    close()
    return contigs
  }

  /// The called peaks as regions: the interval that should hold the site is their extent.
  var regions: [CalledRegion] {
    calls.peaks.filter(\.isCalled).map { peak in
      let extent = peak.intervals[SiteCalibration.extent]
      return CalledRegion(
        interval: extent, kind: peak.kind, peak: peak.peak, probability: peak.score,
        windowCount: extent.length / max(1, peak.peak.length))
    }
  }
}

extension ScanResult {
  /// The same with the calls of `sites`: a point is called a class where a region of it lies, else the class without a sweep.
  func called(_ sites: SiteScan, _ study: Study) -> ScanResult {
    let regions = sites.regions
    let background = SitePoints.background(study)
    let chosen = windows.map { window in
      let region = regions.first { $0.interval.overlaps(window.window.focus) }
      let called = region.flatMap { study.classNames.firstIndex(of: $0.kind) } ?? background
      return window.calling(called)
    }
    var result = ScanResult(
      windows: chosen, regions: regions, observed: observed, insufficientValues: insufficientValues)
    result.sites = sites
    return result
  }
}
