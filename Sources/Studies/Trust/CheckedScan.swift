import FeatureTables
import Groundwork
import Learning
import StudyFiles
import Training

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A scan with the check of whether it can be believed.
public struct CheckedScan: Sendable {
  /// The scan.
  public let result: ScanResult
  /// What made it.
  package let stage: ScanStage
  /// Whether the simulations resemble the data.
  public let check: StudyCheck
  /// What its calls are worth; nil where numbers are predicted, or no simulations were held out.
  public let trust: ScanTrust?
  /// True if its regions are withheld: the check refuses, and the study does not insist.
  public let isRefused: Bool
  /// What a user should know of the files that were written.
  public var notes: [String] = []

  /// Throws if the regions are withheld.
  package func demandRegions(_ study: Study) throws(StudyError) {
    guard isRefused else { return }
    throw .invalid(
      "study '\(study.name)': the scan is refused: \(check.reasons.first ?? "") See check.tsv and the report in "
        + "\(study.output); 'scan.force: true' (--force) gives the regions anyway")
  }
}
