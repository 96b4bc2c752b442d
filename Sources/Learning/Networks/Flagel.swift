import Networks

/// Convolutions along sites with the haplotypes as channels, and a dense layer on the positions (Flagel et al. 2019,
/// doi:10.1093/molbev/msy224). The order of haplotypes matters: `alignments: {order: similarity}`.
public struct Flagel: NetworkLearner {
  /// The name in study files and models.
  public static let id = "flagel"
  /// The name in reports.
  public static let title = "Convolutions over sorted alignments (Flagel et al.)"
  /// The DOI of the method.
  public static let doi = "10.1093/molbev/msy224"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]
  /// It reads nothing else.
  package static let readsAlignments = true

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// Three convolutions, the first of 256 channels, the others of 128, then 256 units.
  public init() {
    settings = NetworkSettings()
    settings.channels = 256
    settings.layers = [256]
    settings.dropout = 0.25
    settings.epochs = 20
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let (alleles, sites) = rows.alignment()
    var last = alleles
    for (index, channels) in [settings.channels, settings.channels / 2, settings.channels / 2].enumerated() {
      last = rows.layer("conv1d", last, settings: "channels=\(channels) kernel=2")
      last = rows.layer("relu", last)
      if index == 0 { continue }
      last = rows.layer("avgpool1d", last, settings: "size=2")
      last = rows.layer("dropout", last, settings: "rate=\(settings.dropout)")
    }
    var positions = rows.layer("flatten", sites)
    positions = rows.layer("linear", positions, settings: "units=64")
    positions = rows.layer("relu", positions)
    positions = rows.layer("dropout", positions, settings: "rate=\(settings.dropout)")
    let joined = rows.joined([rows.layer("flatten", last), positions])
    return rows.dense(joined, settings.layers, dropout: settings.dropout)
  }
}
