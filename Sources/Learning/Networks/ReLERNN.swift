import Networks

/// Gated recurrent units that read the sites in both directions, and a dense layer on their positions (Adrion et al. 2020,
/// doi:10.1093/molbev/msaa038).
public struct ReLERNN: NetworkLearner {
  /// The name in study files and models.
  public static let id = "relernn"
  /// The name in reports.
  public static let title = "Recurrent network along sites (ReLERNN)"
  /// The DOI of the method.
  public static let doi = "10.1093/molbev/msaa038"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]
  /// It reads nothing else.
  package static let readsAlignments = true

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// The published sizes: 84 units a direction (`channels`), 256 units for each of two branches, then 64.
  public init() {
    settings = NetworkSettings()
    settings.channels = 84
    settings.layers = [64]
    settings.dropout = 0.35
    settings.epochs = 20
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let (alleles, sites) = rows.alignment()
    var along = rows.layer("permute", alleles, settings: "order=0,2,1")
    along = rows.layer("gru", along, settings: "units=\(settings.channels)")
    along = rows.layer("linear", along, settings: "units=256")
    along = rows.layer("dropout", along, settings: "rate=\(settings.dropout)")
    var positions = rows.layer("flatten", sites)
    positions = rows.layer("linear", positions, settings: "units=256")
    return rows.dense(rows.joined([along, positions]), settings.layers, dropout: settings.dropout)
  }
}
