import Networks

/// The network of diploS/HIC: three branches of convolutions over statistics x subwindows (Kern & Schrider 2018,
/// doi:10.1534/g3.118.200262). Columns are standardised by the moments of the training rows, and rows are mirrored at random.
public struct DiplosHIC: NetworkLearner {
  /// The name in study files and models.
  public static let id = "diplos_hic"
  /// The name in reports.
  public static let title = "Convolutions over statistics and subwindows (diploS/HIC)"
  /// The DOI of the method.
  public static let doi = "10.1534/g3.118.200262"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// The published sizes: 128 and 64 channels a branch, 512 and 128 units; batches of 32 at a constant rate.
  public init() {
    settings = NetworkSettings()
    settings.layers = [512, 128]
    settings.channels = 128
    settings.batchSize = 32
    settings.schedule = .constant
    settings.patience = 5
    settings.weightDecay = 0
    settings.epochs = 100
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let (map, whole) = (rows.input(.subwindows), rows.input(.whole))
    var parts: [NetworkDescription.Layer] = []
    if let map {
      let image = rows.layer(
        "reshape", map, settings: "extents=1,\(rows.layout.statistics.count),\(rows.layout.subwindowCount)")
      let branches = [("3,3", "1,1", "size=3 ceil=1"), ("2,2", "1,3", "size=2"), ("2,2", "1,4", "size=2")]
      for (kernel, dilation, pool) in branches {
        var last = image
        for (index, channels) in [settings.channels, max(1, settings.channels / 2)].enumerated() {
          // The second convolution of a branch has no gaps.
          let gaps = index == 0 ? dilation : "1,1"
          last = rows.layer("conv2d", last, settings: "channels=\(channels) kernel=\(kernel) dilation=\(gaps) glorot=1")
          last = rows.layer("relu", last)
        }
        last = rows.layer("maxpool2d", last, settings: pool)
        last = rows.layer("dropout", last, settings: "rate=\(0.75 * settings.dropout)")
        parts.append(rows.layer("flatten", last))
      }
    }
    if let whole { parts.append(whole) }
    let joined = rows.joined(parts)
    return rows.dense(joined, settings.layers, dropout: settings.dropout)
  }
}
