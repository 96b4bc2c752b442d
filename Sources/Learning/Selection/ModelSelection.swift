import FeatureTables
import Groundwork
import Synchronization

/// Choosing hyper-parameters by what they do on rows kept aside, and saying honestly how good the choice is.
///
/// Work is shared between threads by cells (groups of cells that have work in common) and folds; each fit has one thread, and its seed is the caller's, so results do
/// not depend on the number of threads. Rows of one replicate are never on both sides.
public struct ModelSelection: Sendable {
  /// How rows are kept aside.
  public enum Resampling: Sendable, Equatable {
    /// Each of so many folds in turn (``DataSplit/folds(_:count:seed:)``).
    case folds(Int)
    /// This share once (``DataSplit/stratifiedSplit(_:testFraction:seed:)``).
    case holdOut(Double)

    func splits(_ table: FeatureTable, seed: UInt64) throws(LearningError) -> [(training: [Int], test: [Int])] {
      switch self {
      case .folds(let count): return try DataSplit.folds(table, count: count, seed: seed)
      case .holdOut(let share): return [try DataSplit.stratifiedSplit(table, testFraction: share, seed: seed)]
      }
    }
  }

  /// Scores on the parts kept aside.
  public struct Scores: Sendable, Equatable, Codable {
    /// One a part.
    public let values: [Double]

    /// The mean over parts.
    public var mean: Double { values.reduce(0, +) / Double(values.count) }

    /// The standard deviation over parts (divisor: parts).
    public var spread: Double {
      (values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }
  }

  /// A combination of hyper-parameters and how it did.
  public struct Cell: Sendable, Equatable, Codable {
    /// The hyper-parameters.
    public let settings: [ParameterSetting]
    /// How they did.
    public let scores: Scores
  }

  /// What a search found.
  public struct Search<L: Learner>: Sendable {
    /// All cells, in the order asked for.
    public let cells: [Cell]
    /// The cell of the greatest mean score; of equal ones the first.
    public let best: Cell
    /// The learner with the hyper-parameters of the best cell.
    public let learner: L
  }

  /// A part of the outer loop of a nested cross-validation.
  public struct NestedPart: Sendable, Equatable, Codable {
    /// What the search within the rows for learning chose.
    public let settings: [ParameterSetting]
    /// How the learner with it, fitted to these rows, did on the others.
    public let score: Double
  }

  /// How rows are kept aside.
  public var resampling: Resampling
  /// What is to be great; nil for ``SelectionScore/usual(for:)``.
  public var score: SelectionScore?
  /// What splits and fits draw from.
  public var seed: UInt64
  /// Threads to work on.
  public var threads: Int

  /// A selection by `resampling`.
  public init(_ resampling: Resampling = .folds(5), score: SelectionScore? = nil, seed: UInt64, threads: Int = 1) {
    self.resampling = resampling
    self.score = score
    self.seed = seed
    self.threads = threads
  }

  /// The scores of each of `learners` on the parts kept aside.
  public func scores<L: Learner>(
    _ learners: [L], _ table: FeatureTable, to task: PredictionTask, progress: FitProgress? = nil
  ) throws(LearningError) -> [Scores] {
    let parts = try resampling.splits(table, seed: seed).map {
      (table.selecting($0.training), table.selecting($0.test))
    }
    let score = score ?? .usual(for: task)
    let done = Atomic<Int>(0)
    let groups = L.sharingWork(learners)
    let count = learners.count * parts.count
    let results = parallelMap(count: groups.count * parts.count, threads: threads) { _, index in
      let (training, test) = parts[index % parts.count]
      let group = groups[index / parts.count]
      let result = Result<[Double], LearningError> { () throws(LearningError) -> [Double] in
        let models = try L.fit(sharing: group.map { learners[$0] }, training, to: task, seed: seed)
        var values: [Double] = []
        for model in models { values.append(try score.value(of: model, test, threads: 1)) }
        return values
      }
      progress?(done.wrappingAdd(group.count, ordering: .relaxed).newValue, count)
      return result
    }
    var scores = [[Double]](repeating: [], count: learners.count)
    for (place, group) in groups.enumerated() {
      for part in parts.indices {
        let values = try results[place * parts.count + part].get()
        for (member, value) in zip(group, values) { scores[member].append(value) }
      }
    }
    return scores.map { Scores(values: $0) }
  }

