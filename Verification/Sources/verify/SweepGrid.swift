import Coalescent
import Demography
import Groundwork

/// Diversity beside simulated sweeps against ``TwoLineageReferee`` over a grid of strength, initial frequency and age.
enum SweepGrid {
  private static let size = 10_000.0

  /// Prints the table; true if every |z| is below 4.
  static func run() throws -> Bool {
    print("| 2Ns | initial frequency | age, generations | 4Nr from the site | exact | Apus | z |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    var largest = 0.0
    var sum = 0.0
    var count = 0.0
    for alpha in [100.0, 1000, 5000] {
      for initial in [0.0, 0.05] {
        let distances = [0.02, 0.08, 0.32, 1.28].map { $0 * alpha }
        let expected = referee(alpha: alpha, initial: initial, distances)
        for age in [0.0, 2000] {
          for (distance, value) in zip(distances, expected) {
            // Coalescence before the sweep, looking backwards: pi/pi0 recovers with exp(-age / 2N).
            let survival = PortableMath.exp(-age / (2 * size))
            let exact = 1 - survival + survival * value.mean
            let sweep = Sweep(
              position: 0, selectionCoefficient: alpha / (2 * size), fixationTime: age, initialFrequency: initial)
            let found = try diversity(sweep, at: distance)
            let error = survival * value.error
            let z = (found.mean - exact) / (found.error * found.error + error * error).squareRoot()
            largest = max(largest, abs(z))
            sum += z * z
            count += 1
            let cells = [distance, exact, found.mean, z].map(text).joined(separator: " | ")
            print("| \(Int(alpha)) | \(text(initial)) | \(Int(age)) | \(cells) |")
          }
        }
      }
    }
    print("\n\(Int(count)) cells, largest |z| \(text(largest)), mean z^2 \(text(sum / count))")
    return largest < 4
  }

  /// The exact values, averaged over +-10 % of each distance by Simpson's rule.
  private static func referee(
    alpha: Double, initial: Double, _ distances: [Double]
  ) -> [(mean: Double, error: Double)] {
    let points = distances.flatMap { [0.9 * $0, $0, 1.1 * $0] }
    let solver = TwoLineageReferee(alpha: alpha, initialFrequency: initial, trajectories: initial == 0 ? 400 : 800)
    let values = solver.diversity(at: points, seed: 77)
    return distances.indices.map {
      let (a, b, c) = (values[3 * $0], values[3 * $0 + 1], values[3 * $0 + 2])
      return ((a.mean + 4 * b.mean + c.mean) / 6, b.error)
    }
  }

  /// pi / pi0 of two haplotypes within 10 % of `distance` from the selected site, with its standard error.
  private static func diversity(_ sweep: Sweep, at distance: Double) throws -> (mean: Double, error: Double) {
    // 100 bases to a unit of 4Nr; two mutations between two haplotypes to a unit of 4Nr.
    let model = CoalescentModel(
      haplotypeCount: 2, sequenceLength: 110 * distance + 1, demography: try DemographicModel(constantSize: size),
      mutationRate: 2 / (4 * size * 100), recombinationRate: 1 / (4 * size * 100), sweep: sweep)
    let simulator = CoalescentSimulator()
    let replicates = min(max(Int(1e6 / distance), 300), 40_000)
    var sample: [Double] = []
    for replicate in 0..<replicates {
      let matrix = try simulator.simulate(model, seed: 78, replicate: UInt64(replicate)).matrix
      sample.append(Double(matrix.sites(from: 90 * distance, to: 110 * distance).count) / (0.4 * distance))
    }
    let m = TwoSample.meanAndVariance(sample)
    return (m.mean, (m.variance / Double(replicates)).squareRoot())
  }
}
