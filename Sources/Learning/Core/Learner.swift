import FeatureTables

/// Called while a learner works, from any of its threads: parts that are done, and parts in all.
public typealias FitProgress = @Sendable (_ done: Int, _ total: Int) -> Void

/// A way to learn; its hyper-parameters are its stored properties and are checked in `fit`.
///
/// The encoded keys are those of the study file; keys that are left out take their defaults.
public protocol Learner: Sendable, Codable {
  /// What fitting yields.
  associatedtype Fitted: Model
  /// The name in study files and models: "extra_trees".
  static var id: String { get }
  /// The name in reports.
  static var title: String { get }
  /// The DOI of the method.
  static var doi: String { get }
  /// The version of what is learned from equal data and settings; a change of any prediction is a new version.
  static var version: Int { get }
  /// True if it learns classes.
  static var predictsClasses: Bool { get }
  /// True if it learns numbers.
  static var predictsNumbers: Bool { get }
  /// The names of the hyper-parameters, as the study file writes them.
  static var parameterNames: [String] { get }

  /// What is done to features first.
  var preprocess: Preprocessing { get set }

  /// A learner with its default hyper-parameters.
  init()

  /// Throws if a hyper-parameter is out of range, as ``fit(_:to:seed:threads:progress:)`` would.
  func check() throws(LearningError)

  /// Throws if a library that it needs and that is no part of the program is not there.
  func requireEngine() throws(LearningError)

  /// Learns from the labelled rows of `table`, or, in regression, from its truths.
  ///
  /// The result depends on `table` and `seed` only, never on `threads`. Throws if a hyper-parameter is out of range, the
  /// table is empty, unlabelled or of other classes, or a feature is not finite.
  func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int, progress: FitProgress?
  ) throws(LearningError) -> Fitted

  /// The places of `learners` in groups that have work in common when they are fitted to the same table.
  static func sharingWork(_ learners: [Self]) -> [[Int]]

  /// The models of `learners`, which are a group of ``sharingWork(_:)``, fitted to `table` as each alone would be.
  static func fit(
    sharing learners: [Self], _ table: FeatureTable, to task: PredictionTask, seed: UInt64
  ) throws(LearningError) -> [Fitted]
}

extension Learner {
  /// Most learners have no work in common.
  public static func sharingWork(_ learners: [Self]) -> [[Int]] { learners.indices.map { [$0] } }

  /// Each alone.
  public static func fit(
    sharing learners: [Self], _ table: FeatureTable, to task: PredictionTask, seed: UInt64
  ) throws(LearningError) -> [Fitted] {
    var models: [Fitted] = []
    for learner in learners { models.append(try learner.fit(table, to: task, seed: seed)) }
    return models
  }

  /// Most need nothing that is not part of the program.
  public func requireEngine() throws(LearningError) {}

  /// Most learn classes.
  public static var predictsClasses: Bool { true }
  /// Most learn numbers.
  public static var predictsNumbers: Bool { true }

  /// Learns from the labelled rows of `table`, without telling how far it is.
  public func fit(
    _ table: FeatureTable, to task: PredictionTask, seed: UInt64, threads: Int = 1
  ) throws(LearningError) -> Fitted {
    try fit(table, to: task, seed: seed, threads: threads, progress: nil)
  }
}