  /// The best of `cells` for `learner`, whose other hyper-parameters stay as they are.
  ///
  /// The best cell's mean is the greatest of many, thus too good: report what ``nested(_:_:_:to:outerFolds:)`` says, or a
  /// score on rows that the search has not seen.
  public func search<L: Learner>(
    _ learner: L, _ cells: [[ParameterSetting]], _ table: FeatureTable, to task: PredictionTask,
    progress: FitProgress? = nil
  ) throws(LearningError) -> Search<L> {
    guard !cells.isEmpty else {
      throw .invalidParameter(name: "search", value: "nothing", expected: "at least one combination of values")
    }
    var learners: [L] = []
    for cell in cells { learners.append(try learner.setting(cell)) }
    let found = zip(cells, try scores(learners, table, to: task, progress: progress)).map {
      Cell(settings: $0, scores: $1)
    }
    var best = 0
    for index in found.indices where found[index].scores.mean > found[best].scores.mean { best = index }
    return Search(cells: found, best: found[best], learner: learners[best])
  }

  /// The honest score of a search: in each of `outerFolds` folds, `cells` are searched within the other rows, and the choice,
  /// fitted to these, is scored on the fold (Varma & Simon 2006, doi:10.1186/1471-2105-7-91).
  public func nested<L: Learner>(
    _ learner: L, _ cells: [[ParameterSetting]], _ table: FeatureTable, to task: PredictionTask, outerFolds: Int
  ) throws(LearningError) -> [NestedPart] {
    var inner = self
    // Other folds than those of the outer loop.
    inner.seed = DerivedSeed.nested(seed)
    let score = score ?? .usual(for: task)
    var parts: [NestedPart] = []
    for fold in try DataSplit.folds(table, count: outerFolds, seed: seed) {
      let training = table.selecting(fold.training)
      let found = try inner.search(learner, cells, training, to: task)
      let model = try found.learner.fit(training, to: task, seed: seed, threads: threads)
      parts.append(
        NestedPart(
          settings: found.best.settings,
          score: try score.value(of: model, table.selecting(fold.test), threads: threads)))
    }
    return parts
  }

  /// How the score on the parts kept aside grows with the rows for learning: for each of `shares` (above 0, at most 1), the
  /// scores of `learner` fitted to that share of the replicates.
  public func learningCurve<L: Learner>(
    _ learner: L, _ table: FeatureTable, to task: PredictionTask, shares: [Double]
  ) throws(LearningError) -> [Scores] {
    let parts = try resampling.splits(table, seed: seed)
    let score = score ?? .usual(for: task)
    guard shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw .invalidParameter(name: "shares", value: "\(shares)", expected: "numbers above 0 and at most 1")
    }
    let results = parallelMap(count: shares.count * parts.count, threads: threads) { _, index in
      Result<Double, LearningError> { () throws(LearningError) -> Double in
        let part = parts[index % parts.count]
        let all = table.selecting(part.training)
        let chosen = try DataSplit.stratifiedSplit(all, testFraction: 1 - shares[index / parts.count], seed: seed)
        let model = try learner.fit(all.selecting(chosen.training), to: task, seed: seed)
        return try score.value(of: model, table.selecting(part.test), threads: 1)
      }
    }
    var curve: [Scores] = []
    for share in shares.indices {
      var values: [Double] = []
      for part in parts.indices { values.append(try results[share * parts.count + part].get()) }
      curve.append(Scores(values: values))
    }
    return curve
  }
}
