import FeatureTables
import Groundwork

/// What the outputs of a network stand for.
struct NetworkGoal: Sendable {
  /// The classes that have rows, in ascending order; empty where numbers are learned.
  let present: [Int32]
  /// The numbers that vary, by their places in the task; the others are always what they were in training.
  let varying: [Int]
  /// Rows x numbers, standardised, or the place of each row's class in `present`.
  let targets: [Float]
  /// How much each row counts; empty: 1.
  let weights: [Float]
  /// What the outputs are before anything is learned: the logarithms of the shares of the classes, or 0.
  let startingOutputs: [Float]
  /// The numbers as they were standardised; nil where classes are learned.
  let columns: TargetColumns?

  /// What `task` asks of `table`.
  init(
    _ table: FeatureTable, _ task: PredictionTask, _ classWeights: ClassWeights, learner: String
  ) throws(LearningError) {
    switch task {
    case .classification(let classes):
      let counts = try classWeights.values(table, learner: learner)
      let present = Set(table.labels).sorted()
      precondition(present.allSatisfy { classes.indices.contains(Int($0)) }, "labels beyond the classes")
      self.present = present
      varying = []
      targets = table.labels.map { Float(present.firstIndex(of: $0) ?? 0) }
      weights = classWeights == .none ? [] : table.labels.map { Float(counts[Int($0)]) }
      var shares = [Double](repeating: 0, count: classes.count)
      for label in table.labels { shares[Int(label)] += counts[Int(label)] }
      let sum = shares.reduce(0, +)
      startingOutputs = present.map { Float(PortableMath.log(shares[Int($0)] / sum)) }
      columns = nil
    case .regression(let variables):
      let columns = try TargetColumns(table, variables)
      let width = variables.count
      let varying = (0..<width).filter { target in
        (0..<table.rowCount).contains { columns.standardised[$0 * width + target] != 0 }
      }
      present = []
      weights = []
      targets = (0..<table.rowCount).flatMap { row in varying.map { Float(columns.standardised[row * width + $0]) } }
      startingOutputs = varying.map { _ in 0 }
      self.varying = varying
      self.columns = columns
    }
  }

  /// Outputs of the network; 0 if there is nothing to learn.
  var outputCount: Int { columns == nil ? (present.count > 1 ? present.count : 0) : varying.count }

  /// What is made small.
  var lossKind: String { columns == nil ? "softmax" : "squares" }

  /// How.
  func lossSettings(_ settings: NetworkSettings) -> String {
    columns == nil && settings.labelSmoothing > 0 ? "smoothing=\(settings.labelSmoothing)" : ""
  }
}
