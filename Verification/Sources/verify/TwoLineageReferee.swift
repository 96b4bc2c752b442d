import Groundwork

/// pi / pi0 beside a completed sweep from the structured coalescent of two lineages, solved exactly along each of many
/// trajectories of the selected allele.
///
/// Independent of the simulator: Euler steps of fixed length 1/(40N) in 2N generations with two-point noise, and the
/// probabilities of the three states (both lineages on the selected background, one, none) advanced by each step's
/// exact recombination matrix and coalescence factors.
struct TwoLineageReferee {
  /// 2Ns.
  let alpha: Double
  /// The frequency at which selection began; 0: a hard sweep.
  let initialFrequency: Double
  let size = 10_000.0
  let trajectories: Int

  /// The mean and its standard error over the trajectories at each scaled distance 4Nr from the site, just fixed.
  func diversity(at distances: [Double], seed: UInt64) -> [(mean: Double, error: Double)] {
    var samples = [[Double]](repeating: [], count: distances.count)
    for trajectory in 0..<trajectories {
      var stream = RandomStream(seed: seed, replicate: UInt64(trajectory), purpose: .trajectory)
      for (index, value) in onePath(distances, stream: &stream).enumerated() { samples[index].append(value) }
    }
    return samples.map {
      let m = TwoSample.meanAndVariance($0)
      return (m.mean, (m.variance / Double($0.count)).squareRoot())
    }
  }

  /// The states of two lineages at one distance, and the expected time in them so far.
  private struct State {
    var both = 1.0
    var one = 0.0
    var none = 0.0
    var time = 0.0
  }

  private func onePath(_ distances: [Double], stream: inout RandomStream) -> [Double] {
    let step = 1 / (40 * size)
    let switching = distances.map { 1 - PortableMath.exp(-$0 / 2 * step) }
    var states = [State](repeating: State(), count: distances.count)
    var x = 1 - 1 / (2 * size)
    var isSelected = true
    while true {
      if isSelected && x <= initialFrequency { isSelected = false }
      x = next(x, step: step, isSelected: isSelected, bit: stream.next() >> 63)
      if x <= 1 / (2 * size) { break }
      let selectedFactor = PortableMath.exp(-step / x)
      let ancestralFactor = PortableMath.exp(-step / (1 - x))
      for index in states.indices {
        let leave = (1 - x) * switching[index]
        let enter = x * switching[index]
        var s = states[index]
        s.time += (s.both + s.one + s.none) * step
        let both = s.both * (1 - leave) * (1 - leave) + s.one * (1 - leave) * enter + s.none * enter * enter
        let none = s.both * leave * leave + s.one * leave * (1 - enter) + s.none * (1 - enter) * (1 - enter)
        s.one =
          2 * s.both * leave * (1 - leave) + s.one * ((1 - leave) * (1 - enter) + leave * enter)
          + 2 * s.none * enter * (1 - enter)
        s.both = both * selectedFactor
        s.none = none * ancestralFactor
        states[index] = s
      }
    }
    // Two carriers share the origin; the others go on for one more unit of 2N generations on average.
    return states.map { $0.time + $0.one + $0.none }
  }

  /// One Euler step back: 1 - x is the diffusion conditioned on fixation; below the initial frequency, x drifts to loss.
  private func next(_ x: Double, step: Double, isSelected: Bool, bit: UInt64) -> Double {
    let variance = x * (1 - x)
    var drift = -x
    if isSelected {
      let z = alpha * (1 - x)
      let e = PortableMath.exp(-2 * z)
      drift = -alpha * variance * (1 + e) / (1 - e)
    }
    let noise = (variance * step).squareRoot()
    let moved = x + drift * step + (bit == 1 ? noise : -noise)
    return min(moved, 1 - 0.1 / size)
  }
}
