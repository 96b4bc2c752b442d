import Groundwork
import Learning
import StudyFiles

/// What a round of simulations left of the prior.
public struct PosteriorRound: Sendable, Equatable {
  /// Counted from 1.
  public let number: Int
  /// Replicates that were learned from.
  public let replicates: Int
  /// Windows of a replicate.
  public let loci: Int
  /// The region of each target that replicates were drawn from.
  public let regions: [Region]

  /// Where the replicates of a round lie.
  public struct Region: Sendable, Equatable {
    /// The target.
    public let target: String
    /// The least and the greatest value that was drawn from.
    public let low, high: Double
  }

  /// The round `number` of `study`.
  init(_ number: Int, _ study: Study) {
    self.number = number
    replicates = study.training.replicates
    loci = study.loci ?? 1
    regions = study.targets.compactMap { target in
      study.prior(of: target.name).map { Region(target: target.name, low: $0.range.low, high: $0.range.high) }
    }
  }

  /// The loci of round `number` of `count`: a quarter of the next round's. Where the data lie can be found with fewer; what is found so is
  /// wider, so that nothing is lost.
  static func loci(_ study: Study, _ number: Int, of count: Int) -> Int? {
    study.loci.map { all in min(all, max(fewestLoci, all >> (2 * (count - number)))) }
  }

  private static let fewestLoci = 10

  /// The share of a posterior beyond either end of the region of the next round: 0.1 % in all.
  private static let outside = 0.0005
  /// What is added to a region at either end, as a share of its width: the ends of a posterior are known least.
  private static let margin = 0.1

  /// `study` with the prior of each target cut to where `draws` (of one row) lie.
  static func narrowed(_ study: Study, by draws: PosteriorDraws) -> Study {
    var next = study
    for (index, target) in draws.targets.enumerated() {
      guard let prior = study.prior(of: target.name) else { continue }
      let own = draws.numbers(levels: [outside, 1 - outside]).quantiles(row: 0, target: index)
      let (low, high) = (own[own.startIndex], own[own.startIndex + 1])
      next = next.with(prior.within(widened(low, high, target.scale)), for: target.name)
    }
    return next
  }

  /// `low` to `high` with the margin, which is one on the target's scale.
  private static func widened(_ low: Double, _ high: Double, _ scale: TargetScale) -> ClosedRange<Double> {
    switch scale {
    case .linear:
      let margin = margin * (high - low)
      return low - margin...high + margin
    case .log:
      let factor = PortableMath.exp(margin * PortableMath.log(high / low))
      return low / factor...high * factor
    }
  }
}
