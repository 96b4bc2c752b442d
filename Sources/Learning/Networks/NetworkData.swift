import FeatureTables
import Groundwork
import Networks

/// Rows as a network reads them.
struct NetworkData: Sendable {
  private let layout: NetworkLayout
  /// Rows x columns, preprocessed.
  private let values: [Float]
  /// Rows x targets, or one index of a class a row; empty where nothing is learned.
  private let targets: [Float]
  private let targetCount: Int
  /// How much each row counts; empty: 1.
  private let weights: [Float]
  private let alignments: AlignmentTable?

  /// The rows of `table`, which is preprocessed, to be read as `layout` says.
  init(_ table: FeatureTable, _ layout: NetworkLayout, targets: [Float] = [], weights: [Float] = []) {
    self.layout = layout
    values = SinglePrecisionColumns.byRow(table)
    self.targets = targets
    targetCount = table.rowCount == 0 ? 0 : targets.count / table.rowCount
    self.weights = weights
    alignments = table.alignments
  }

  /// How the rows of a batch differ from those of the table.
  struct Augmentation {
    /// Mirrors each row at even odds.
    var flips = false
  }

  /// The rows at `places` as the inputs of `description`, changed at random by `augmentation`.
  func batch(
    _ places: [Int], _ description: NetworkDescription, losses: Int, _ augmentation: Augmentation,
    _ stream: inout RandomStream
  ) -> Network.Batch {
    let flipped = places.map { _ in augmentation.flips && stream.next() & 1 == 1 }
    let inputs = description.inputs.map { input -> [Float] in
      guard let kind = NetworkLayout.Input(rawValue: input.name) else {
        preconditionFailure("the network reads '\(input.name)', which rows do not have")
      }
      switch kind {
      case .columns, .subwindows, .whole: return columns(kind, places, flipped)
      case .alleles: return alleles(places, flipped)
      case .sites: return sites(places, flipped)
      }
    }
    let own = places.flatMap { targets[$0 * targetCount..<($0 + 1) * targetCount] }
    let counts = weights.isEmpty ? [] : places.map { weights[$0] }
    return Network.Batch(
      rows: places.count, inputs: inputs, targets: [[Float]](repeating: own, count: losses),
      weights: weights.isEmpty ? [] : [[Float]](repeating: counts, count: losses))
  }

  /// The alignments, which must be there where a network reads them.
  var rowsWithAlignments: AlignmentTable {
    guard let alignments else { preconditionFailure("the network reads alignments that the rows do not have") }
    return alignments
  }

  /// The rows at `places` as they are.
  func batch(_ places: [Int], _ description: NetworkDescription, losses: Int = 0) -> Network.Batch {
    var unused = RandomStream(seed: 0, replicate: 0, purpose: .network)
    return batch(places, description, losses: losses, Augmentation(), &unused)
  }

  private func columns(_ input: NetworkLayout.Input, _ places: [Int], _ flipped: [Bool]) -> [Float] {
    let (plain, mirrored) = (layout.columns(input), layout.mirrored(input))
    return [Float](unsafeUninitializedCapacity: places.count * plain.count) { buffer, count in
      values.withUnsafeBufferPointer { values in
        for (row, place) in places.enumerated() {
          let first = place * layout.columnCount
          let columns = flipped[row] ? mirrored : plain
          for (index, column) in columns.enumerated() { buffer[row * plain.count + index] = values[first + column] }
        }
      }
      count = places.count * plain.count
    }
  }
}
