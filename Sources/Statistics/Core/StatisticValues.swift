/// The columns of a statistic in one window.
public struct StatisticValues: Sendable, Equatable {
  /// The values, finite.
  public var values: [Double]
  /// True where the window lacked what the value needs.
  public var insufficient: [Bool]
}
