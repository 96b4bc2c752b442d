/// How good draws are as a forecast of several numbers at once: the less the better (Gneiting & Raftery 2007,
/// doi:10.1198/016214506000001437). It is proper: nothing does better on average than the true distribution.
enum EnergyScore {
  /// The score of `draws` (draws x `width`) where the truth is `truth`: the mean distance to it less half the mean distance of two
  /// neighbouring draws, whose order must be random.
  static func of(_ draws: [Double], truth: [Double]) -> Double {
    let width = truth.count
    let count = draws.count / width
    guard count > 1 else { return .infinity }
    func distance(_ draw: Int, _ other: (Int) -> Double) -> Double {
      var squared = 0.0
      for column in 0..<width {
        let difference = draws[draw * width + column] - other(column)
        squared += difference * difference
      }
      return squared.squareRoot()
    }
    var (near, apart) = (0.0, 0.0)
    for draw in 0..<count {
      near += distance(draw) { truth[$0] }
      apart += distance(draw) { draws[(draw + 1) % count * width + $0] }
    }
    return near / Double(count) - 0.5 * apart / Double(count)
  }
}
