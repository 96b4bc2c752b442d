import Coalescent
import Demography
import Groundwork
import Statistics
import StudyFiles

/// The recombination rate at which simulated blocks have the linkage disequilibrium of the observed ones.
///
/// Blocks of the observed length and sample size are simulated under the fitted history at rates a factor of two apart;
/// between them the median over blocks of the mean r2 is interpolated in the logarithm of the rate. Nothing but the rate is left to explain r2, so
/// structure, selection and switch errors all count as recombination or its lack: the answer is the middle of a prior.
struct LinkageMatch: Sendable {
  /// Crossovers per base and generation.
  let rate: Double
  /// True if all simulated rates have more, or all less, linkage than the data: the rate is then a bound.
  let isBound: Bool

  private static let replicates = 100
  /// Multiples of the mutation rate that are tried.
  private static let multiples: [Double] = [1.0 / 32, 1.0 / 16, 1.0 / 8, 0.25, 0.5, 1, 2, 4, 8, 16, 32]

  /// The rate at which the median over blocks of the mean r2 is `linkage`.
  init(
    linkage: Double, epochs: [DemographicModel.Epoch], haplotypes: Int, isPhased: Bool, blockLength: Int,
    mutationRate: Double, seed: UInt64, threads: Int
  ) throws(StudyError) {
    let demography = try attempt { try DemographicModel(epochs: epochs) }
    var before: (rate: Double, value: Double)?
    for multiple in Self.multiples {
      let rate = multiple * mutationRate
      let model = CoalescentModel(
        haplotypeCount: haplotypes, sequenceLength: Double(blockLength), demography: demography,
        mutationRate: mutationRate, recombinationRate: rate)
      let value = try Self.typical(model, isPhased: isPhased, seed: seed, threads: threads)
      // r2 falls as the rate grows.
      if value <= linkage {
        guard let before else {
          (self.rate, isBound) = (rate, true)
          return
        }
        let share = before.value > value ? (before.value - linkage) / (before.value - value) : 0.5
        self.rate = before.rate * PortableMath.exp(share * PortableMath.log(rate / before.rate))
        isBound = false
        return
      }
      before = (rate, value)
    }
    (rate, isBound) = (before?.rate ?? mutationRate, true)
  }

  /// The median over replicates of the mean r2 of `model`.
  private static func typical(
    _ model: CoalescentModel, isPhased: Bool, seed: UInt64, threads: Int
  ) throws(StudyError) -> Double {
    struct Worker {
      let simulator: CoalescentSimulator
      let calculator: FeatureCalculator
    }
    var made: [Worker] = []
    for _ in 0..<threads {
      made.append(
        Worker(
          simulator: CoalescentSimulator(),
          calculator: try attempt {
            try FeatureCalculator(
              featureSet: try FeatureSet.named(DataSurvey.statistics(isPhased: isPhased)),
              layout: try WindowLayout(length: Int(model.sequenceLength), subwindowCount: 1),
              haplotypeCount: model.haplotypeCount)
          }))
    }
    nonisolated(unsafe) let workers = made
    let values: [Result<Double?, StudyError>] = parallelMap(count: replicates, threads: threads) { worker, index in
      do throws(StudyError) {
        let result = try attempt {
          try workers[worker].simulator.simulate(model, seed: seed, replicate: UInt64(index))
        }
        let row = workers[worker].calculator.rawRow(result.matrix, start: 0, accessible: nil)
        return .success(row.insufficient[3] ? nil : row.raw[3])
      } catch { return .failure(error) }
    }
    var found: [Double] = []
    for value in values {
      if let value = try value.get() { found.append(value) }
    }
    return DataSurvey.median(found) ?? 0
  }
}
