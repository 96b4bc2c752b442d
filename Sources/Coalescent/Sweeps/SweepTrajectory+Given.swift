import Demography

extension SweepTrajectory {
  /// Follows a path that the user gave, linear between its points; false if the sizes do not reach back to its start.
  mutating func follow(_ given: SweepPath, _ sizes: SizePath) -> Bool {
    removeAll()
    var piece = 0
    for (recent, older) in zip(given.points, given.points.dropFirst()) {
      let slope = (older.frequency - recent.frequency) / (older.time - recent.time)
      var time = recent.time
      while time < older.time {
        while time >= sizes.pieces[piece].end {
          piece += 1
          if piece == sizes.pieces.count { return false }
        }
        let current = sizes.pieces[piece]
        let size = current.size(at: time)
        let x = Self.inside(recent.frequency + slope * (time - recent.time), size)
        // Steps in which neither the frequency nor the time, in 2N generations, changes much.
        let distance = min(x, 1 - x)
        let change = slope == 0 ? Double.infinity : max(0.05 * distance, 0.1 / size) / abs(slope)
        let end = min(time + min(change, 0.05 * size), older.time, current.end)
        let next = Self.inside(recent.frequency + slope * (end - recent.time), size)
        append(from: x, to: next, step: (end - time) / (2 * size), size: size, interval: current.interval)
        time = end
      }
    }
    finalFrequency = given.points.first?.frequency ?? 1
    originTime = given.points.last?.time ?? 0
    originFrequency = given.points.last?.frequency ?? 0
    return true
  }

  /// `frequency`, kept half an individual away from loss and fixation.
  private static func inside(_ frequency: Double, _ size: Double) -> Double {
    min(max(frequency, 0.25 / size), 1 - 0.25 / size)
  }

  /// The path as points, the most recent first: the end of the sweep, the middle of each step, the origin.
  var points: SweepPath {
    var points = [SweepPath.Point(time: startTime, frequency: finalFrequency)]
    points.reserveCapacity(steps.count + 2)
    var time = startTime
    for step in steps {
      points.append(SweepPath.Point(time: time + 0.5 * step.duration, frequency: step.frequency))
      time += step.duration
    }
    points.append(SweepPath.Point(time: originTime, frequency: originFrequency))
    return SweepPath(points)
  }
}
