extension DemographicModel {
  /// The same history with `factor` times as many individuals at all times; times and rates stay.
  public func scalingSizes(by factor: Double) -> DemographicModel {
    precondition(factor > 0 && factor.isFinite, "sizes times \(factor)")
    let scaled = intervals.map { interval in
      var interval = interval
      for index in interval.sizes.indices { interval.sizes[index]?.initial *= factor }
      return interval
    }
    return DemographicModel(populations: populations, intervals: scaled)
  }
}
