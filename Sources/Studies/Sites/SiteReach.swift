import Groundwork
import Learning
import StudyFiles
import Training

/// Distances of a scan for sites.
enum SiteReach {
  /// Stretches on either side of a peak.
  static let stretches = 30
  /// Times ``Study/ScanSettings/within``.
  static let separation = 4
}
