import Demography
import Groundwork

/// The path of a selected allele's frequency, backwards from fixation to its origin, in steps of adaptive length.
///
/// The time reversal of the diffusion conditioned on fixation is the diffusion conditioned on loss, so 1 - x is run
/// "forwards to fixation": dy = 2Ns y(1-y) coth(2Ns y) dt + sqrt(y(1-y)) dW, t in 2N generations (Coop & Griffiths 2004,
/// doi:10.1016/j.tpb.2004.06.006). Below the frequency where selection began the drift is -x dt: neutral, conditioned on
/// loss (Przeworski et al. 2005, doi:10.1111/j.0014-3820.2005.tb00941.x). With dominance the same holds for its own drift (``SweepDrift``). While sizes
/// change, the condition is that of a constant size equal to the one of the moment: an approximation, whose error is
/// small where the size changes little while the allele is rare. Steps shrink with the distance to the nearer
/// boundary and with the strength of selection, so their number hardly grows with N.
struct SweepTrajectory: ~Copyable {
  /// One step: durations in generations, and the pair coalescence hazards integrated over the step.
  struct Step: BitwiseCopyable {
    var duration: Double
    /// Hazard for one pair of lineages with the selected allele: the integral of 1/(2N x).
    var selectedPairHazard: Double
    /// Hazard for one pair on the ancestral background: the integral of 1/(2N (1-x)).
    var ancestralPairHazard: Double
    /// The integral of (1 - x) / x in generations: how often one lineage with the selected allele is a new mutant, for a
    /// mutation rate of 1.
    var mutantHazard: Double
    /// The frequency in the middle of the step.
    var frequency: Double
    /// The interval of the demographic model.
    var interval: Int
  }

  /// The steps, most recent first.
  private(set) var steps: [Step] = []
  /// Generations ago when the allele arose.
  var originTime = 0.0
  /// The frequency at the most recent end of the path.
  var finalFrequency = 1.0
  /// The frequency at the older end of the path.
  var originFrequency = 0.0
  /// Paths drawn until one was accepted.
  private(set) var proposals = 0

  init() {}

  /// Finds the path of `sweep` through the population sizes `path`. An origin at a time of size N is kept with probability
  /// N / (largest N): more individuals are more chances for the mutation to arise. False if the path ended first.
  mutating func draw(_ sweep: Sweep, _ path: SizePath, stream: inout RandomStream) -> Bool {
    proposals = 0
    if let given = sweep.trajectory { return follow(given, path) }
    let largest = path.pieces.reduce(0) { max($0, $1.largest(from: sweep.fixationTime)) }
    while true {
      proposals += 1
      guard let originSize = propose(sweep, path, stream: &stream) else { return false }
      if originSize >= largest || stream.uniform() * largest < originSize { return true }
    }
  }

  /// Forgets the steps.
  mutating func removeAll() { steps.removeAll(keepingCapacity: true) }

  /// Draws one path; returns the population size at its origin, nil if the sizes do not reach back to it.
  private mutating func propose(_ sweep: Sweep, _ path: SizePath, stream: inout RandomStream) -> Double? {
    removeAll()
    var time = sweep.fixationTime
    var index = 0
    var size = path.pieces[0].size(at: time)
    var x = min(sweep.finalFrequency, 1 - 1 / (2 * size))
    finalFrequency = x
    var isSelected = true
    // An allele that enters from another population does so at its initial frequency.
    let lowest = sweep.source == nil ? 0 : sweep.initialFrequency
    while x > max(1 / (2 * size), lowest) {
      let piece = path.pieces[index]
      size = piece.size(at: time)
      if isSelected && x <= sweep.initialFrequency { isSelected = false }
      let alpha = 2 * size * sweep.selectionCoefficient
      var step = Self.stepLength(x, alpha: alpha, dominance: sweep.dominance, isSelected: isSelected)
      let reachesEnd = time + step * 2 * size >= piece.end
      if reachesEnd { step = (piece.end - time) / (2 * size) }
      let drift =
        isSelected ? SweepDrift(at: x, alpha: alpha, dominance: sweep.dominance) : SweepDrift(neutralAt: x)
      let next = Self.advance(x, by: step, drift, size: size, stream: &stream)
      append(from: x, to: next, step: step, size: size, interval: piece.interval)
      x = next
      if reachesEnd {
        time = piece.end
        index += 1
        if index == path.pieces.count { return nil }
      } else {
        time += step * 2 * size
      }
    }
    originTime = time
    originFrequency = x
    return size
  }

  /// The step at frequency `x`, in 2N generations.
  @inline(__always)
  private static func stepLength(_ x: Double, alpha: Double, dominance: Double, isSelected: Bool) -> Double {
    let distance = min(x, 1 - x)
    return isSelected
      ? min(0.1 * distance, 0.05 / (2 * max(dominance, 1 - dominance) * alpha)) : 0.05 * distance
  }

  /// The frequency one step further back, by the simplified scheme of weak order 2 (Kloeden & Platen 1992, section 14.2)
  /// with a three-point draw in place of a normal one.
  @inline(__always)
  private static func advance(
    _ x: Double, by h: Double, _ drift: SweepDrift, size: Double, stream: inout RandomStream
  ) -> Double {
    let variance = x * (1 - x)
    let deviation = variance.squareRoot()
    let noise = threePoint(stream.next()) * (3 * h).squareRoot()
    let skew = 1 - 2 * x
    let mixed = drift.slope * deviation + (drift.value * skew - 0.25) / (2 * deviation)
    let second = drift.value * drift.slope + 0.5 * drift.curvature * variance
    let next =
      x + drift.value * h + deviation * noise + 0.25 * skew * (noise * noise - h) + 0.5 * mixed * noise * h
      + 0.5 * second * h * h
    // A step never leaves the open interval: at a boundary it stops half an individual inside.
    return min(max(next, 0.25 / size), 1 - 0.25 / size)
  }

  /// 1, -1 or 0 with probabilities 1/6, 1/6 and 2/3.
  @inline(__always)
  private static func threePoint(_ bits: UInt64) -> Double {
    bits < 3_074_457_345_618_258_602 ? 1 : (bits < 6_148_914_691_236_517_205 ? -1 : 0)
  }

  /// Records a step; hazards by the trapezoidal rule over its two ends.
  @inline(__always)
  mutating func append(from x: Double, to next: Double, step: Double, size: Double, interval: Int) {
    let inverse = 0.5 * (1 / x + 1 / next)
    steps.append(
      Step(
        duration: step * 2 * size,
        selectedPairHazard: step * inverse,
        ancestralPairHazard: step * 0.5 * (1 / (1 - x) + 1 / (1 - next)),
        mutantHazard: step * 2 * size * (inverse - 1), frequency: 0.5 * (x + next), interval: interval))
  }
}
