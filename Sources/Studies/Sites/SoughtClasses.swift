import FeatureTables
import Groundwork
import Learning
import Statistics
import StudyFiles
import Training

/// The classes that a scan for sites looks for.
package struct SoughtClasses: Sendable {
  /// Their places among all.
  package let places: [Int]
  /// How common each is stated to be, relative to the commonest.
  private let weights: [Double]

  /// Those of `study`.
  package init(_ study: Study) {
    places = study.classNames.indices.filter { study.scan.classes.contains(study.classNames[$0]) }
    let shares = places.map { study.scan.rarity[study.classNames[$0]] ?? ExpectedGenome.usualRarity }
    let most = shares.max() ?? 0
    weights = shares.map { most > 0 ? $0 / most : 1 }
  }

  /// How strongly `probabilities` speak for a site of any of them, a class that is stated to be rarer counting less (the sum of their
  /// probabilities where all are as common), and the share of each in that.
  package func answer(_ probabilities: ArraySlice<Double>) -> (score: Double, kinds: [Double]) {
    let own = zip(places, weights).map { probabilities[probabilities.startIndex + $0] * $1 }
    let score = own.reduce(0, +)
    return (score, own.map { score > 0 ? $0 / score : 1 / Double(own.count) })
  }
}
