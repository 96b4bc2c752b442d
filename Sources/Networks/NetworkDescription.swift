/// The layers, losses and optimiser of a network, as text that an engine reads: a line each.
///
///     input columns 132
///     hidden = linear columns units=128
///     loss softmax output
///     optimiser decay=0.0001
///
/// Engines/LibTorch/Layers.hpp has the kinds of layers and their settings.
public struct NetworkDescription: Sendable, Equatable {
  /// A layer that was declared, by its name.
  public struct Layer: Sendable, Equatable {
    /// Its name in the text.
    public let name: String
  }

  /// The text.
  public private(set) var text: String
  /// The inputs, in order, with their extents.
  public private(set) var inputs: [(name: String, shape: [Int])]
  private var layerCount = 0

  /// No layers yet.
  public init() {
    text = ""
    inputs = []
  }

  /// The description in `text`; nil if its inputs cannot be told from it.
  public init?(text: String) {
    self.text = text
    inputs = []
    for line in text.split(separator: "\n") where line.hasPrefix("input ") {
      let words = line.split(separator: " ")
      let shape = words.dropFirst(2).compactMap { Int($0) }
      guard words.count > 2, shape.count == words.count - 2, shape.allSatisfy({ (1...1 << 24).contains($0) }),
        shape.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) <= 1 << 24
      else { return nil }
      inputs.append((String(words[1]), shape))
    }
    if inputs.isEmpty { return nil }
  }

  /// Two are equal if their texts are.
  public static func == (a: NetworkDescription, b: NetworkDescription) -> Bool { a.text == b.text }

  /// Declares an input whose rows have the extents `shape`; inputs come before layers.
  public mutating func input(_ name: String, _ shape: [Int]) -> Layer {
    precondition(layerCount == 0, "the input \(name) comes after a layer")
    inputs.append((name, shape))
    text += "input \(name) " + shape.map(String.init).joined(separator: " ") + "\n"
    return Layer(name: name)
  }

  /// Declares a layer of `kind` that reads `sources`; `settings` are words such as "units=128".
  public mutating func layer(
    _ kind: String, _ sources: Layer..., settings: String = "", name: String? = nil
  ) -> Layer {
    layer(kind, sources, settings: settings, name: name)
  }

  /// Declares a layer of `kind` that reads `sources`.
  public mutating func layer(_ kind: String, _ sources: [Layer], settings: String = "", name: String? = nil) -> Layer {
    layerCount += 1
    let name = name ?? "\(kind)\(layerCount)"
    text += "\(name) = \(kind) " + sources.map(\.name).joined(separator: " ")
    text += (settings.isEmpty ? "" : " " + settings) + "\n"
    return Layer(name: name)
  }

  /// Declares a loss of `kind` of what `layer` yields.
  public mutating func loss(_ kind: String, _ layer: Layer, settings: String = "") {
    text += "loss \(kind) \(layer.name)" + (settings.isEmpty ? "" : " " + settings) + "\n"
  }

  /// Declares that `layer` is to be like `other`, which learns nothing from that.
  public mutating func loss(copying other: Layer, _ layer: Layer) { text += "loss copy \(layer.name) \(other.name)\n" }

  /// Declares how weights are changed.
  public mutating func optimiser(_ settings: String) { text += "optimiser \(settings)\n" }
}
