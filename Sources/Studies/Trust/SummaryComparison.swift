import Groundwork
import Training

/// A summary of the observed windows beside that of simulated ones.
public struct SummaryComparison: Sendable {
  /// The 5 %, 50 % and 95 % quantiles of a number.
  public struct Quantiles: Sendable, Equatable {
    /// The quantiles.
    public let low, median, high: Double

    /// The quantiles of `values`, at least one; interpolated linearly (Hyndman & Fan's type 7).
    init(_ values: [Double]) {
      let sorted = values.sorted()
      low = Self.quantile(sorted, 0.05)
      median = Self.quantile(sorted, 0.5)
      high = Self.quantile(sorted, 0.95)
    }

    static func quantile(_ sorted: [Double], _ level: Double) -> Double {
      let place = level * Double(sorted.count - 1)
      let below = Int(place)
      return sorted[below] + (place - Double(below)) * (sorted[min(below + 1, sorted.count - 1)] - sorted[below])
    }
  }

  /// What is compared.
  public let summary: WindowSummary
  /// Over simulated and over observed windows.
  public let simulated, observed: Quantiles
  /// The share of simulated windows below the observed median, those equal to it counting one half.
  public let place: Double
  /// The observed median less the simulated one, in units of how far simulated windows lie apart (half the distance of their 16 %
  /// and 84 % quantiles); of logarithms where the summary is a scale.
  public let distance: Double
  /// The difference in units of its standard error, from as many independent windows as the data have, which may lie further apart
  /// than simulated ones.
  public let z: Double

  /// Observed medians further away than this many spreads of single windows are worth a word.
  static let far = 0.75
  /// Beyond this many the simulations are of another world.
  static let absurd = 1.25
  /// A median of that many standard errors is no chance, whichever of the summaries shows it.
  static let certain = 2.6

  /// True if the data differ by more than windows of one genome do, and by more than chance.
  public var isOff: Bool { abs(distance) >= Self.far && abs(z) >= Self.certain && factor >= 1.25 && isMaterial }
  /// True if they differ so much that the simulations are of another world.
  public var isAbsurd: Bool { abs(distance) >= Self.absurd && abs(z) >= 4 && factor >= 2 && isMaterial }
  /// Some tenths of a percent of the calls, however sure, change no feature.
  private var isMaterial: Bool { summary != .missingCalls || abs(observed.median - simulated.median) >= 0.01 }

  /// True of the share of singletons where hardly any are left though the simulations have them.
  var isOfFilteredAlleles: Bool {
    summary == .singletonShare && isOff && simulated.median > 0.05 && observed.median < 0.1 * simulated.median
  }
  /// True of segregating sites that are right in the middle, but far fewer in the poorest windows.
  var hasDeserts: Bool {
    summary == .segregatingSites && factor < 1.5 && observed.low < 0.25 * simulated.low
  }
  /// True of r2 that is right in the middle, but whose range is twice as wide.
  var isUnevenLinkage: Bool {
    guard summary == .r2, simulated.low > 0, observed.low > 0 else { return false }
    return observed.high / observed.low > 2 * simulated.high / simulated.low && observed.high > 1.25 * simulated.high
  }

  /// observed / simulated median.
  public var ratio: Double { observed.median / simulated.median }
  /// How many times the larger median is the smaller, of a scale: large windows tell apart what makes no difference. Infinite
  /// elsewhere.
  var factor: Double { summary.isScale ? max(ratio, 1 / ratio) : .infinity }

  /// The comparison of `summary`, nil where one side has no number; `independent` windows without overlap make up the observed.
  ///
  /// The standard error is that of a median of normal numbers, 1.25 spreads / sqrt(windows), on both sides.
  package init?(_ summary: WindowSummary, simulated: [Double], observed: [Double], independent: Double) {
    let simulated = simulated.filter(\.isFinite)
    let observed = observed.filter(\.isFinite)
    guard simulated.count >= 5, !observed.isEmpty else { return nil }
    self.summary = summary
    self.simulated = Quantiles(simulated)
    self.observed = Quantiles(observed)
    let middle = self.observed.median
    let below = simulated.reduce(0.0) { $0 + ($1 < middle ? 1 : $1 == middle ? 0.5 : 0) }
    place = below / Double(simulated.count)
    // A window without a site is taken for one with half the least there is.
    let least = (simulated + observed).filter { $0 > 0 }.min() ?? 1
    let scaled = { (value: Double) in summary.isScale ? PortableMath.log(max(value, least / 2)) : value }
    let difference = scaled(middle) - scaled(self.simulated.median)
    // Numbers that are all the same have no spread, but any other lies far from them.
    let unit = max(Self.spread(simulated.map(scaled)), 1e-9 * max(1, abs(scaled(middle))))
    distance = difference == 0 ? 0 : difference / unit
    let own = max(unit, Self.spread(observed.map(scaled)))
    let error = 1.2533 * (own * own / max(1, independent) + unit * unit / Double(simulated.count)).squareRoot()
    z = difference / error
  }

  /// Half the distance of the 16 % and 84 % quantiles; the standard deviation where that is 0, as numbers of few different values may
  /// have no spread about their median.
  private static func spread(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let spread = (Quantiles.quantile(sorted, 0.8413) - Quantiles.quantile(sorted, 0.1587)) / 2
    if spread > 0 { return spread }
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    return (sorted.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sorted.count)).squareRoot()
  }

  /// What the data have, the end of a sentence: "4.8 times fewer segregating sites per base than the simulations".
  public var difference: String {
    guard summary.isScale, ratio.isFinite, ratio > 0 else {
      let change = observed.median - simulated.median
      let sign = change >= 0 ? "+" : ""
      return
        "a \(summary.title) of \(observed.median.fixed(3)) where the simulations have \(simulated.median.fixed(3)) "
        + "(\(sign)\(change.fixed(3)))"
    }
    let times = "\(factor.fixed(factor < 10 ? 1 : 0)) times"
    if summary == .segregatingSites {
      return "\(times) \(ratio >= 1 ? "more" : "fewer") \(summary.title) than the simulations"
    }
    return "a \(summary.title) \(times) \(ratio >= 1 ? "higher" : "lower") than that of the simulations"
  }
}
