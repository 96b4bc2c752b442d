/// What a learner learns from: rows of which something is known, and for each of them what is to be read, such as features.
public protocol LearningInput: Sendable {
  /// What is known of each row.
  var rows: ExampleRows { get }
  /// The rows at `places`, in that order, with all that belongs to them.
  func selecting(_ places: [Int]) -> Self
}

extension LearningInput {
  /// The number of rows.
  @inlinable public var rowCount: Int { rows.count }
  /// The names of the classes that `labels` index.
  @inlinable public var classes: [String] { rows.classes }
  /// The class of each row.
  @inlinable public var labels: [Int32] { rows.labels }
  /// The replicate of each row.
  @inlinable public var replicates: [UInt64] { rows.replicates }
  /// The names of the columns of `truth`.
  @inlinable public var truthNames: [String] { rows.truthNames }
  /// Rows x truth columns.
  @inlinable public var truth: [Double] { rows.truth }
  /// Where each row lies.
  @inlinable public var locations: [ExampleRows.Location] { rows.locations }
}
