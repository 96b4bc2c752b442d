import Learning
import StudyFiles

/// What a scan calls a window by its probabilities.
struct CallRule {
  /// The classes that are looked for, among those of the study.
  let wanted: [Int]
  /// The least probability of a call.
  private let threshold: Double
  /// True if the probabilities of the classes that are looked for count together.
  private let isTogether: Bool
  /// How many times as common each class is in a genome as where the model learned.
  let odds: [Double]

  /// The rule of `study`, `trained` being the shares of the classes among the rows learned from and `genome` those of a genome.
  init(_ study: Study, trained: [Double], genome: ExpectedGenome) {
    self.init(study, odds: zip(genome.shares, trained).map { $1 > 0 ? $0 / $1 : 0 })
  }

  /// The rule of `study` for a genome whose classes are `odds` times as common; all alike if empty.
  init(_ study: Study, odds: [Double] = []) {
    wanted = study.classes.indices.filter { study.scan.classes.contains(study.classes[$0].name) }
    threshold = study.scan.callThreshold
    isTogether = study.scan.merging == .together
    self.odds = odds
  }

  /// True if the most probable class, the first of several, is looked for and probable enough; where classes count together, if all that
  /// are looked for are together probable enough.
  func isCalled(_ probabilities: some Collection<Double>) -> Bool {
    if isTogether {
      let values = Array(probabilities)
      return wanted.reduce(0.0) { $0 + values[$1] } >= threshold
    }
    let most = probabilities.max() ?? 0
    return wanted.contains(Self.mostProbable(probabilities)) && most >= threshold
  }

  /// True if the most probable class is looked for, but the window is not called.
  func isWithheld(_ probabilities: some Collection<Double>) -> Bool {
    wanted.contains(Self.mostProbable(probabilities)) && !isCalled(probabilities)
  }

  /// The index of the most probable class, the first of several.
  static func mostProbable(_ probabilities: some Collection<Double>) -> Int {
    let most = probabilities.max() ?? 0
    return probabilities.enumerated().first { $0.element == most }?.offset ?? 0
  }

  /// The probability of a class that is looked for, at the shares of a genome.
  func score(_ probabilities: some Collection<Double>) -> Double {
    score(probabilities, of: wanted)
  }

  /// The probability of the classes at `places` together, at the shares of a genome.
  func score(_ probabilities: some Collection<Double>, of places: [Int]) -> Double {
    let weighted = zip(probabilities, odds).map { $0 * $1 }
    let total = weighted.reduce(0, +)
    return total > 0 ? places.reduce(0.0) { $0 + weighted[$1] } / total : 0
  }
}
