import Groundwork
import Haplotypes
import StudyFiles
import Training

/// A peak of a scan for sites, and what it is worth.
public struct SitePeak: Sendable {
  /// The point's own stretch.
  public let peak: Interval
  /// The probability of a selected site near the point, as the model gives it.
  public let score: Double
  /// The intervals that should hold the site, of the shares `SiteCalibration.levels` of sweeps.
  public let intervals: [Interval]
  /// The class that the sweep is called.
  public let kind: String
  /// How probable that class is, given a sweep.
  public let kindProbability: Double
  /// The estimated share of false calls if this and all peaks as high are called.
  public let q: Double
  /// Peaks as high that are expected in so much of a neutral genome.
  public let expectedFalse: Double
  /// The share of the genome's own points that are as high.
  public let genomeShare: Double
  /// True if the objective of the study calls it.
  public let isCalled: Bool
}
