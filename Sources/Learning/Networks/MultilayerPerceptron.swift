import Networks

/// Dense layers on all columns: the plainest network.
public struct MultilayerPerceptron: NetworkLearner {
  /// The name in study files and models.
  public static let id = "mlp"
  /// The name in reports.
  public static let title = "Multilayer perceptron"
  /// The DOI of the method.
  public static let doi = "10.1038/323533a0"
  /// The version of what is learned.
  public static let version = 1
  /// It has no convolutions and knows no direction.
  package static let unusedSettings = ["channels", "flip"]

  /// How it is trained, and the units of its layers.
  public var settings: NetworkSettings

  /// The default: 128 and 64 units.
  public init() {
    settings = NetworkSettings()
    settings.flip = false
  }

  /// Declares the layers.
  package func embed(_ rows: inout NetworkRows) -> NetworkDescription.Layer {
    let columns = rows.joined([rows.input(.columns)].compactMap { $0 })
    return rows.dense(columns, settings.layers, dropout: settings.dropout)
  }
}
