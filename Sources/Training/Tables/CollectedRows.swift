import FeatureTables
import StudyFiles
import Synchronization

/// The rows of replicates that are done, while others are being made.
package final class CollectedRows: Sendable {
  /// What is known of a replicate.
  struct Content {
    let features: [Double]
    let truth: [Double]
    let alignment: AlignmentTable.Row?
  }

  /// What is known of a replicate, or why there is nothing.
  typealias Row = Result<Content, StudyError>

  /// The rows from the first replicate to the last in front of one that is not done.
  struct First {
    let start: Int
    let rows: [Row]
  }

  private let state = Mutex((start: 0, rows: [Row?]()))

  /// Nothing yet.
  package init() {}

  /// Makes room for the replicates `range`.
  func begin(_ range: Range<Int>) {
    state.withLock { $0 = (range.lowerBound, [Row?](repeating: nil, count: range.count)) }
  }

  /// Adds the row of the replicate `index`.
  func add(_ row: Row, _ index: Int) { state.withLock { $0.rows[index - $0.start] = row } }

  /// What can be kept of it.
  var first: First {
    state.withLock { state in First(start: state.start, rows: state.rows.prefix { $0 != nil }.compactMap { $0 }) }
  }
}
