import FeatureTables
import Groundwork
import Learning

/// Whether any parameters make data like those observed: how far the observed features lie from the nearest that the model expects, beside
/// the same distance of replicates of the model.
///
/// The expectation of the features is a quadratic function of the targets, fitted to the replicates of the last round; distances are in
/// units of how replicates scatter about it. Which distances are usual is read off replicates that were kept aside, so that the
/// probability holds whatever the shape of that function.
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

  /// The probability of a replicate of the model as far away as the data.
  public let p: Double
  /// Replicates that say so.
  public let replicates: Int
  /// All features, those furthest off first.
  public let features: [Feature]

  /// At most which probability says that no model fits.
  public static let alarm = 0.01
  /// True if the model does not fit, whatever its parameters.
  public var isRefuted: Bool { p < Self.alarm }

  /// The fit of the only row of `observed` to `training`, whose rows `keptAside` say what is usual; nil where there are too few rows to
  /// say.
  package init?(
    _ observed: FeatureTable, _ training: FeatureTable, keptAside: FeatureTable, _ targets: [TargetVariable],
    threads: Int
  ) {
    guard let expectation = FeatureExpectation(training, targets), keptAside.rowCount >= 20 else { return nil }
    let places = (0..<training.rowCount).map { expectation.whitened(expected: $0) }
    let usual = parallelMap(count: keptAside.rowCount, threads: threads) { _, row in
      Self.nearest(expectation.whitened(Array(keptAside.row(row))), places).distance
    }
    let own = Self.nearest(expectation.whitened(Array(observed.row(0))), places)
    replicates = usual.count
    p = Double(usual.count { $0 >= own.distance } + 1) / Double(usual.count + 1)
    features = expectation.deviations(Array(observed.row(0)), from: own.index)
  }

  /// The fit of the only row of `observed` to the nearest of the classes that `novelty` of `model` knows.
  init(
    _ observed: FeatureTable, _ novelty: NoveltyScore, _ model: any Model, threads: Int
  ) throws(LearningError) {
    p = novelty.falseAlarmRate(try novelty.scores(observed, readBy: model, threads: threads)[0])
    replicates = novelty.usual.count
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
