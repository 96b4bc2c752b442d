import Networks

/// Residual convolutions along the subwindows of a row, in which each statistic is first standardised over the subwindows, so
/// that only its pattern counts; the middle, its neighbours and what lies further out are pooled apart after each block.
///
/// The design is that of `multiscale_res1d` of diploS/HIC's repository (Kern & Schrider 2018, doi:10.1534/g3.118.200262), with
/// group normalisation, which does not depend on the other rows of a batch.
public struct ResidualConvolutions: NetworkLearner {
  /// The name in study files and models.
  public static let id = "res1d"
  /// The name in reports.
  public static let title = "Residual convolutions along subwindows"
  /// The DOI of the method.
  public static let doi = "10.1534/g3.118.200262"
  /// The version of what is learned.
  public static let version = 1
  /// Its layers learn no restoring.
  package static let unusedSettings = ["pretraining"]

  /// How it is trained, and the sizes of its layers.
  public var settings: NetworkSettings

  /// Three blocks of 64 channels, then 256 and 128 units.
  public init() {
    settings = NetworkSettings()
    settings.layers = [256, 128]
    settings.dropout = 0.3
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let (map, whole) = (rows.input(.subwindows), rows.input(.whole))
    var parts: [NetworkDescription.Layer] = []
    if let map { parts.append(Self.tower(map, &rows, channels: settings.channels)) }
    if let whole { parts.append(whole) }
    let joined = rows.joined(parts)
    return rows.dense(joined, settings.layers, dropout: settings.dropout)
  }

  /// The residual blocks on `map` (statistics x subwindows) with what is pooled after each.
  static func tower(
    _ map: NetworkDescription.Layer, _ rows: inout NetworkRows, channels: Int
  ) -> NetworkDescription.Layer {
    let groups = stride(from: 16, through: 1, by: -1).first { channels % $0 == 0 } ?? 1
    // The pattern along the subwindows, and beside it the columns as they are.
    let pattern = rows.layer("instancenorm", map)
    var last = rows.layer("concat", pattern, map)
    last = rows.layer("conv1d", last, settings: "channels=\(channels) kernel=1")
    var pooled: [NetworkDescription.Layer] = []
    for dilation in [1, 1, 3] {
      var inner = last
      for _ in 0..<2 {
        inner = rows.layer("groupnorm", inner, settings: "groups=\(groups)")
        inner = rows.layer("relu", inner)
        inner = rows.layer("conv1d", inner, settings: "channels=\(channels) kernel=3 dilation=\(dilation)")
      }
      last = rows.layer("add", last, inner)
      pooled.append(contentsOf: pools(last, &rows))
    }
    return rows.joined(pooled)
  }

  /// The means of the middle subwindow, of two at each side of it, and of those further out; the greatest of all.
  private static func pools(
    _ source: NetworkDescription.Layer, _ rows: inout NetworkRows
  ) -> [NetworkDescription.Layer] {
    let count = rows.layout.subwindowCount
    let (low, high) = ((count - 1) / 2, count / 2 + 1)
    func part(_ from: Int, _ to: Int, _ rows: inout NetworkRows) -> NetworkDescription.Layer? {
      let (from, to) = (max(0, from), min(count, to))
      return from < to ? rows.layer("slice", source, settings: "axis=2 from=\(from) to=\(to)") : nil
    }
    let middle = [part(low, high, &rows)]
    let near = [part(low - 2, low, &rows), part(high, high + 2, &rows)]
    let far = [part(0, low - 2, &rows), part(high + 2, count, &rows)]
    var pools: [NetworkDescription.Layer] = []
    for parts in [middle, near, far] {
      let found = parts.compactMap { $0 }
      if found.isEmpty { continue }
      let joined = found.count == 1 ? found[0] : rows.layer("concat", found[0], found[1], settings: "axis=2")
      pools.append(rows.layer("mean", joined, settings: "axis=2"))
    }
    pools.append(rows.layer("max", source, settings: "axis=2"))
    return pools
  }
}
