import Groundwork

/// Where a scan for selected sites serves better than one of windows.
extension Suggestion {
  /// Steps of a small chromosome.
  static let siteSteps = 150
  /// Steps that a point looks for a site on either side.
  private static let stepsWithin = 2.5
  /// 4NrL of a small chromosome: more makes thousands of them slow.
  private static let mostCrossovers = 8000.0
  /// Small chromosomes that the longest region must hold for its medians to be those of a genome: a strong sweep alters up to one of them.
  private static let fewestChromosomes = 5

  /// The step of a scan for sites: a fifth of a subwindow. Nil where windows serve better: a step would hold too few sites, data are a
  /// short region, whose level may be that of a sweep, or a small chromosome would not hold the trace of a sweep.
  var siteStep: Int? {
    let (length, _) = subwindow
    let step = length / 5
    let chromosome = step * Self.siteSteps
    guard step > 0, length % 5 == 0, survey.siteDensity * Double(step) >= 20,
      survey.longestRegion >= Self.fewestChromosomes * chromosome,
      4 * equilibriumSize * recombination.rate * Double(chromosome) <= Self.mostCrossovers
    else { return request.recipe == "sweep-sites" && step > 0 ? step : nil }
    return step
  }

  /// Advantages whose trace reaches five steps to either side at least, and at most half of a small chromosome.
  func siteAdvantages(_ step: Int, lossPerBase: Double) -> (low: Double, high: Double) {
    let low = min(max(lossPerBase * Double(5 * step), 25 / equilibriumSize), 0.05)
    return (low, min(max(lossPerBase * Double(step * Self.siteSteps / 2), 10 * low), 0.3))
  }

  /// The lines of a study file from the windows on, for a scan for sites of `step` bases a step.
  func siteLines(_ step: Int) -> [String] {
    [
      "# Small chromosomes of \((step * Self.siteSteps).grouped) bases; each step of \(step.grouped) holds about "
        + "\(Int(survey.siteDensity * Double(step))) sites of this sample.",
      "windows: {length: \(step * Self.siteSteps), subwindows: \(Self.siteSteps)}",
      "features: auto               # \(data.isPhased ? "phased" : "unphased"), "
        + (data.isPolarised ? "derived alleles" : "no ancestral alleles: folded"),
      "training: {replicates: 1500, test_fraction: 0.4, seed: 42}   # small chromosomes of each class; those held out give thresholds",
      "scan:",
      "  answer: sites              # is there a selected site within reach of here?",
      "  within: \(Int(Self.stepsWithin * Double(step)))",
      "  objective: fdr 0.1         # of the calls; or f1 (at the stated rarity), top 20, all",
      "  rarity: 0.1                # sweeps per megabase: say what you expect",
    ]
  }
}
