import Demography
import Groundwork

/// Paths that are drawn forwards in time, from a given onset of selection.
extension SweepTrajectory {
  /// Draws the path from `onset` to fixation or to `end` generations ago, whichever comes first, given that the allele is
  /// not lost before; then, for an allele that arose by mutation and stood at its initial frequency, its neutral past.
  ///
  /// Forwards the diffusion needs no condition but that, so lost paths are simply refused, under any sizes and any
  /// dominance. A path from one copy that is lost has some ten steps.
  mutating func drawForwards(
    _ allele: SelectedAllele, from onset: Double, until end: Double, _ path: SizePath, stream: inout RandomStream
  ) -> Outcome {
    guard let first = path.pieces.lastIndex(where: { $0.start <= onset }), path.pieces[first].end > onset else {
      return .tooOld
    }
    repeat {
      if proposals == Self.mostProposals { return .exhausted }
      proposals += 1
      removeAll()
    } while !rise(allele, from: onset, until: end, piece: first, path, stream: &stream)
    reverse()
    originTime = onset
    if allele.initialFrequency == 0 || allele.isFromPulse { return .found }
    let count = steps.count
    let start = Start(time: onset, frequency: allele.initialFrequency, piece: first, isSelected: false)
    let weight = SweepWeight(neutralThrough: path.pieces[first...], from: onset)
    while true {
      let share = Self.drawShare(weight, stream: &stream)
      guard let found = descend(allele, path, from: start, weight, above: share, stream: &stream) else {
        return .tooOld
      }
      if found >= weight.bound + share { return .found }
      if proposals == Self.mostProposals { return .exhausted }
      proposals += 1
      removeAll(behind: count)
    }
  }

  /// Appends the steps of one path, the oldest first; false if the allele was lost.
  ///
  /// Below one copy an allele is lost or comes back to one copy, above all but one it is fixed or comes back to all but one, with
  /// the probability that the diffusion has for it (there neutral) and at once.
  private mutating func rise(
    _ allele: SelectedAllele, from onset: Double, until end: Double, piece first: Int, _ path: SizePath,
    stream: inout RandomStream
  ) -> Bool {
    var time = onset
    var index = first
    var x = max(allele.initialFrequency, 0.5 / path.pieces[first].size(at: onset))
    originFrequency = x
    while time > end {
      while time <= path.pieces[index].start && index > 0 { index -= 1 }
      let piece = path.pieces[index]
      let stop = max(piece.start, end)
      var size = piece.size(at: time)
      var step = stepLength(x, size: size, allele, isSelected: true)
      if piece.size.change != .constant { (step, size) = Self.evenStep(step, size, piece, at: time, direction: -1) }
      let reachesStop = time - step * 2 * size <= stop
      if reachesStop { step = (time - stop) / (2 * size) }
      let drift = SweepDrift(rising: x, alpha: 2 * size * allele.selectionCoefficient, dominance: allele.dominance)
      var next = Self.advance(x, by: step, drift, stream: &stream)
      time = reachesStop ? stop : time - step * 2 * size
      let copy = 0.5 / size
      if next < copy {
        if stream.uniform() >= Self.ascent(from: next, to: copy, alpha: 2 * size * allele.selectionCoefficient, allele)
        {
          return false
        }
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

  /// The probability of an allele at frequency `x` to reach `higher` before it is lost.
  private static func ascent(from x: Double, to higher: Double, alpha: Double, _ allele: SelectedAllele) -> Double {
    SweepDrift.scaleIntegral(from: 0, to: max(x, 0), alpha: alpha, dominance: allele.dominance)
      / SweepDrift.scaleIntegral(from: 0, to: higher, alpha: alpha, dominance: allele.dominance)
  }
}
