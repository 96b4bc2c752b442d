import FeatureTables

extension FeatureSchema {
  /// The columns of a row and behind them those of `model`'s embedding of it; as it is where there is none.
  package func withEmbedding(of model: any Model) -> FeatureSchema {
    let width = (model as? any EmbeddingModel)?.embeddingWidth ?? 0
    if width == 0 { return self }
    let own = (1...width).map {
      FeatureColumn(name: "embedding_\($0)", statistic: "embedding", version: 1, subwindow: nil)
    }
    return FeatureSchema(
      featureSet: featureSet, columns: columns + own, usesPhase: usesPhase, usesPolarisation: usesPolarisation,
      haplotypeCount: haplotypeCount, populations: populations, windowLength: windowLength,
      subwindowCount: subwindowCount, alignment: alignment)
  }
}

extension FeatureTable {
  /// The rows with what `model` makes of each behind their features; as they are where it makes nothing.
  package func withEmbedding(of model: any Model, threads: Int) throws(LearningError) -> FeatureTable {
    guard let own = model as? any EmbeddingModel, own.embeddingWidth > 0 else { return self }
    let width = own.embeddingWidth
    let embedding = try own.embedding(of: self, threads: threads)
    var values: [Double] = []
    values.reserveCapacity(rowCount * (columnCount + width))
    for place in 0..<rowCount {
      values.append(contentsOf: row(place))
      values.append(contentsOf: embedding[place * width..<(place + 1) * width])
    }
    return replacing(schema: schema.withEmbedding(of: model), values: values)
  }
}
