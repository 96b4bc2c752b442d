import Networks

/// Convolutions over the alignment as an image, haplotypes x sites (Torada et al. 2019, doi:10.1186/s12859-019-2927-x). The order of
/// haplotypes matters: `alignments: {order: similarity}`.
public struct ImaGene: NetworkLearner {
  /// The name in study files and models.
  public static let id = "imagene"
  /// The name in reports.
  public static let title = "Convolutions over images of alignments (ImaGene)"
  /// The DOI of the method.
  public static let doi = "10.1186/s12859-019-2927-x"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]
  /// It reads nothing else.
  package static let readsAlignments = true

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// Three convolutions of 32 channels, then 128 units.
  public init() {
    settings = NetworkSettings()
    settings.channels = 32
    settings.layers = [128]
    settings.dropout = 0.5
    settings.epochs = 20
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    guard let alleles = rows.input(.alleles), let shape = rows.layout.shape(.alleles) else {
      preconditionFailure("rows without alignments reach a network that reads them")
    }
    var last = rows.layer("reshape", alleles, settings: "extents=1,\(shape[0]),\(shape[1])")
    for _ in 0..<3 {
      last = rows.layer("conv2d", last, settings: "channels=\(settings.channels) kernel=3,3")
      last = rows.layer("relu", last)
      last = rows.layer("maxpool2d", last, settings: "size=2")
    }
    return rows.dense(rows.layer("flatten", last), settings.layers, dropout: settings.dropout)
  }
}
