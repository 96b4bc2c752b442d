import Groundwork
import Learning
import StudyFiles

/// The marginal posterior of a target, and what speaks against taking it at its word.
public struct PosteriorEstimate: Sendable, Equatable {
  /// A reason to look twice.
  public enum Flag: Sendable, Equatable {
    /// Much of the posterior lies at an end of the prior: the truth may lie beyond.
    case atBound(low: Bool)
    /// The posterior is about as wide as the prior: the data say nothing of it.
    case notIdentified
  }

  /// The levels of ``quantiles``.
  public static let levels = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975]

  /// The target's name.
  public let name: String
  /// Its prior in words; nil if it follows from others.
  public let prior: String?
  /// The ends of the prior.
  public let bounds: ClosedRange<Double>?
  /// The mean, on the target's scale.
  public let mean: Double
  /// The quantiles at ``levels``.
  public let quantiles: [Double]
  /// 1 less the variance of the posterior over that of the prior, on the target's scale: 0 if nothing was learned, 1 if all.
  public let contraction: Double
  /// What speaks against it.
  public let flags: [Flag]

  /// The median.
  public var median: Double { quantiles[4] }
  /// The interval that holds the truth nine times in ten.
  public var interval: ClosedRange<Double> { quantiles[1]...quantiles[7] }

  /// An outer share of the prior, and the share of the posterior in it from which on it is at the bound.
  private static let (edge, atEdge) = (0.02, 0.1)
  /// The contraction below which a target is not identified.
  private static let leastContraction = 0.2

  /// The estimate of target `index` from `draws`, whose first row is the data's; `first` has replicates' truths of it under the
  /// study's own prior.
  init(_ draws: PosteriorDraws, _ index: Int, study: Study, first truths: [Double]) {
    let target = draws.targets[index]
    let numbers = draws.numbers(levels: Self.levels)
    let prior = study.prior(of: target.name)
    let own = draws.draws(row: 0, target: index).map(target.scale.transformed)
    let before = truths.map(target.scale.transformed)
    contraction = 1 - Variance.of(own) / max(Variance.of(before), 1e-300)
    name = target.name
    self.prior = prior?.words
    mean = numbers.values[index]
    quantiles = Array(numbers.quantiles(row: 0, target: index))
    var flags: [Flag] = []
    if contraction < Self.leastContraction { flags.append(.notIdentified) }
    if let low = before.min(), let high = before.max(), high > low, contraction >= Self.leastContraction {
      let margin = Self.edge * (high - low)
      let count = Double(own.count)
      if Double(own.count { $0 < low + margin }) / count > Self.atEdge { flags.append(.atBound(low: true)) }
      if Double(own.count { $0 > high - margin }) / count > Self.atEdge { flags.append(.atBound(low: false)) }
    }
    self.flags = flags
    bounds = prior.map { $0.range.low...$0.range.high }
  }
}
