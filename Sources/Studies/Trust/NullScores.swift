import Groundwork
import Learning

/// What windows that are not looked for look like to a model, class by class, at the shares that these classes have of a genome.
struct NullScores {
  /// A class that is not looked for.
  private struct Kind {
    /// The scores of its windows, ascending.
    let scores: [Double]
    /// Those that are called.
    let called: Proportion
    /// Its share of the genome.
    let share: Double
  }

  private var kinds: [Kind] = []
  /// Windows of all classes.
  var count: Int { kinds.reduce(0) { $0 + $1.scores.count } }
  /// The share of the genome that these classes are.
  var share: Double { kinds.reduce(0.0) { $0 + $1.share } }

  /// Adds a class with the share `share` of the genome, by what a model says of its windows.
  mutating func add(_ probabilities: [ArraySlice<Double>], share: Double, _ rule: CallRule) {
    kinds.append(
      Kind(
        scores: probabilities.map { rule.score($0) }.sorted(),
        called: Proportion(successes: probabilities.count { rule.isCalled($0) }, total: probabilities.count),
        share: share))
  }

  /// The rate at which they are called, and its 95 % interval.
  var calledRate: (value: Double, low: Double, high: Double) {
    (
      mixed { $0.called.value }, mixed { $0.called.interval.lowerBound }, mixed { $0.called.interval.upperBound }
    )
  }

  /// The rate at which they score `least` at least, each class with one such window more than it has: rates are not taken for 0.
  func rate(atLeast least: Double) -> Double {
    mixed { Double(Self.countAtLeast(least, $0.scores) + 1) / Double($0.scores.count + 1) }
  }

  private func mixed(_ value: (Kind) -> Double) -> Double {
    share > 0 ? kinds.reduce(0.0) { $0 + value($1) * $1.share } / share : 0
  }

  private static func countAtLeast(_ value: Double, _ sorted: [Double]) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return sorted.count - low
  }
}
