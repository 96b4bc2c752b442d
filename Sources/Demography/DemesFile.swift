/// Reads Demes YAML (https://popsim-consortium.github.io/demes-spec-docs).
public enum DemesFile {
  /// The graph written in `text`, every value explicit; `path` is what messages call it.
  public static func graph(_ text: String, path: String) throws(DemographyError) -> DemesGraph {
    try DemesResolver.resolve(text, path: path)
  }

  /// The model of the one deme written in `text`, in generations. Graphs that this version cannot simulate (several demes,
  /// sizes that change within an epoch, selfing, cloning) are refused by name, never simplified.
  public static func parse(_ text: String, path: String) throws(DemographyError) -> DemographicModel {
    let graph = try graph(text, path: path)
    guard graph.demes.count == 1, let deme = graph.demes.first else {
      throw .unsupported(
        "\(path): \(graph.demes.count) demes found; this version simulates one. Write the sizes of the sampled population "
          + "alone")
    }
    var epochs: [DemographicModel.Epoch] = []
    for epoch in deme.epochs.reversed() {
      guard epoch.startSize == epoch.endSize else {
        throw .unsupported(
          "\(path): deme '\(deme.name)' changes from \(epoch.startSize) to \(epoch.endSize) within an epoch; this version "
            + "simulates constant epochs: write steps")
      }
      guard epoch.selfingRate == 0, epoch.cloningRate == 0 else {
        throw .unsupported("\(path): deme '\(deme.name)' reproduces by selfing or cloning, which is not simulated")
      }
      epochs.append(DemographicModel.Epoch(start: epoch.endTime / graph.generationTime, size: epoch.startSize))
    }
    do { return try DemographicModel(epochs: epochs) } catch { throw .invalid("\(path): \(error)") }
  }
}
