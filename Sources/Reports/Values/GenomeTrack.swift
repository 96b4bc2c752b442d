/// A value of each window that stands below the scan: a rate, the probability in a population, a scan of another statistic.
package struct GenomeTrack: Sendable, Equatable {
  /// How its values are drawn.
  package enum Scale: String, Sendable {
    /// Shares, on an axis from 0 to 1.
    case share
    /// Amounts, from 0 on.
    case amount
    /// Values on both sides of 0.
    case signed
  }

  /// What it shows, with its unit.
  package let name: String
  /// How it is drawn.
  package let scale: Scale
  /// Its colour; nil for one that speaks of no population.
  package let colour: String?
  /// By contig: one value a window of the scan, in its order; NaN where there is none.
  package let values: [String: [Double]]

  /// A track.
  package init(name: String, scale: Scale, colour: String? = nil, values: [String: [Double]]) {
    self.name = name
    self.scale = scale
    self.colour = colour
    self.values = values
  }

  /// The colour that it is drawn in.
  var ink: String { colour ?? (scale == .amount ? "#7a8894" : "#455a6b") }

  /// The value of several neighbouring windows: the one furthest from 0; NaN if none has any.
  static func furthest(_ values: ArraySlice<Double>) -> Double {
    values.reduce(Double.nan) { best, value in
      value.isFinite && !(best.magnitude >= value.magnitude) ? value : best
    }
  }
}
