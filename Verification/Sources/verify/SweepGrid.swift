import Coalescent
import Demography
import Groundwork

/// Diversity beside simulated sweeps against ``TwoLineageReferee`` over a grid of strength, initial frequency and age.
enum SweepGrid {
  private static let size = 10_000.0

  static func section() throws -> Section {
    var section = Section(
      title: "Sweeps against the exact solution for two lineages",
      text:
        "pi/pi0 within 10 % of a distance 4Nr from the site, two haplotypes, N = 10,000, 300 to 40,000 replicates a "
        + "cell. The referee draws its own trajectories and advances the states of two lineages exactly; z includes its "
        + "error; ages 0 and 2,000 generations share one referee.", reference: "exact")
    for alpha in [100.0, 1000, 5000] {
      for initial in [0.0, 0.05] {
        let distances = [0.02, 0.08, 0.32, 1.28].map { $0 * alpha }
        let expected = referee(alpha: alpha, initial: initial, distances)
        for age in [0.0, 2000] {
          for (distance, value) in zip(distances, expected) {
            // Coalescence before the sweep, looking backwards: pi/pi0 recovers with exp(-age / 2N).
            let survival = PortableMath.exp(-age / (2 * size))
            let sweep = Sweep(
              position: 0, selectionCoefficient: alpha / (2 * size), origin: .standing(frequency: initial),
              fixationTime: age)
            let name = "2Ns = \(Int(alpha)), f0 = \(initial), age \(Int(age)), 4Nr = \(Int(distance))"
            section.checks.append(
              TwoSample.check(
                name, try diversity(sweep, at: distance), mean: 1 - survival + survival * value.mean,
                error: survival * value.error))
          }
        }
      }
    }
    return section
  }

  /// pi near the site must not depend on the size of the sample from which two haplotypes are taken.
  static func samplingSection() throws -> Section {
    var section = Section(
      title: "Sampling consistency beside a sweep",
      text:
        "pi/pi0 of samples of 10 and 100 haplotypes against that of 2, hard sweep 2Ns = 1,000: programs that forget "
        + "crossovers between the site and detached lineages fail this.", reference: "n = 2")
    for distance in [80.0, 320, 1280] {
      let sweep = Sweep(position: 0, selectionCoefficient: 1000 / (2 * size))
      let two = try diversity(sweep, at: distance)
      let m = TwoSample.meanAndVariance(two)
      for n in [10, 100] {
        let sample = try diversity(sweep, at: distance, haplotypes: n, share: n == 10 ? 0.5 : 0.2)
        section.checks.append(
          TwoSample.check(
            "n = \(n), 4Nr = \(Int(distance))", sample, mean: m.mean,
            error: (m.variance / Double(two.count)).squareRoot()))
      }
    }
    return section
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

  /// pi / pi0 within 10 % of `distance` from the selected site, a value for each replicate.
  private static func diversity(
    _ sweep: Sweep, at distance: Double, haplotypes n: Int = 2, share: Double = 1
  ) throws -> [Double] {
    // 100 bases to a unit of 4Nr; two mutations between two haplotypes to a unit of 4Nr.
    let model = CoalescentModel(
      haplotypeCount: n, sequenceLength: 110 * distance + 1, demography: try DemographicModel(constantSize: size),
      mutationRate: 2 / (4 * size * 100), recombinationRate: 1 / (4 * size * 100), sweep: sweep)
    let count = Int(share * Double(min(max(Int(1e6 / distance), 300), 40_000)))
    return try NeutralTheory.replicates(model, count, seed: 78 + UInt64(n)) { matrix in
      var pi = 0.0
      for site in matrix.sites(from: 90 * distance, to: 110 * distance) {
        let words = matrix.words[site * matrix.wordsPerSite..<(site + 1) * matrix.wordsPerSite]
        let k = words.reduce(0) { $0 + $1.nonzeroBitCount }
        pi += Double(2 * k * (n - k)) / Double(n * (n - 1))
      }
      return pi / (0.4 * distance)
    }
  }
}
