import Groundwork
import Training

/// The parameter of the simulations that is most likely off, and what shows it.
public struct LikelyCause: Sendable, Equatable {
  /// What may be off.
  public enum Parameter: String, Sendable, CaseIterable {
    /// The number of mutations: the product of mutation rate and population size.
    case theta = "mutation_rate"
    /// The history of the population's size, which shapes the site-frequency spectrum.
    case demography
    /// Recombination against mutation, which decides linkage.
    case rho = "recombination_rate"
    /// Calls that are missing.
    case missingness = "missing_calls"
    /// Rare alleles that were filtered from the data.
    case filter = "minor_count"
    /// Stretches that could not be called.
    case mask = "accessible"
    /// Recombination that varies along the genome.
    case map = "recombination_map"
  }

  /// What is most likely off.
  public let parameter: Parameter
  /// observed / simulated of what shows it, where that is a scale; nil elsewhere.
  public let factor: Double?
  /// How far, in spreads of simulated windows.
  public let distance: Double
  /// What shows it and what to do, a sentence.
  public let sentence: String

  /// The cause of the most telling difference among `comparisons` that are off; nil if none is.
  ///
  /// A spectrum of another shape comes first, since a history of another size changes diversity and linkage, too, while neither
  /// mutation nor recombination changes the mean of Tajima's D. It does not, where diversity is off by three times as many spreads.
  ///
  /// Where none is off, a spread of windows that differs tells of what varies along a genome: `independent` windows without overlap must be
  /// many for that. Of few the region itself may be unusual: a sweep.
  package init?(_ comparisons: [SummaryComparison], independent: Double = .infinity) {
    func worst(_ summaries: [WindowSummary]) -> SummaryComparison? {
      comparisons.filter { summaries.contains($0.summary) && $0.isOff }.max { abs($0.distance) < abs($1.distance) }
    }
    let scale = worst([.segregatingSites, .pi])
    // Beside diversity that is off by less than mistaken rates are, a lesser sign of another spectrum tells.
    let leaning = comparisons.first { $0.summary == .tajimasD && abs($0.distance) >= 0.5 && abs($0.z) >= 2 }
    let shape = worst([.tajimasD, .singletonShare]) ?? (scale.map { $0.factor < 3 } == true ? leaning : nil)
    let linkage = worst([.r2])
    if let missing = worst([.missingCalls]), abs(missing.distance) >= 2 {
      self = Self.missingness(missing)
    } else if let lost = comparisons.first(where: \.isOfFilteredAlleles) {
      self = Self.filter(lost)
    } else if let scale, abs(scale.distance) > 3 * abs(shape?.distance ?? 0) {
      self = Self.theta(scale)
    } else if let shape {
      self = Self.demography(shape)
    } else if let linkage {
      self = Self.rho(linkage, isRegion: independent < Self.fewestWindows)
    } else if independent >= Self.genome, let uneven = comparisons.first(where: \.hasDeserts) {
      self = Self.mask(uneven)
    } else if independent >= Self.genome, let uneven = comparisons.first(where: \.isUnevenLinkage) {
      self = Self.map(uneven)
    } else {
      return nil
    }
  }

  /// Fewer windows may be a region that was chosen as it is unusual; from so many on, quantiles of 5 % tell.
  private static let (fewestWindows, genome) = (10.0, 40.0)

  private init(_ parameter: Parameter, _ shown: SummaryComparison, _ sentence: String) {
    self.parameter = parameter
    factor = shown.summary.isScale ? shown.ratio : nil
    distance = shown.distance
    self.sentence = sentence
  }

  private static func theta(_ shown: SummaryComparison) -> LikelyCause {
    let direction = shown.ratio > 1 ? "low" : "high"
    return LikelyCause(
      .theta, shown,
      "The data have \(shown.difference): mutation_rate (or the population size) is too \(direction) by about that factor, or "
        + (shown.ratio > 1 ? "the windows hold sites that should be masked" : "sites were filtered out of the data")
        + ".")
  }

  private static func demography(_ shown: SummaryComparison) -> LikelyCause {
    // More rare alleles: growth; fewer: a bottleneck or structure.
    let rare = shown.summary == .tajimasD ? shown.distance < 0 : shown.distance > 0
    let history =
      rare
      ? "more rare alleles than the demography of the simulations makes: growth, or an old bottleneck, is missing from it"
      : "fewer rare alleles than the demography of the simulations makes: a bottleneck, a decline or structure is missing from "
        + "it, or rare alleles were filtered out of the data"
    return LikelyCause(.demography, shown, "The data have \(shown.difference): \(history).")
  }

  private static func rho(_ shown: SummaryComparison, isRegion: Bool) -> LikelyCause {
    let direction = shown.ratio > 1 ? "high" : "low"
    let sweep = isRegion && shown.ratio > 1 ? ", or a sweep takes up much of so short a region" : ""
    return LikelyCause(
      .rho, shown,
      "The data have \(shown.difference): recombination_rate is too \(direction), or the sample holds relatives or "
        + "several populations\(sweep).")
  }

  private static func filter(_ shown: SummaryComparison) -> LikelyCause {
    LikelyCause(
      .filter, shown,
      "The data have \(shown.difference): rare alleles were filtered from them; likeness.minor_count takes them from the "
        + "simulations, too.")
  }

  private static func mask(_ shown: SummaryComparison) -> LikelyCause {
    LikelyCause(
      .mask, shown,
      "One window in twenty of the data has fewer than \((1000 * shown.observed.low).fixed(2)) segregating sites per 1,000 bases, where the "
        + "simulations have \((1000 * shown.simulated.low).fixed(2)): stretches that could not be called are not masked (data.accessible, "
        + "data.inaccessible; 'apus suggest' finds those without any site).")
  }

  private static func map(_ shown: SummaryComparison) -> LikelyCause {
    LikelyCause(
      .map, shown,
      "r2 differs more between windows of the data (5 to 95 %: \(shown.observed.low.fixed(3)) to \(shown.observed.high.fixed(3))) than of the "
        + "simulations (\(shown.simulated.low.fixed(3)) to \(shown.simulated.high.fixed(3))): recombination varies along the genome more "
        + "than recombination_rate does; data.recombination_map, or a wider range.")
  }

  private static func missingness(_ shown: SummaryComparison) -> LikelyCause {
    LikelyCause(
      .missingness, shown,
      "The data have \(shown.difference): the missing calls of the data are not those of the simulations.")
  }
}
