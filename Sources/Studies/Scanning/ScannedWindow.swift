import FeatureTables
import Groundwork
import Haplotypes
import Learning
import Statistics
import StudyFiles
import Training
import VariantFiles

/// One window of a finished scan.
public struct ScannedWindow: Sendable {
  /// The window.
  public let window: WindowGrid.Window
  /// Probabilities in class order; nil if the window cannot be classified, or numbers are predicted.
  public let probabilities: [Double]?
  /// The numbers predicted, in the order of the targets; nil if the window cannot be classified, or classes are predicted.
  public let estimates: [NumberEstimate]?
  /// The share of the window's features outside the 1-99 % range of the training simulations; nil likewise.
  public let atypicalShare: Double?
  /// The index of the most probable class; nil as for `probabilities`.
  public let called: Int?
}
