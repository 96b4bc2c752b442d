import Demography
import Groundwork

/// Paths that are drawn forwards in time, from a given onset of selection.
extension SweepTrajectory {
  /// Draws the path from `onset` to fixation or to the end of the sweep, whichever comes first, given that the allele is not
  /// lost before; then, for an allele that arose by mutation and stood at its initial frequency, its neutral past.
  ///
  /// Forwards the diffusion needs no condition but that, so lost paths are simply refused, under any sizes and any
  /// dominance. A path from one copy that is lost has some ten steps.
  mutating func drawForwards(
    _ sweep: Sweep, from onset: Double, _ path: SizePath, stream: inout RandomStream
  ) -> Outcome {
    guard let first = path.pieces.lastIndex(where: { $0.start <= onset }), path.pieces[first].end > onset else {
      return .tooOld
    }
    repeat {
      if proposals == Self.mostProposals { return .exhausted }
      proposals += 1
      removeAll()
    } while !rise(sweep, from: onset, piece: first, path, stream: &stream)
    reverse()
    originTime = onset
    if sweep.initialFrequency == 0 || sweep.source != nil { return .found }
    let count = steps.count
    let start = Start(time: onset, frequency: sweep.initialFrequency, piece: first, isSelected: false)
    let weight = SweepWeight(neutralThrough: path.pieces[first...], from: onset)
    while true {
      guard let found = descend(sweep, path, from: start, weight, stream: &stream) else { return .tooOld }
      if accepts(found, weight, stream: &stream) { return .found }
      if proposals == Self.mostProposals { return .exhausted }
      proposals += 1
      removeAll(behind: count)
    }
  }

  /// Appends the steps of one path, the oldest first; false if the allele was lost.
  ///
  /// Below one copy, and above all but one, an allele is lost (fixed) or has one copy (lacks one), as often as keeps its mean
  /// frequency.
  private mutating func rise(
    _ sweep: Sweep, from onset: Double, piece first: Int, _ path: SizePath, stream: inout RandomStream
  ) -> Bool {
    var time = onset
    var index = first
    var x = max(sweep.initialFrequency, 0.5 / path.pieces[first].size(at: onset))
    originFrequency = x
    while time > sweep.fixationTime {
      while time <= path.pieces[index].start && index > 0 { index -= 1 }
      let piece = path.pieces[index]
      let end = max(piece.start, sweep.fixationTime)
      var size = piece.size(at: time)
      var step = stepLength(x, size: size, sweep, isSelected: true)
      if piece.size.change != .constant { (step, size) = Self.evenStep(step, size, piece, at: time, direction: -1) }
      let reachesEnd = time - step * 2 * size <= end
      if reachesEnd { step = (time - end) / (2 * size) }
      let drift = SweepDrift(rising: x, alpha: 2 * size * sweep.selectionCoefficient, dominance: sweep.dominance)
      var next = Self.advance(x, by: step, drift, stream: &stream)
      time = reachesEnd ? end : time - step * 2 * size
      let copy = 0.5 / size
      if next < copy {
        if stream.uniform() * copy >= next { return false }
        next = copy
      }
      let isFixed = 1 - next < copy && stream.uniform() * copy >= 1 - next
      next = min(next, 1 - copy)
      append(from: x, to: next, step: step, size: size, interval: piece.interval)
      x = next
      startTime = time
      startPopulation = piece.population
      isComplete = isFixed
      if isFixed { break }
    }
    finalFrequency = x
    return true
  }
}
