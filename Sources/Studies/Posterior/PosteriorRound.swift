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

  /// How far the region of the next round reaches from the median, in terms of how far the 90 % interval does: of a normal distribution
  /// that leaves 0.1 % out. The outermost draws themselves are those of a handful of accepted rows, and say less.
  private static let reach = 2.0

  /// `study` with the prior of each target cut to where `draws` (of one row) lie.
  package static func narrowed(_ study: Study, by draws: PosteriorDraws) -> Study {
    let numbers = draws.numbers(levels: [0, 0.05, 0.5, 0.95, 1])
    var next = study
    for (index, target) in draws.targets.enumerated() {
      guard let prior = study.prior(of: target.name) else { continue }
      let own = numbers.quantiles(row: 0, target: index).map(target.scale.transformed)
      let low = target.scale.restored(min(own[0], own[2] - reach * (own[2] - own[1])))
      let high = target.scale.restored(max(own[4], own[2] + reach * (own[3] - own[2])))
      next = next.with(prior.within(low...high), for: target.name)
    }
    return next
  }
}
