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
  }

  /// The steps, most recent first.
  private(set) var steps: [Step] = []
  /// Generations ago when the allele arose.
  private(set) var originTime = 0.0
  /// Paths drawn until one was accepted.
  private(set) var proposals = 0
  /// The largest step relative to the distance from the nearer boundary; the step-size test halves it.
  var fineness = 1.0

  init() {}

  /// Draws the path of `sweep`. An origin in an epoch of size N is kept with probability N / (largest N): more
  /// individuals are more chances for the mutation to arise.
  mutating func draw(_ sweep: Sweep, _ demography: DemographicModel, stream: inout RandomStream) {
    proposals = 0
    let first = demography.epochIndex(at: sweep.fixationTime)
    let largest = demography.epochs[first...].reduce(0) { max($0, $1.size) }
    while true {
      proposals += 1
      let originSize = propose(sweep, demography, stream: &stream)
      if originSize >= largest || stream.uniform() * largest < originSize { return }
    }
  }

  /// Draws one path; returns the population size at its origin.
  private mutating func propose(
    _ sweep: Sweep, _ demography: DemographicModel, stream: inout RandomStream
  ) -> Double {
    steps.removeAll(keepingCapacity: true)
    var time = sweep.fixationTime
    var epoch = demography.epochIndex(at: time)
    var size = demography.epochs[epoch].size
    var x = 1 - 1 / (2 * size)
    var isSelected = true
    while x > 1 / (2 * size) {
      if isSelected && x <= sweep.initialFrequency { isSelected = false }
      let alpha = 2 * size * sweep.selectionCoefficient
      var step = Self.stepLength(x, alpha: alpha, isSelected: isSelected) * fineness
      let epochEnd = epoch + 1 < demography.epochs.count ? demography.epochs[epoch + 1].start : .infinity
      let reachesEnd = time + step * 2 * size >= epochEnd
      if reachesEnd { step = (epochEnd - time) / (2 * size) }
      let next = Self.advance(x, by: step, alpha: alpha, isSelected: isSelected, size: size, stream: &stream)
      append(from: x, to: next, step: step, size: size)
      x = next
      if reachesEnd {
        time = epochEnd
        epoch += 1
        size = demography.epochs[epoch].size
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

  /// The frequency one step further back: drift plus or minus one standard deviation.
  @inline(__always)
  private static func advance(
    _ x: Double, by step: Double, alpha: Double, isSelected: Bool, size: Double, stream: inout RandomStream
  ) -> Double {
    let variance = x * (1 - x)
    let deviation = (variance * step).squareRoot()
    let noise = stream.next() >> 63 == 0 ? deviation : -deviation
    let drift = isSelected ? -variance * alphaCoth(alpha, 1 - x) : -x
    let next = x + drift * step + noise
    // A step never leaves the open interval: at a boundary it stops half an individual inside.
    return min(max(next, 0.25 / size), 1 - 0.25 / size)
  }

  /// alpha coth(alpha y), with its limit 1/y where alpha y vanishes.
  @inline(__always)
  private static func alphaCoth(_ alpha: Double, _ y: Double) -> Double {
    let z = alpha * y
    if z > 20 { return alpha }
    if z < 1e-3 { return (1 + z * z / 3) / y }
    let e = PortableMath.exp(-2 * z)
    return alpha * (1 + e) / (1 - e)
  }

  /// Records a step; hazards by the trapezoidal rule over its two ends.
  @inline(__always)
  private mutating func append(from x: Double, to next: Double, step: Double, size: Double) {
    steps.append(
      Step(
        duration: step * 2 * size,
        selectedPairHazard: step * 0.5 * (1 / x + 1 / next),
        ancestralPairHazard: step * 0.5 * (1 / (1 - x) + 1 / (1 - next)),
        frequency: 0.5 * (x + next)))
  }
}
