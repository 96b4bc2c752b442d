/// A value of a statistic, and whether the window lacked what it needs.
public struct StatisticValue: Sendable, Equatable {
  /// The value; where it is insufficient, the number that the statistic's page states.
  public var value: Double
  /// True if the window lacked what the value needs.
  public var isInsufficient: Bool

  /// A value, sufficient unless told otherwise.
  public init(_ value: Double, isInsufficient: Bool = false) {
    self.value = value
    self.isInsufficient = isInsufficient
  }
}

extension StatisticValue {
  /// The number `value` where the window lacks what is needed.
  static func insufficient(_ value: Double) -> StatisticValue { StatisticValue(value, isInsufficient: true) }

  /// `sum` over `number`; 0 and insufficient unless there is some `number`.
  static func ratio(_ sum: Double, over number: Double) -> StatisticValue {
    number > 0 ? StatisticValue(sum / number) : insufficient(0)
  }
}

extension HaplotypeWindow {
  /// `sum` per accessible base; 0 and insufficient where no base is accessible.
  func perBase(_ sum: Double) -> StatisticValue { .ratio(sum, over: accessibleBases) }

  /// `value`, insufficient where no base is accessible.
  func whereAccessible(_ value: Double) -> StatisticValue {
    StatisticValue(value, isInsufficient: accessibleBases <= 0)
  }
}
