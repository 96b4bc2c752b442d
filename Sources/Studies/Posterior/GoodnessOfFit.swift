import FeatureTables
import Groundwork
import Learning

/// Whether any parameters make data like those observed: how far the observed features lie from the nearest that the model expects, beside
/// the same distance of replicates of the model.
///
/// The expectation of the features is a quadratic function of the targets, fitted to the replicates of the last round; distances are in
/// units of how replicates scatter about it. Which distances are usual is read off replicates that were kept aside, so that the
/// probability holds whatever the shape of that function. A single feature that is far off among many is lost in the distance of all, so
/// the largest deviation of a feature is asked about as well.
public struct GoodnessOfFit: Sendable, Equatable {
  /// A feature that the model does not explain.
  public struct Feature: Sendable, Equatable {
    /// Its column.
    public let name: String
    /// The observed value.
    public let observed: Double
    /// What the best parameters predict.
    public let expected: Double
    /// Their difference in standard deviations of replicates.
    public let deviation: Double
  }

  /// The probability of a replicate of the model as far away as the data, by all features together or by the one furthest off: twice the
  /// lesser of the two.
  public let p: Double
  /// True if the data lie several times further away than any replicate.
  public let isFarBeyond: Bool
  /// Replicates that say so.
  public let replicates: Int
  /// All features, those furthest off first.
  public let features: [Feature]

  /// At most which probability says that no model fits.
  public static let alarm = 0.01
  /// How many times further away than all replicates is far beyond them.
  private static let farBeyond = 3.0
  /// True if the model does not fit, whatever its parameters.
  public var isRefuted: Bool { p < Self.alarm || isFarBeyond }
  /// True if the data lie further away than nearly all replicates, which are too few to say that no parameters make such data.
  public var isUndecided: Bool { !isRefuted && p <= 2 * Self.least(replicates) && Self.least(replicates) >= Self.alarm }

  /// The least probability that `replicates` can show.
  private static func least(_ replicates: Int) -> Double { 2 / Double(replicates + 1) }

  /// The fit of the only row of `observed` to `training`, whose rows `keptAside` say what is usual; nil where there are too few rows to
  /// say.
  package init?(
    _ observed: FeatureTable, _ training: FeatureTable, keptAside: FeatureTable, _ targets: [TargetVariable],
    threads: Int
  ) {
    guard let expectation = FeatureExpectation(training, targets), keptAside.rowCount >= 20 else { return nil }
    let places = (0..<training.rowCount).map { expectation.whitened(expected: $0) }
    @Sendable func distances(_ row: [Double]) -> (all: Double, largest: Double, features: [Feature]) {
      let nearest = Self.nearest(expectation.whitened(row), places)
      let features = expectation.deviations(row, from: nearest.index)
      return (nearest.distance.squareRoot(), abs(features.first?.deviation ?? 0), features)
    }
    let usual = parallelMap(count: keptAside.rowCount, threads: threads) { _, row in
      let own = distances(Array(keptAside.row(row)))
      return (all: own.all, largest: own.largest)
    }
    let own = distances(Array(observed.row(0)))
    replicates = usual.count
    let rarest = min(usual.count { $0.all >= own.all }, usual.count { $0.largest >= own.largest })
    p = min(1, 2 * Double(rarest + 1) / Double(usual.count + 1))
    isFarBeyond =
      own.all > Self.farBeyond * (usual.map(\.all).max() ?? 0)
      || own.largest > Self.farBeyond * (usual.map(\.largest).max() ?? 0)
    features = own.features
  }

  /// The fit of the only row of `observed` to the nearest of the classes that `novelty` of `model` knows.
  init(
    _ observed: FeatureTable, _ novelty: NoveltyScore, _ model: any Model, threads: Int
  ) throws(LearningError) {
    p = novelty.falseAlarmRate(try novelty.scores(observed, readBy: model, threads: threads)[0])
    replicates = novelty.usual.count
    isFarBeyond = false
    features = []
  }

  private static func nearest(_ point: [Double], _ places: [[Double]]) -> (distance: Double, index: Int) {
    var best = (distance: Double.infinity, index: 0)
    for (index, place) in places.enumerated() {
      var squared = 0.0
      for column in point.indices {
        let difference = point[column] - place[column]
        squared += difference * difference
        if squared >= best.distance { break }
      }
      if squared < best.distance { best = (squared, index) }
    }
    return best
  }
}
