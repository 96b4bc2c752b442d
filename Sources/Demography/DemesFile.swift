/// Reads Demes YAML (https://popsim-consortium.github.io/demes-spec-docs).
public enum DemesFile {
  /// The graph written in `text`, every value explicit; `path` is what messages call it.
  public static func graph(_ text: String, path: String) throws(DemographyError) -> DemesGraph {
    try DemesResolver.resolve(DemesValue(document: text, path: path), path: path)
  }

  /// The model written in `text`, in generations.
  public static func model(_ text: String, path: String) throws(DemographyError) -> DemographicModel {
    try DemographicModel(try graph(text, path: path), path: path)
  }
}
