import Demography
import Groundwork

/// The path of a selected allele's frequency, in steps of adaptive length: backwards from fixation to its origin, or forwards
/// from a given onset of selection (`drawForwards`).
///
/// The time reversal of the diffusion conditioned on fixation is the diffusion conditioned on loss, so 1 - x is run
/// "forwards to fixation": dy = 2Ns y(1-y) coth(2Ns y) dt + sqrt(y(1-y)) dW, t in 2N generations (Coop & Griffiths 2004,
/// doi:10.1016/j.tpb.2004.06.006). Below the frequency where selection began the drift is -x dt: neutral, conditioned on
/// loss (Przeworski et al. 2005, doi:10.1111/j.0014-3820.2005.tb00941.x). With dominance the same holds for its own drift
/// (``SweepDrift``). While sizes change, a path is drawn by the sizes of the moment and accepted in proportion to how much
/// likelier it is (``SweepWeight``), so accepted paths are exact. Steps shrink with the distance to the nearer
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
  /// Generations ago where the path begins, looking backwards.
  var startTime = 0.0
  /// The population of the sweep there.
  var startPopulation = 0
  /// True if the allele was fixed there.
  var isComplete = true
  /// Generations ago when the allele arose.
  var originTime = 0.0
  /// The frequency at the most recent end of the path.
  var finalFrequency = 1.0
  /// The frequency at the older end of the path.
  var originFrequency = 0.0
  /// Paths drawn until one was accepted.
  var proposals = 0
  /// Steps are this many times shorter than they have to be.
  var refinement = 1.0

  /// Paths drawn at most.
  static let mostProposals = 1_000_000

  /// How the search for a path ended.
  enum Outcome {
    case found
    /// The population sizes do not reach back to its beginning.
    case tooOld
    /// ``mostProposals`` paths were refused.
    case exhausted
  }

  init() {}

  /// Finds the path of `sweep` through the population sizes `path`.
  mutating func draw(_ sweep: Sweep, _ path: SizePath, stream: inout RandomStream) -> Outcome {
    proposals = 0
    startTime = sweep.course.end
    startPopulation = sweep.population
    isComplete = sweep.course.finalFrequency >= 1
    switch sweep.course {
    case .given(let given):
      return follow(given, path) ? .found : .tooOld
    case .onset(let ago, let until, let selection):
      return drawForwards(SelectedAllele(selection, sweep.origin), from: ago, until: until, path, stream: &stream)
    case .ended(let ago, let frequency, let selection):
      return drawBackwards(
        SelectedAllele(selection, sweep.origin), from: frequency, at: ago, path, stream: &stream)
    }
  }

  /// Draws the path of `allele` backwards from `frequency`, where it was at `time`.
  private mutating func drawBackwards(
    _ allele: SelectedAllele, from frequency: Double, at time: Double, _ path: SizePath, stream: inout RandomStream
  ) -> Outcome {
    let weight = SweepWeight(allele, path, from: time)
    let size = path.pieces[0].size(at: time)
    let start = Start(time: time, frequency: min(frequency, 1 - 1 / (2 * size)), piece: 0)
    finalFrequency = start.frequency
    while proposals < Self.mostProposals {
      proposals += 1
      removeAll()
      let share = Self.drawShare(weight, stream: &stream)
      guard let found = descend(allele, path, from: start, weight, above: share, stream: &stream) else {
        return .tooOld
      }
      if found >= weight.bound + share { return .found }
    }
    return .exhausted
  }

  /// The logarithm of the share of the largest weight that a path must have to be accepted: of a uniform number.
  static func drawShare(_ weight: SweepWeight, stream: inout RandomStream) -> Double {
    weight.isEven ? -.infinity : PortableMath.log(stream.uniform())
  }

  /// Forgets the steps.
  mutating func removeAll() { steps.removeAll(keepingCapacity: true) }

  /// Forgets all steps but the first `count`.
  mutating func removeAll(behind count: Int) { steps.removeLast(steps.count - count) }

  /// Turns the order of the steps around.
  mutating func reverse() { steps.reverse() }

  /// Where a path, or its neutral part, begins, looking backwards.
  struct Start {
    var time: Double
    var frequency: Double
    var piece: Int
    var isSelected = true
  }

  /// Appends one path, backwards from `start`; returns the logarithm of its weight, nil if the sizes do not reach back to
  /// its origin. Gives up as soon as the rest of the path cannot lift the weight to the `share` of the bound that it must
  /// have: what is still to come is at most the bound.
  mutating func descend(
    _ allele: SelectedAllele, _ path: SizePath, from start: Start, _ weight: SweepWeight, above share: Double,
    stream: inout RandomStream
  ) -> Double? {
    var time = start.time
    var index = start.piece
    var size = path.pieces[index].size(at: time)
    var x = start.frequency
    var isSelected = start.isSelected
    var logWeight = 0.0
    // An allele that enters from another population does so at its initial frequency.
    let lowest = allele.isFromPulse ? allele.initialFrequency : 0
    while x > max(1 / (2 * size), lowest) {
      let piece = path.pieces[index]
      let newer = size
      size = piece.size(at: time)
      var step = stepLength(x, size: size, allele, isSelected: isSelected && x > allele.initialFrequency)
      if piece.size.change != .constant { (step, size) = Self.evenStep(step, size, piece, at: time, direction: 1) }
      if isSelected {
        if !weight.isEven {
          logWeight += weight.change(at: x, from: newer, to: size)
          if logWeight < share { return -.infinity }
        }
        if x <= allele.initialFrequency {
          isSelected = false
          if !weight.isEven { logWeight += weight.entry(at: x, size: size) }
        }
      }
      var reachesEnd = time + step * 2 * size >= piece.end
      if reachesEnd { step = (piece.end - time) / (2 * size) }
      let drift =
        isSelected
        ? SweepDrift(at: x, alpha: 2 * size * allele.selectionCoefficient, dominance: allele.dominance)
        : SweepDrift(neutralAt: x)
      // A step never leaves the open interval: at a boundary it stops half an individual inside.
      var next = min(max(Self.advance(x, by: step, drift, stream: &stream), 0.25 / size), 1 - 0.25 / size)
      if isSelected && next < allele.initialFrequency {
        // The neutral past begins at that frequency and not below it.
        step *= (x - allele.initialFrequency) / (x - next)
        next = allele.initialFrequency
        reachesEnd = false
      }
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
    if weight.isEven { return 0 }
    if isSelected && (allele.isFromPulse || allele.initialFrequency > 0) {
      logWeight += weight.entry(at: x, size: size)
    }
    return allele.isFromPulse ? logWeight : logWeight + PortableMath.log(size)
  }

  /// The step at frequency `x`, in 2N generations.
  @inline(__always)
  func stepLength(_ x: Double, size: Double, _ allele: SelectedAllele, isSelected: Bool) -> Double {
    let distance = min(x, 1 - x) / refinement
    let h = allele.dominance
    return isSelected
      ? min(0.1 * distance, 0.05 / refinement / (2 * max(h, 1 - h) * (2 * size * allele.selectionCoefficient)))
      : 0.05 * distance
  }

  /// A step in which a changing size changes by 10 % at most, and the size in its middle; `direction` is 1 backwards in time
  /// and -1 forwards.
  static func evenStep(
    _ step: Double, _ size: Double, _ piece: SizePath.Piece, at time: Double, direction: Double
  ) -> (step: Double, size: Double) {
    let rate: Double
    switch piece.size.change {
    case .constant: return (step, size)
    case .exponential(let perGeneration): rate = abs(perGeneration)
    case .linear(let slope): rate = abs(slope) / size
    }
    let even = min(step, 0.1 / (rate * 2 * size))
    let middle = min(max(time + direction * even * size, piece.start), piece.end)
    return (even, piece.size(at: middle))
  }

  /// The frequency one step on, by the simplified scheme of weak order 2 (Kloeden & Platen 1992, section 14.2)
  /// with a three-point draw in place of a normal one.
  @inline(__always)
  static func advance(_ x: Double, by h: Double, _ drift: SweepDrift, stream: inout RandomStream) -> Double {
    let variance = x * (1 - x)
    let deviation = variance.squareRoot()
    let noise = threePoint(stream.next()) * (3 * h).squareRoot()
    let skew = 1 - 2 * x
    let mixed = drift.slope * deviation + (drift.value * skew - 0.25) / (2 * deviation)
    let second = drift.value * drift.slope + 0.5 * drift.curvature * variance
    return x + drift.value * h + deviation * noise + 0.25 * skew * (noise * noise - h) + 0.5 * mixed * noise * h
      + 0.5 * second * h * h
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
