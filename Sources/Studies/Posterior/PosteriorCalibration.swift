import FeatureTables
import Groundwork
import Learning

/// Whether posteriors hold what they promise, on replicates that were kept from the model: simulation-based calibration (Talts et al. 2018,
/// arXiv:1804.06788), coverage of central intervals, and coverage about random points (TARP; Lemos et al. 2023, arXiv:2302.03026).
public struct PosteriorCalibration: Sendable, Equatable {
  /// One target.
  public struct Target: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Truths in each tenth of their posterior, from below.
    public let ranks: [Int]
    /// The probability of ranks so uneven if posteriors were right (chi-squared with 9 degrees of freedom).
    public let p: Double
    /// For each of ``levels`` the share of truths in the central interval.
    public let coverage: [Proportion]
    /// The mean of 1 less the variance of the posterior over that of the truths.
    public let contraction: Double
  }

  /// The central intervals that are tried.
  public static let levels = [0.5, 0.8, 0.9, 0.95]

  /// Replicates that were tried.
  public let replicates: Int
  /// The targets.
  public let targets: [Target]
  /// The probability of so great a distance between the shares of truths within random regions and what these should hold, if joint
  /// posteriors were right (Kolmogorov).
  public let jointP: Double

  /// The calibration of `draws`, of the rows of `table`.
  package init(_ draws: PosteriorDraws, _ table: FeatureTable, seed: UInt64) {
    let rows = draws.rowCount
    replicates = rows
    let columns = draws.targets.map { table.rows.truth($0.name) ?? [] }
    let scales = draws.targets.map(\.scale)
    targets = draws.targets.enumerated().map { index, target in
      let truths = columns[index].map(target.scale.transformed)
      var shares: [Double] = []
      var variances = 0.0
      for row in 0..<rows {
        let own = draws.draws(row: row, target: index).map(target.scale.transformed)
        let below = own.reduce(0.0) { $0 + ($1 < truths[row] ? 1 : $1 == truths[row] ? 0.5 : 0) }
        shares.append(below / Double(own.count))
        variances += Variance.of(own)
      }
      let ranks = (0..<10).map { bin in shares.count { min(9, Int($0 * 10)) == bin } }
      let expected = Double(rows) / 10
      let chi = ranks.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / max(expected, 1e-9) }
      return Target(
        name: target.name, ranks: ranks, p: ChiSquared.upperTail(chi, degrees: 9),
        coverage: Self.levels.map { level in
          Proportion(successes: shares.count { abs($0 - 0.5) <= level / 2 }, total: rows)
        }, contraction: 1 - variances / Double(max(1, rows)) / max(Variance.of(truths), 1e-300))
    }
    let inside = Self.regions(draws, columns, scales, seed: seed).sorted()
    var distance = 0.0
    for (place, value) in inside.enumerated() {
      distance = max(
        distance, abs(value - Double(place) / Double(rows)), abs(value - Double(place + 1) / Double(rows)))
    }
    jointP = Self.kolmogorov(distance * Double(rows).squareRoot())
  }

  /// For each row the share of draws nearer to a random point than the truth is.
  private static func regions(
    _ draws: PosteriorDraws, _ truths: [[Double]], _ scales: [TargetScale], seed: UInt64
  ) -> [Double] {
    let lows = zip(truths, scales).map { own, scale in own.map(scale.transformed).min() ?? 0 }
    let highs = zip(truths, scales).map { own, scale in own.map(scale.transformed).max() ?? 1 }
    return (0..<draws.rowCount).map { row in
      var stream = RandomStream(seed: seed, replicate: UInt64(row), purpose: .reference)
      let centre = scales.map { _ in stream.uniform() }
      func distance(_ value: (Int) -> Double) -> Double {
        scales.indices.reduce(0.0) { sum, index in
          let width = max(highs[index] - lows[index], 1e-300)
          let place = (scales[index].transformed(value(index)) - lows[index]) / width - centre[index]
          return sum + place * place
        }
      }
      let truth = distance { truths[$0][row] }
      let nearer = (0..<draws.drawCount).count { draw in
        let own = draws.draw(draw, row: row)
        return distance { own[own.startIndex + $0] } < truth
      }
      return Double(nearer) / Double(draws.drawCount)
    }
  }

  /// The upper tail of Kolmogorov's distribution.
  private static func kolmogorov(_ x: Double) -> Double {
    if x < 0.2 { return 1 }
    var sum = 0.0
    for k in 1...100 {
      let term = PortableMath.exp(-2 * Double(k * k) * x * x)
      sum += k % 2 == 1 ? term : -term
    }
    return min(max(2 * sum, 0), 1)
  }
}
