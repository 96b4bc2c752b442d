/// A statistic of one column that has no settings.
public protocol ScalarStatistic: OneColumnStatistic {
  /// What is known about the statistic.
  static var info: StatisticInfo { get }
}

extension ScalarStatistic {
  /// What is known about the statistic.
  public var info: StatisticInfo { Self.info }

  /// One column of the statistic's name.
  public func columns(populationSizes: [Int]) -> [String] { [Self.info.id] }
}
