import Coalescent
import Demography

/// A model that is simulated with Apus and with msprime; `msprime_replicates.py` has the same values.
struct PeerModel {
  let name: String
  /// Changes of size: generations ago, diploid individuals.
  let changes: [(Double, Double)]

  static let length = 100_000.0

  static let all = [
    PeerModel(name: "neutral", changes: []),
    PeerModel(name: "bottleneck", changes: [(2000, 1000), (3000, 10_000)]),
  ]

  /// 40 haplotypes, N = 10,000 at the present, 4N mu L = 4N r L = 100.
  func model() throws -> CoalescentModel {
    let epochs = [(0.0, 10_000.0)] + changes
    return CoalescentModel(
      haplotypeCount: 40, sequenceLength: Self.length,
      demography: try DemographicModel(epochs: epochs.map { DemographicModel.Epoch(start: $0.0, size: $0.1) }),
      mutationRate: 100 / 4e9, recombinationRate: 100 / 4e9)
  }
}
