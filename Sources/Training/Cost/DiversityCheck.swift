import Coalescent
import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// Holds the diversity that a study's model gives against that of its data, before anything long begins.
///
/// The model's is 2 u T: u the mutation rate, T the mean time since two haplotypes of the first sample have an ancestor, of pairs that
/// are simulated for some of the draws of the priors, without sweeps. The data's is the mean nucleotide diversity of their windows.
package struct DiversityCheck {
  /// The lowest and the highest diversity per base that draws of the model give.
  package let expected: ClosedRange<Double>
  /// The diversity per accessible base of the data.
  package let observed: Double
  /// The smallest size of the sampled population at present, diploid individuals.
  package let smallestSize: Double
  private let mutationRate: Double
  private let sampled: Double

  /// So many times apart, theta says that a number of the model is not right; so many times, that it is impossible.
  package static let (doubtful, impossible) = (3.0, 10.0)
  private static let (draws, pairs, mostWindows) = (20, 40, 200)

  /// The check of `study` on `data`; nil where there is nothing to compare: a mutation map, recurrent
  /// sweeps, which take diversity that two lineages without them have, no diversity, a model that later steps refuse.
  package init?(_ study: Study, _ data: ObservedData) {
    // What is wrong with the study is told by those who need it.
    guard study.data?.labels == nil, let source = try? FeatureSource(study, data, populations: data.featurePopulations),
      let plan = try? ReplicatePlan(study, samples: source.populations, observedMap: nil),
      let grid = try? WindowGrid(data, study), let found = try? Self.diversity(data, grid, source.sizes), found > 0,
      let models = try? (0..<min(Self.draws, plan.count)).map({ try plan.draw($0).model }),
      !models.contains(where: { $0.mutationMap != nil || $0.recurrentSweeps != nil })
    else { return nil }
    var values: [Double] = []
    for (index, model) in models.enumerated() {
      guard let time = try? Self.pairTime(model, index) else { return nil }
      values.append(2 * model.mutationRate * time)
    }
    guard let low = values.min(), let high = values.max(), low > 0, high.isFinite else { return nil }
    expected = low...high
    observed = found
    smallestSize =
      models.compactMap { $0.demography.intervals[0].sizes[$0.samples[0].population]?.initial }.min() ?? .infinity
    mutationRate = models[0].mutationRate
    sampled = Double(data.haplotypeCount) / 2
  }

  /// The mean time since two haplotypes of the first sample of `model` have an ancestor.
  private static func pairTime(_ model: CoalescentModel, _ draw: Int) throws -> Double {
    var pair = model
    pair.samples = [
      SampleSet(population: model.samples[0].population, haplotypes: 2, time: model.samples[0].time)
    ]
    (pair.sweep, pair.recombinationMap, pair.geneConversion) = (nil, nil, nil)
    (pair.recombinationRate, pair.mutationRate, pair.ancestry) = (0, 0, .hudson)
    let simulator = CoalescentSimulator()
    var sum = 0.0
    for replicate in 0..<pairs {
      sum += try simulator.simulate(pair, seed: 1, replicate: UInt64(draw * pairs + replicate)).ancestorTime
    }
    return sum / Double(pairs) - pair.samples[0].time
  }

  /// The nucleotide diversity of the first of the populations of `sizes` per accessible base.
  private static func diversity(_ data: ObservedData, _ grid: WindowGrid, _ sizes: [Int]) throws -> Double {
    let usable = grid.windows.filter { $0.insufficient == nil }
    let window = HaplotypeWindow(populationSizes: sizes)
    let count = min(mostWindows, usable.count)
    var (differences, bases) = (0.0, 0.0)
    for place in 0..<count {
      let one = usable[place * usable.count / count]
      let (start, end) = (Double(one.interval.start), Double(one.interval.end))
      let matrix = try data.contigs[one.contig].sites.matrix(from: start, to: end)
      window.load(matrix, from: start, to: end, accessible: one.accessible)
      let own = sizes.count > 1 ? window.population(0) : window
      differences += NucleotideDiversity().compute(own).value * own.accessibleBases
      bases += own.accessibleBases
    }
    return bases > 0 ? differences / bases : 0
  }

  /// How many times the data have more diversity than any draw (above 1), or less (below 1); 1 if they lie among the draws.
  package var ratio: Double {
    if observed > expected.upperBound { return observed / expected.upperBound }
    return min(1, observed / expected.lowerBound)
  }

  /// True if no history of the model can be that of the data.
  package var isImpossible: Bool { max(ratio, 1 / ratio) >= Self.impossible }

  /// What speaks against the model; empty if nothing does.
  package var doubts: [String] {
    var words: [String] = []
    if max(ratio, 1 / ratio) >= Self.doubtful {
      let times = max(ratio, 1 / ratio)
      let number = times < 100 ? times.fixed(1) : times.significant
      let range =
        expected.upperBound < 1.5 * expected.lowerBound
        ? expected.upperBound.significant : "\(expected.lowerBound.significant) to \(expected.upperBound.significant)"
      words.append(
        "two haplotypes of the data differ at \(observed.significant) of their accessible bases, those of the model at \(range): "
          + "\(number) times as \(ratio > 1 ? "few" : "many"). The mutation rate (\(mutationRate.significant) per base and "
          + "generation) and the population sizes contradict the data"
          + (ratio < 1 ? ", or sites or inaccessible bases are missing from them (data.accessible)" : ""))
    }
    if smallestSize < max(100, sampled) {
      words.append(
        "the model has a population of \(smallestSize.significant) diploid individuals, "
          + (smallestSize < sampled
            ? "fewer than the sample (\(sampled.significant))" : "too few for the coalescent to describe it"))
    }
    return words
  }
}
