import Networks

/// ``Exchangeable`` on the alignment and ``ResidualConvolutions`` on the features of a row, side by side.
public struct HybridNetwork: NetworkLearner {
  /// The name in study files and models.
  public static let id = "hybrid"
  /// The name in reports.
  public static let title = "Network on alignments and statistics"
  /// The DOI of the method.
  public static let doi = "10.48550/arXiv.1802.06153"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]
  /// It reads them beside features.
  package static let readsAlignments = true

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// 16 and 32 channels along haplotypes, 64 along sites and along subwindows, then 256 and 128 units.
  public init() {
    settings = NetworkSettings()
    settings.channels = 32
    settings.epochs = 20
    settings.layers = [256, 128]
    settings.dropout = 0.3
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let (alleles, sites) = rows.alignment()
    let (map, whole) = (rows.input(.subwindows), rows.input(.whole))
    var parts = [Exchangeable.tower(alleles, sites, &rows, channels: settings.channels)]
    if let map { parts.append(ResidualConvolutions.tower(map, &rows, channels: 2 * settings.channels)) }
    if let whole { parts.append(whole) }
    return rows.dense(rows.joined(parts), settings.layers, dropout: settings.dropout)
  }
}
