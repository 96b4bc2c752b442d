import FeatureTables
import Statistics

/// Values of a statistic that mean nothing because the window, or the part of it, had too little; its reference page says when, and
/// which number stands for them.
public struct InsufficientValues: Sendable, Equatable {
  /// The name of the statistic.
  public let statistic: String
  /// Such values, over all windows and columns.
  public let values: Int
  /// Windows that have one.
  public let windows: Int
}
