import Networks

/// What a network is declared from: what there is of a row, and the layers so far.
package struct NetworkRows: Sendable {
  let layout: NetworkLayout
  /// The layers so far.
  var description = NetworkDescription()

  init(_ layout: NetworkLayout) { self.layout = layout }

  /// Declares `input`, which must come before any layer; nil if rows have nothing in it.
  mutating func input(_ input: NetworkLayout.Input) -> NetworkDescription.Layer? {
    layout.shape(input).map { description.input(input.rawValue, $0) }
  }

  /// Declares the alleles and the sites of rows that have alignments.
  mutating func alignment() -> (alleles: NetworkDescription.Layer, sites: NetworkDescription.Layer) {
    guard let alleles = input(.alleles), let sites = input(.sites) else {
      preconditionFailure("rows without alignments reach a network that reads them")
    }
    return (alleles, sites)
  }

  /// Declares a layer; see ``Networks/NetworkDescription/layer(_:_:settings:name:)``.
  mutating func layer(
    _ kind: String, _ sources: NetworkDescription.Layer..., settings: String = "", name: String? = nil
  ) -> NetworkDescription.Layer {
    description.layer(kind, sources, settings: settings, name: name)
  }

  /// Declares that the rows of `sources` stand side by side; one alone stays as it is.
  mutating func joined(_ sources: [NetworkDescription.Layer]) -> NetworkDescription.Layer {
    precondition(!sources.isEmpty, "a network reads nothing of a row")
    return sources.count == 1 ? sources[0] : description.layer("concat", sources)
  }

  /// Declares dense layers of `units`, each followed by the function `activation`, with `dropout` behind each.
  mutating func dense(
    _ source: NetworkDescription.Layer, _ units: [Int], activation: String = "relu", dropout: Double = 0
  ) -> NetworkDescription.Layer {
    var last = source
    for (index, count) in units.enumerated() {
      last = layer("linear", last, settings: "units=\(count)", name: "dense\(index + 1)")
      last = layer(activation, last)
      if dropout > 0 { last = layer("dropout", last, settings: "rate=\(dropout)") }
    }
    return last
  }
}
