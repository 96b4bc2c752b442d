import FeatureTables
import Networks

/// The layer before the outputs of a network that reads alignments: the first of the ensemble, as each has coordinates of its own.
extension NetworkModel: EmbeddingModel {
  /// The size of that layer; 0 where the network reads features alone, or there is none.
  public var embeddingWidth: Int {
    guard readsAlignments else { return 0 }
    return networks.first?.shapes.first { $0.name == Self.outputLayer + ".0" }?.shape.last ?? 0
  }

  /// The values of that layer; see ``EmbeddingModel/embedding(of:threads:)``.
  public func embedding(of table: FeatureTable, threads: Int) throws(LearningError) -> [Double] {
    let width = embeddingWidth
    guard width > 0 else { return [] }
    let data = try read(table)
    do throws(NetworkError) {
      return try batches(data, Array(0..<table.rowCount), width: width, threads: threads) {
        (batch) throws(NetworkError) in
        try networks[0].evaluate(Self.embeddingLayer, batch, size: width).map { Double($0) }
      }
    } catch { throw LearningError("the network", error) }
  }
}
