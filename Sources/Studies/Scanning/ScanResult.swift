import FeatureTables
import Groundwork
import Haplotypes
import Learning
import Statistics
import StudyFiles
import Training
import VariantFiles

/// A finished scan.
public struct ScanResult: Sendable {
  /// Every window of the grid.
  public let windows: [ScannedWindow]
  /// The called regions, by contig and position.
  public let regions: [CalledRegion]
  /// The features of the windows that were classified.
  public let observed: FeatureTable
  /// Values of `observed` that mean nothing because a window had too little, by statistic.
  public let insufficientValues: [InsufficientValues]
  /// How strong and how old the sweeps of the regions are; nil where it is not asked or not known.
  public var sweeps: SweepEstimates?
  /// Of a scan for sites: its peaks.
  public var sites: SiteScan?

  /// The same with the regions of windows whose estimated false discovery rate is at most the limit of `trust`, if it has one.
  func limited(by trust: ScanTrust, _ study: Study) -> ScanResult {
    guard let limit = trust.limit else { return self }
    let chosen = zip(windows, trust.windows).map { window, trust in
      guard let trust, trust.q > limit, let called = window.called,
        study.scan.classes.contains(study.classNames[called])
      else { return window }
      return window.calling(nil)
    }
    return ScanResult(
      windows: chosen, regions: CalledRegion.merging(chosen, study), observed: observed,
      insufficientValues: insufficientValues)
  }
}
