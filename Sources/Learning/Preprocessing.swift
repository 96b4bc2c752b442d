/// What is done to features before a learner sees them. Whatever is learned for it is learned from the training rows and
/// is part of the model.
public enum Preprocessing: String, Codable, Sendable, CaseIterable {
  /// Nothing.
  case none
  /// From each column its mean is subtracted, and the difference divided by the standard deviation (divisor: rows).
  /// Constant columns become 0.
  case standardise
  /// Each value becomes its place among the training values of its column, from -1 for the least to 1 for the greatest.
  case quantile
  /// The columns of a statistic in the subwindows of a row are divided by their sum, as S/HIC does (Schrider & Kern 2016,
  /// doi:10.1371/journal.pgen.1005928); where one is negative, the least is subtracted first, and where all are then 0,
  /// each becomes 1 / subwindows. Columns of the whole window stay as they are.
  case perWindow = "per-window"
}
