/// A statistic of one column, named after it.
public protocol OneColumnStatistic: Statistic {
  /// The value in `window`, and whether the window lacks what it needs: then it is the number that the page states.
  func compute(_ window: HaplotypeWindow) -> StatisticValue
}

extension OneColumnStatistic {
  /// One column of the statistic's name.
  public func columns(populationSizes: [Int]) -> [String] { [info.id] }

  /// Appends the value.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let value = compute(window)
    output.append(value.value, isInsufficient: value.isInsufficient)
  }
}
