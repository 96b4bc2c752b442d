import Demography

extension Sweep {
  /// Throws if a value is outside its range, or a population does not exist when it is needed.
  func validate(sequenceLength: Double, _ demography: DemographicModel) throws(CoalescentError) {
    let reach = Self.farthestSite * sequenceLength
    try check(
      position >= -reach && position <= sequenceLength + reach, "sweep position", position,
      "at most \(Int(Self.farthestSite)) sequence lengths from the sequence")
    try check(fixationTime >= 0 && fixationTime.isFinite, "fixation time", fixationTime, "0 or more generations ago")
    try check(
      recurrentMutationRate >= 0 && recurrentMutationRate < 1, "recurrent mutation rate", recurrentMutationRate,
      "0 to 1 per generation")
    if let trajectory {
      try validate(trajectory)
    } else {
      try validateSelection()
    }
    try validateOnset()
    try check(
      demography.populations.indices.contains(population), "population of the sweep", Double(population),
      "one of \(demography.populations.count)")
    if demography.intervals[demography.intervalIndex(at: fixationTime)].sizes[population] == nil {
      throw .absentPopulation(name: demography.populations[population], time: fixationTime)
    }
    if let source {
      try check(
        demography.populations.indices.contains(source) && source != population, "source of the sweep", Double(source),
        "one of \(demography.populations.count), another than the population of the sweep")
      try check(
        recurrentMutationRate == 0, "recurrent mutation rate", recurrentMutationRate,
        "0 for an allele that enters from another population")
    }
  }

  private func validateOnset() throws(CoalescentError) {
    guard let onset else { return }
    try check(
      trajectory == nil, "onset of selection", onset,
      "none for a sweep along a given trajectory, whose last point says it")
    try check(
      onset > fixationTime && onset.isFinite, "onset of selection", onset,
      "more generations ago than the end, \(fixationTime)")
    try check(
      finalFrequency == 1, "final frequency", finalFrequency,
      "1 for a sweep from a given onset, whose path ends where it does")
    try check(
      recurrentMutationRate == 0, "recurrent mutation rate", recurrentMutationRate, "0 for a sweep from a given onset")
  }

  private func validateSelection() throws(CoalescentError) {
    try check(
      selectionCoefficient > 0 && selectionCoefficient <= 1, "selection coefficient", selectionCoefficient,
      "above 0, at most 1")
    try check(dominance >= 0 && dominance <= 1, "dominance", dominance, "0 to 1")
    try check(
      initialFrequency >= 0 && initialFrequency < 1, "initial frequency", initialFrequency, "0 to 1 (exclusive)")
    try check(
      finalFrequency > initialFrequency && finalFrequency <= 1, "final frequency", finalFrequency,
      "above the initial frequency, at most 1")
  }

  private func validate(_ path: SweepPath) throws(CoalescentError) {
    let points = path.points
    try check(points.count >= 2, "points of the trajectory", Double(points.count), "2 or more")
    try check(
      points[0].time == fixationTime, "first time of the trajectory", points[0].time,
      "the fixation time, \(fixationTime)")
    try check(
      points[0].frequency == finalFrequency && finalFrequency > 0, "first frequency of the trajectory",
      points[0].frequency, "the final frequency, \(finalFrequency), above 0")
    for point in points {
      try check(
        point.frequency >= 0 && point.frequency <= 1, "frequency of the trajectory \(point.time) generations ago",
        point.frequency, "0 to 1")
    }
    for point in points.dropFirst().dropLast() {
      try check(
        point.frequency > 0, "frequency of the trajectory \(point.time) generations ago", point.frequency,
        "above 0 between the first and the last point")
    }
    for (recent, older) in zip(points, points.dropFirst()) {
      try check(
        older.time > recent.time && older.time.isFinite, "time of the trajectory", older.time,
        "more than the one before it, \(recent.time): generations ago, the most recent first")
    }
  }

  private func check(
    _ condition: Bool, _ name: String, _ value: Double, _ range: String
  ) throws(CoalescentError) {
    if !condition { throw .invalid(name: name, value: value, expected: range) }
  }
}
