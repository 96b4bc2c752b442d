/// Colours that colour-blind readers can tell apart (Okabe and Ito 2008).
package enum Palette {
  static let ink = "#1b2733"
  static let simulated = "#0072B2"
  static let observed = "#D55E00"
  static let neutral = "#c3c8cd"
  static let mark = "#F0E442"

  /// Vermillion and orange, blue and sky blue are neighbours: a class and the one linked to it.
  private static let series = ["#D55E00", "#E69F00", "#0072B2", "#56B4E9", "#009E73", "#CC79A7", "#7a5c00", "#000000"]
  private static let dashes = ["", "7 3", "2 3", "9 3 2 3", "1 2", "12 4"]

  /// One colour a class, in order; a class whose name begins with "neutral" is grey.
  package static func classColours(_ classes: [String]) -> [String] {
    var next = 0
    return classes.map { name in
      if name.lowercased().hasPrefix("neutral") { return neutral }
      defer { next += 1 }
      return series[next % series.count]
    }
  }

  /// The colours of lines called `names`: that of the class of this name among `classes`, darker where it is the grey that
  /// is meant for areas; ink for what is no class.
  static func lineColours(_ names: [String], classes: [String]) -> [String] {
    let colours = classColours(classes)
    return names.map { name in
      guard let index = classes.firstIndex(of: name) else { return ink }
      return colours[index] == neutral ? "#6b7680" : colours[index]
    }
  }

  /// A dash pattern for line `index`, so that colour is not the only difference.
  static func dash(_ index: Int) -> String { dashes[index % dashes.count] }

  /// White to blue for a share in [0, 1].
  static func share(_ value: Double) -> String { blend((255, 255, 255), (0, 90, 150), value) }

  /// White through yellow to vermillion for a share that should be small; 0.5 and more is full.
  static func alarm(_ value: Double) -> String {
    let scaled = min(max(value / 0.5, 0), 1)
    if scaled < 0.4 { return blend((255, 255, 255), (250, 224, 130), scaled / 0.4) }
    return blend((250, 224, 130), (200, 80, 0), (scaled - 0.4) / 0.6)
  }

  /// Ink or white, whichever reads better on a share of `value` of full colour.
  static func textColour(_ value: Double) -> String { value > 0.68 ? "#ffffff" : ink }

  /// Ink or white on the colour of ``alarm(_:)``.
  static func alarmText(_ value: Double) -> String { value > 0.47 ? "#ffffff" : ink }

  private static func blend(_ low: (Int, Int, Int), _ high: (Int, Int, Int), _ value: Double) -> String {
    let t = value.isFinite ? min(max(value, 0), 1) : 0
    func mix(_ a: Int, _ b: Int) -> Int { Int((Double(a) + (Double(b) - Double(a)) * t).rounded()) }
    return "rgb(\(mix(low.0, high.0)),\(mix(low.1, high.1)),\(mix(low.2, high.2)))"
  }
}
