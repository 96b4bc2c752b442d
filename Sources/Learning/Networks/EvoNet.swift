import Networks

/// evoNet: three small dense layers on many statistics, that first learn to restore what they read (Sheehan & Song 2016,
/// doi:10.1371/journal.pcbi.1004845).
public struct EvoNet: NetworkLearner {
  /// The name in study files and models.
  public static let id = "evonet"
  /// The name in reports.
  public static let title = "evoNet"
  /// The DOI of the method.
  public static let doi = "10.1371/journal.pcbi.1004845"
  /// The version of what is learned.
  public static let version = 1
  /// It has no convolutions and knows no direction.
  package static let unusedSettings = ["channels", "flip"]

  /// How it is trained, and the units of its layers.
  public var settings: NetworkSettings

  /// The published sizes: 25, 25 and 10 units.
  public init() {
    settings = NetworkSettings()
    settings.layers = [25, 25, 10]
    settings.pretraining = 10
    settings.dropout = 0
    settings.flip = false
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let columns = rows.joined([rows.input(.columns)].compactMap { $0 })
    return rows.dense(columns, settings.layers, activation: "tanh", dropout: settings.dropout)
  }

  /// Declares each layer with one that restores what it reads from its values; a layer leaves those below it as they are.
  package func restore(_ rows: inout NetworkRows) -> Bool {
    var last = rows.joined([rows.input(.columns)].compactMap { $0 })
    var size = rows.layout.columnCount
    for (index, units) in settings.layers.enumerated() {
      let read = rows.layer("detach", last)
      last = rows.layer("linear", read, settings: "units=\(units)", name: "dense\(index + 1)")
      last = rows.layer("tanh", last)
      let restored = rows.layer("linear", last, settings: "units=\(size)")
      rows.description.loss(copying: read, restored)
      size = units
    }
    return !settings.layers.isEmpty
  }
}
