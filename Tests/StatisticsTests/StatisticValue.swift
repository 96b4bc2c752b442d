import Statistics

extension Statistic {
  /// The value of a statistic of one column.
  func value(in window: HaplotypeWindow) -> Double { values(in: window).values[0] }
}
