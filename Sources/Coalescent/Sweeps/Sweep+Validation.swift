import Demography

extension Sweep {
  /// Throws if a value is outside its range, an origin is impossible on the course of the sweep, or a population does not
  /// exist when it is needed.
  func validate(sequenceLength: Double, _ demography: DemographicModel) throws(CoalescentError) {
    let reach = Self.farthestSite * sequenceLength
    try check(
      position >= -reach && position <= sequenceLength + reach, "sweep position", position,
      "at most \(Int(Self.farthestSite)) sequence lengths from the sequence")
    let end = course.end
    try check(end >= 0 && end.isFinite, "fixation time", end, "0 or more generations ago")
    try check(
      origin.mutationRate >= 0 && origin.mutationRate < 1, "recurrent mutation rate", origin.mutationRate,
      "0 to 1 per generation")
    switch course {
    case .ended(_, let frequency, let selection):
      try validate(selection)
      try check(
        frequency > origin.initialFrequency && frequency <= 1, "final frequency", frequency,
        "above the initial frequency, at most 1")
    case .onset(let ago, _, let selection):
      try validate(selection)
      try check(
        ago > end && ago.isFinite, "onset of selection", ago, "more generations ago than the end, \(end)")
      try check(
        origin.mutationRate == 0, "recurrent mutation rate", origin.mutationRate, "0 for a sweep from a given onset")
    case .given(let path):
      try validate(path)
      try check(
        origin.initialFrequency == 0, "initial frequency", origin.initialFrequency,
        "0 for a sweep along a given trajectory, whose last point says it")
    }
    try check(
      demography.populations.indices.contains(population), "population of the sweep", Double(population),
      "one of \(demography.populations.count)")
    if demography.intervals[demography.intervalIndex(at: end)].sizes[population] == nil {
      throw .absentPopulation(name: demography.populations[population], time: end)
    }
    if let source = origin.source {
      try check(
        demography.populations.indices.contains(source) && source != population, "source of the sweep", Double(source),
        "one of \(demography.populations.count), another than the population of the sweep")
    }
  }

  private func validate(_ selection: Selection) throws(CoalescentError) {
    try check(
      selection.coefficient > 0 && selection.coefficient <= 1, "selection coefficient", selection.coefficient,
      "above 0, at most 1")
    try check(
      selection.dominance >= 0 && selection.dominance <= 1, "dominance", selection.dominance, "0 to 1")
    try check(
      origin.initialFrequency >= 0 && origin.initialFrequency < 1, "initial frequency", origin.initialFrequency,
      "0 to 1 (exclusive)")
  }

  private func validate(_ path: SweepPath) throws(CoalescentError) {
    let points = path.points
    try check(points.count >= 2, "points of the trajectory", Double(points.count), "2 or more")
    try check(
      points[0].frequency > 0, "first frequency of the trajectory", points[0].frequency, "above 0")
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
