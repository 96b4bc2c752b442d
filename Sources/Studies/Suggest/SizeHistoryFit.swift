import Coalescent
import Demography
import Groundwork

/// A history of population sizes that explains the folded spectrum of the observed blocks about as well as it can be.
///
/// Histories of one, two and three epochs are fitted by composite likelihood. Each block counts as one independent site:
/// its sites share few trees. Sizes that differ threefold from one epoch to the next are a standard deviation away a
/// priori, as many histories explain a spectrum equally well. A further epoch is taken if it makes the blocks more likely
/// by more than three standard errors over blocks.
package struct SizeHistoryFit: Sendable {
  /// The epochs, most recent first, in generations and diploid individuals. Sizes relative to each other, and times in units
  /// of 2N, do not depend on the mutation rate.
  package let epochs: [DemographicModel.Epoch]
  /// The standard deviations of the logarithms of the sizes, and of the times at which they change, over fits of as many epochs to blocks
  /// drawn again.
  package let spread: (sizes: [Double], times: [Double])

  /// The most epochs that are tried.
  static let mostEpochs = 3
  private static let mostStandardErrors = 3.0
  private static let bootstraps = 20

  /// The fit to `spectra`: for each block, the expected number of sites with 1, 2, ... n/2 minor alleles in samples of
  /// `sampleSize`; `bases` accessible bases in all, `mutationRate` per base and generation. Sites with fewer than `first` minor alleles
  /// are not looked at: a filter may have taken them.
  package init(_ spectra: [[Double]], sampleSize: Int, from first: Int = 1, bases: Double, mutationRate: Double) {
    let theory = FoldedTheory(spectrum: ExpectedSpectrum(sampleSize: sampleSize), first: first)
    let spectra = spectra.map { Array($0[(first - 1)...]) }
    let total = spectra.reduce(into: [Double](repeating: 0, count: sampleSize / 2 - first + 1)) { sum, block in
      for index in sum.indices { sum[index] += block[index] }
    }
    var chosen = Shape(sizes: [1], times: [])
    var scores = Self.blockScores(chosen, spectra, theory)
    for count in stride(from: 2, through: Self.mostEpochs, by: 1) {
      let shape = Self.best(count, total, blocks: spectra.count, theory)
      let next = Self.blockScores(shape, spectra, theory)
      let gains = zip(next, scores).map { $0 - $1 }
      let sum = gains.reduce(0, +)
      let mean = sum / Double(gains.count)
      let error = (gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }).squareRoot()
      // Two more numbers explain any spectrum a little better.
      if sum - 2 > Self.mostStandardErrors * error { (chosen, scores) = (shape, next) }
    }
    let sites = total.reduce(0, +)
    let size = sites / (mutationRate * bases * theory.lengths(chosen.epochs(size: 1)).reduce(0, +))
    epochs = chosen.epochs(size: size)
    spread = Self.spread(chosen, spectra, theory, rate: mutationRate * bases)
  }

  /// How far sizes and times lie apart over fits to blocks drawn again, each beginning at `shape`; `rate` mutations are expected on a branch
  /// of one generation.
  private static func spread(
    _ shape: Shape, _ spectra: [[Double]], _ theory: FoldedTheory, rate: Double
  ) -> (sizes: [Double], times: [Double]) {
    var logs: [(sizes: [Double], times: [Double])] = []
    for number in 0..<bootstraps {
      var stream = RandomStream(seed: 1, replicate: UInt64(number), purpose: .bootstrap)
      var total = [Double](repeating: 0, count: spectra.first?.count ?? 0)
      for _ in spectra.indices {
        let block = spectra[stream.index(below: spectra.count)]
        for index in total.indices { total[index] += block[index] }
      }
      let count = shape.sizes.count
      let weight = Double(spectra.count) / total.reduce(0, +)
      let point =
        count == 1
        ? []
        : SimplexSearch.minimum(from: shape.logarithms, step: 0.3) { point in
          let shape = Shape(logarithms: point, count: count)
          return shape.penalty - weight * score(total, probabilities(shape, theory))
        }.point
      let found = count == 1 ? shape : Shape(logarithms: point, count: count)
      let size = total.reduce(0, +) / (rate * theory.lengths(found.epochs(size: 1)).reduce(0, +))
      let epochs = found.epochs(size: size)
      logs.append(
        (epochs.map { PortableMath.log($0.size) }, epochs.dropFirst().map { PortableMath.log($0.start) }))
    }
    func deviation(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
    }
    return (
      shape.sizes.indices.map { index in deviation(logs.map { $0.sizes[index] }) },
      shape.times.indices.map { index in deviation(logs.map { $0.times[index] }) }
    )
  }

  /// A history with sizes relative to the most recent one and times in units of its 2N generations.
  private struct Shape {
    var sizes: [Double]
    var times: [Double]

    /// The epochs if the most recent size is `size`.
    func epochs(size: Double) -> [DemographicModel.Epoch] {
      zip([0] + times, sizes).map { DemographicModel.Epoch(start: $0 * 2 * size, size: $1 * size) }
    }

    /// How unlikely the shape is a priori: minus a logarithm of normal densities of the logarithms of the ratios of
    /// neighbouring sizes, and of the first time about 0.1.
    var penalty: Double {
      func square(_ value: Double) -> Double { value * value }
      let sizes = zip(sizes, self.sizes.dropFirst()).reduce(0) { $0 + square(PortableMath.log($1.1 / $1.0)) }
      let first = times.first.map { square(PortableMath.log($0 / 0.1)) } ?? 0
      return sizes / (2 * square(PortableMath.log(3))) + first / (2 * square(PortableMath.log(10)))
    }

    init(sizes: [Double], times: [Double]) {
      self.sizes = sizes
      self.times = times
    }

    /// What ``init(logarithms:count:)`` makes it of.
    var logarithms: [Double] {
      let lengths = zip(times, [0] + times).map { $0 - $1 }
      return (sizes.dropFirst() + lengths).map { PortableMath.log($0) }
    }

    /// From logarithms of `count` - 1 sizes and of the lengths of as many epochs.
    init(logarithms: [Double], count: Int) {
      // Far outside, nothing can be told from the spectrum and the search would wander.
      let values = logarithms.map { PortableMath.exp(min(max($0, -7), 7)) }
      sizes = [1] + values[..<(count - 1)]
      times = values[(count - 1)...].reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
    }
  }

  /// The likeliest shape of `count` epochs, from several starts.
  private static func best(_ count: Int, _ total: [Double], blocks: Int, _ theory: FoldedTheory) -> Shape {
    let weight = Double(blocks) / total.reduce(0, +)
    var best: (point: [Double], value: Double)?
    let places: [Double] = [-2, 1]
    for ratio in places {
      for other in count > 2 ? places : [0] {
        for time in [-3.0, -1] {
          let sizes = count > 2 ? [ratio, other] : [ratio]
          let start = sizes + [time] + (count > 2 ? [0] : [])
          let found = SimplexSearch.minimum(from: start, step: 0.7) { point in
            let shape = Shape(logarithms: point, count: count)
            return shape.penalty - weight * score(total, probabilities(shape, theory))
          }
          if found.value < best?.value ?? .infinity { best = found }
        }
      }
    }
    return Shape(logarithms: best?.point ?? [0, 0], count: count)
  }

  private static func blockScores(_ shape: Shape, _ spectra: [[Double]], _ theory: FoldedTheory) -> [Double] {
    let probabilities = probabilities(shape, theory)
    return spectra.map { score($0, probabilities) }
  }

  private static func score(_ sites: [Double], _ probabilities: [Double]) -> Double {
    zip(sites, probabilities).reduce(0) { $0 + $1.0 * PortableMath.log(max($1.1, 1e-300)) }
  }

  private static func probabilities(_ shape: Shape, _ theory: FoldedTheory) -> [Double] {
    let lengths = theory.lengths(shape.epochs(size: 1))
    let sum = lengths.reduce(0, +)
    return lengths.map { $0 / sum }
  }

  /// Branch lengths by the number of minor alleles that a mutation makes, from some number on.
  private struct FoldedTheory {
    let spectrum: ExpectedSpectrum
    let first: Int

    func lengths(_ epochs: [DemographicModel.Epoch]) -> [Double] {
      let (lengths, size) = (spectrum.branchLengths(epochs), spectrum.sampleSize)
      return (first...size / 2).map { minor in
        minor * 2 == size ? lengths[minor - 1] : lengths[minor - 1] + lengths[size - minor - 1]
      }
    }
  }
}
