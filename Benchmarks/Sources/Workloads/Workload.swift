import Coalescent
import Demography

/// A simulation in scaled units: theta = 4N mu L, rho = 4N r L, alpha = 2Ns, N = 10,000. `msprime_workloads.py` has the
/// same table.
public struct Workload: Sendable {
  /// The name on the command line.
  public let name: String
  /// Replicates that give a steady figure in about a second.
  public let replicates: Int
  private let haplotypes: Int
  private let length: Double
  private let theta: Double
  private let rho: Double
  private let alpha: Double
  private let initialFrequency: Double

  private init(
    _ name: String, haplotypes: Int, length: Double, theta: Double, rho: Double, alpha: Double = 0,
    initialFrequency: Double = 0, replicates: Int
  ) {
    self.name = name
    self.haplotypes = haplotypes
    self.length = length
    self.theta = theta
    self.rho = rho
    self.alpha = alpha
    self.initialFrequency = initialFrequency
    self.replicates = replicates
  }

  /// The table.
  public static let all = [
    Workload("toy", haplotypes: 20, length: 10_000, theta: 100, rho: 100, replicates: 4000),
    Workload("s-hic-neutral", haplotypes: 100, length: 110_000, theta: 1056, rho: 880, replicates: 200),
    Workload("s-hic-hard", haplotypes: 100, length: 110_000, theta: 1056, rho: 880, alpha: 1000, replicates: 200),
    Workload(
      "s-hic-soft", haplotypes: 100, length: 110_000, theta: 1056, rho: 880, alpha: 1000, initialFrequency: 0.05,
      replicates: 200),
    Workload("large", haplotypes: 100, length: 1_100_000, theta: 2000, rho: 4000, replicates: 20),
  ]

  /// The workloads named on the command line; all of them if none is named.
  public static func chosen(_ arguments: [String]) -> [Workload] {
    let names = arguments.dropFirst()
    return all.filter { names.isEmpty || names.contains($0.name) }
  }

  /// The model of the workload.
  public func model() throws -> CoalescentModel {
    let size = 10_000.0
    return CoalescentModel(
      haplotypeCount: haplotypes, sequenceLength: length, demography: try DemographicModel(constantSize: size),
      mutationRate: theta / (4 * size * length), recombinationRate: rho / (4 * size * length),
      sweep: alpha == 0
        ? nil
        : Sweep(position: length / 2, selectionCoefficient: alpha / (2 * size), initialFrequency: initialFrequency))
  }
}
