/// Makes marginal posteriors as wide as they should be: where the truths of rows that a model has not seen lie among its draws says
/// which of its quantiles is which (as in Rodrigues et al. 2018, doi:10.1016/j.csda.2017.12.008, without neighbourhoods).
package struct RankRecalibration: Sendable, Equatable {
  /// Targets x rows, ascending: the share of a row's draws below its truth.
  let ranks: [Double]
  let rowCount: Int

  /// The map of `ranks`, rows x targets.
  package init(rowsByTargets ranks: [Double], width: Int) {
    rowCount = ranks.count / width
    self.ranks = (0..<width).flatMap { target in
      stride(from: target, to: ranks.count, by: width).map { ranks[$0] }.sorted()
    }
  }

  package init(ranks: [Double], width: Int) {
    self.ranks = ranks
    rowCount = ranks.count / width
  }

  /// The level of the draws at which the share `level` of truths lies below, for target `index`.
  package func level(_ level: Double, _ index: Int) -> Double {
    guard rowCount > 0 else { return level }
    let own = ranks[index * rowCount..<(index + 1) * rowCount]
    // The k-th of n ranks is expected at k / (n + 1); 0 and 1 are what they are.
    let place = level * Double(rowCount + 1)
    let below = Int(place)
    func rank(_ number: Int) -> Double {
      number < 1 ? 0 : number > rowCount ? 1 : own[own.startIndex + number - 1]
    }
    return rank(below) + (place - Double(below)) * (rank(below + 1) - rank(below))
  }

  /// `draws` (draws x targets, one row's) with each target's values moved to the quantiles that they should be; who is above whom
  /// stays, and so do the dependences.
  package func applied(to draws: [Double], width: Int) -> [Double] {
    let count = draws.count / width
    guard rowCount > 0, count > 1 else { return draws }
    var result = draws
    for target in 0..<width {
      let own = (0..<count).map { draws[$0 * width + target] }
      let order = (0..<count).sorted { (own[$0], $0) < (own[$1], $1) }
      let sorted = order.map { own[$0] }
      for (place, draw) in order.enumerated() {
        let wanted = level((Double(place) + 0.5) / Double(count), target)
        result[draw * width + target] = PosteriorDraws.quantile(wanted, ofSorted: sorted)
      }
    }
    return result
  }
}
