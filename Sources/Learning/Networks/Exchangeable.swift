import Networks

/// Convolutions along each haplotype by itself, the same for all, whose values are pooled over the haplotypes of each population
/// (mean, greatest, standard deviation), then residual convolutions along the sites: the order of haplotypes does not matter
/// (Chan et al. 2018, "A likelihood-free inference framework for population genetic data using exchangeable neural networks").
public struct Exchangeable: NetworkLearner {
  /// The name in study files and models.
  public static let id = "exchangeable"
  /// The name in reports.
  public static let title = "Exchangeable network on alignments"
  /// The DOI of the method.
  public static let doi = "10.48550/arXiv.1802.06153"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]
  /// It reads nothing else.
  package static let readsAlignments = true

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// 16 and 32 channels along haplotypes, 64 along sites, then 128 and 64 units.
  public init() {
    settings = NetworkSettings()
    settings.channels = 32
    settings.epochs = 20
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let (alleles, sites) = rows.alignment()
    let pooled = Self.tower(alleles, sites, &rows, channels: settings.channels)
    return rows.dense(pooled, settings.layers, dropout: settings.dropout)
  }

  /// What is pooled along the sites.
  static func tower(
    _ alleles: NetworkDescription.Layer, _ sites: NetworkDescription.Layer, _ rows: inout NetworkRows, channels: Int
  ) -> NetworkDescription.Layer {
    let shape = rows.layout.shape(.alleles) ?? [1, 1]
    let narrow = max(2, channels / 2)
    let half = (shape[1] - 1) / 2 + 1
    // Along each haplotype; what lies between sites is the same for all and computed once.
    var along = rows.layer("reshape", alleles, settings: "extents=\(shape[0]),1,\(shape[1])")
    along = rows.layer("fold", along)
    along = rows.layer("conv1d", along, settings: "channels=\(narrow) kernel=5 stride=2")
    along = rows.layer("unfold", along, settings: "count=\(shape[0])")
    var between = rows.layer("conv1d", sites, settings: "channels=\(narrow) kernel=5 stride=2")
    between = rows.layer("reshape", between, settings: "extents=1,\(narrow),\(half)")
    along = rows.layer("add", along, between)
    along = rows.layer("relu", along)
    along = rows.layer("fold", along)
    along = rows.layer("conv1d", along, settings: "channels=\(channels) kernel=5 stride=2")
    along = rows.layer("relu", along)
    along = rows.layer("unfold", along, settings: "count=\(shape[0])")
    var pools: [NetworkDescription.Layer] = []
    var first = 0
    for size in rows.layout.populationSizes {
      let own = rows.layer("slice", along, settings: "axis=1 from=\(first) to=\(first + size)")
      for kind in ["mean", "max", "sd"] { pools.append(rows.layer(kind, own, settings: "axis=1")) }
      first += size
    }
    return residual(rows.joined(pools), &rows, channels: 2 * channels, length: (half - 1) / 2 + 1)
  }

  /// Residual blocks along the sites, then the means of the middle third, of the thirds beside it, the mean and the greatest of all.
  private static func residual(
    _ source: NetworkDescription.Layer, _ rows: inout NetworkRows, channels: Int, length: Int
  ) -> NetworkDescription.Layer {
    let groups = stride(from: 16, through: 1, by: -1).first { channels % $0 == 0 } ?? 1
    var last = rows.layer("conv1d", source, settings: "channels=\(channels) kernel=1")
    for dilation in [1, 2, 4, 8] {
      var inner = rows.layer("groupnorm", last, settings: "groups=\(groups)")
      inner = rows.layer("relu", inner)
      inner = rows.layer("conv1d", inner, settings: "channels=\(channels) kernel=3 dilation=\(dilation)")
      last = rows.layer("add", last, inner)
    }
    last = rows.layer("groupnorm", last, settings: "groups=\(groups)")
    last = rows.layer("relu", last)
    var pools = [
      rows.layer("mean", last, settings: "axis=2"), rows.layer("max", last, settings: "axis=2"),
      rows.layer("sd", last, settings: "axis=2"),
    ]
    let third = length / 3
    for (from, to) in [(0, third), (third, length - third), (length - third, length)] where from < to {
      let part = rows.layer("slice", last, settings: "axis=2 from=\(from) to=\(to)")
      pools.append(rows.layer("mean", part, settings: "axis=2"))
    }
    return rows.joined(pools)
  }
}
