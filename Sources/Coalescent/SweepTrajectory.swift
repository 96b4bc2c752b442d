import Demography
import Groundwork

/// The path of a selected allele's frequency, backwards from fixation to its origin, in steps of adaptive length.
///
/// The time reversal of the diffusion conditioned on fixation is the diffusion conditioned on loss, so 1 - x is run
/// "forwards to fixation": dy = 2Ns y(1-y) coth(2Ns y) dt + sqrt(y(1-y)) dW, t in 2N generations (Coop & Griffiths 2004,
/// doi:10.1016/j.tpb.2004.06.006). Below the frequency where selection began the drift is -x dt: neutral, conditioned on
/// loss (Przeworski et al. 2005, doi:10.1111/j.0014-3820.2005.tb00941.x). Steps shrink with the distance to the nearer
/// boundary and with the strength of selection, so their number hardly grows with N.
struct SweepTrajectory: ~Copyable {
  /// One step: durations in generations, and the pair coalescence hazards integrated over the step.
  struct Step: BitwiseCopyable {
    var duration: Double
    /// Hazard for one pair of lineages with the selected allele: the integral of 1/(2N x).
    var selectedPairHazard: Double
    /// Hazard for one pair on the ancestral background: the integral of 1/(2N (1-x)).
    var ancestralPairHazard: Double
    /// The frequency in the middle of the step.
    var frequency: Double
    /// The interval of the demographic model.
    var interval: Int
  }

  /// The steps, most recent first.
  private(set) var steps: [Step] = []
  /// Generations ago when the allele arose.
  private(set) var originTime = 0.0
  /// Paths drawn until one was accepted.
  private(set) var proposals = 0

  init() {}

  /// Draws the path of `sweep` through the population sizes `path`. An origin at a time of size N is kept with probability
  /// N / (largest N): more individuals are more chances for the mutation to arise. False if the path ended first.
  mutating func draw(_ sweep: Sweep, _ path: SizePath, stream: inout RandomStream) -> Bool {
    proposals = 0
    let largest = path.pieces.reduce(0) { max($0, $1.largest(from: sweep.fixationTime)) }
    while true {
      proposals += 1
      guard let originSize = propose(sweep, path, stream: &stream) else { return false }
      if originSize >= largest || stream.uniform() * largest < originSize { return true }
    }
  }

  /// Draws one path; returns the population size at its origin, nil if the sizes do not reach back to it.
  private mutating func propose(_ sweep: Sweep, _ path: SizePath, stream: inout RandomStream) -> Double? {
    steps.removeAll(keepingCapacity: true)
    var time = sweep.fixationTime
    var index = 0
    var size = path.pieces[0].size(at: time)
    var x = min(sweep.finalFrequency, 1 - 1 / (2 * size))
    var isSelected = true
    while x > 1 / (2 * size) {
      let piece = path.pieces[index]
      size = piece.size(at: time)
      if isSelected && x <= sweep.initialFrequency { isSelected = false }
      let alpha = 2 * size * sweep.selectionCoefficient
      var step = Self.stepLength(x, alpha: alpha, isSelected: isSelected)
      let reachesEnd = time + step * 2 * size >= piece.end
      if reachesEnd { step = (piece.end - time) / (2 * size) }
      let next = Self.advance(x, by: step, alpha: alpha, isSelected: isSelected, size: size, stream: &stream)
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
    return size
  }

  /// The step at frequency `x`, in 2N generations.
  @inline(__always)
  private static func stepLength(_ x: Double, alpha: Double, isSelected: Bool) -> Double {
    let distance = min(x, 1 - x)
    return isSelected ? min(0.1 * distance, 0.05 / alpha) : 0.05 * distance
  }

  /// The frequency one step further back, by the simplified scheme of weak order 2 (Kloeden & Platen 1992, section 14.2)
  /// with a three-point draw in place of a normal one.
  @inline(__always)
  private static func advance(
    _ x: Double, by h: Double, alpha: Double, isSelected: Bool, size: Double, stream: inout RandomStream
  ) -> Double {
    let drift = isSelected ? Drift(selectedAt: 1 - x, alpha: alpha) : Drift(value: -x, slope: -1, curvature: 0)
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

  /// The drift of x and its first two derivatives in x.
  private struct Drift {
    let value: Double
    let slope: Double
    let curvature: Double

    init(value: Double, slope: Double, curvature: Double) {
      self.value = value
      self.slope = slope
      self.curvature = curvature
    }

    /// The drift -y (1-y) alpha coth(alpha y) of x, y = 1 - x. With g = z coth z, z = alpha y, y moves by (1-y) g.
    @inline(__always)
    init(selectedAt y: Double, alpha: Double) {
      let z = alpha * y
      var g = z
      var g1 = 1.0
      var g2 = 0.0
      if z < 0.02 {
        g = 1 + z * z / 3
        g1 = 2 * z / 3
        g2 = 2.0 / 3
      } else if z < 20 {
        let e = PortableMath.exp(-2 * z)
        let coth = (1 + e) / (1 - e)
        let inverseSinhSquared = 4 * e / ((1 - e) * (1 - e))
        g = z * coth
        g1 = coth - z * inverseSinhSquared
        g2 = 2 * (g - 1) * inverseSinhSquared
      }
      // dx = -dy, so odd derivatives in x keep the sign of those in y and even ones change it.
      value = -(1 - y) * g
      slope = -g + (1 - y) * alpha * g1
      curvature = -(-2 * alpha * g1 + (1 - y) * alpha * alpha * g2)
    }
  }

  /// Records a step; hazards by the trapezoidal rule over its two ends.
  @inline(__always)
  private mutating func append(from x: Double, to next: Double, step: Double, size: Double, interval: Int) {
    steps.append(
      Step(
        duration: step * 2 * size,
        selectedPairHazard: step * 0.5 * (1 / x + 1 / next),
        ancestralPairHazard: step * 0.5 * (1 / (1 - x) + 1 / (1 - next)),
        frequency: 0.5 * (x + next), interval: interval))
  }
}
