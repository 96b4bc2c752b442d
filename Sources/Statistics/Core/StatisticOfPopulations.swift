/// A statistic of chosen populations of a sample: `pi@2` is the nucleotide diversity of the second population, `dxy@1-3`
/// compares the first with the third.
public struct StatisticOfPopulations: Statistic {
  /// The statistic.
  public let base: any Statistic
  /// The populations, counted from 0, in the order in which the statistic sees them.
  public let populations: [Int]
  /// What is known about the statistic; its name ends in @ and the numbers of the populations, counted from 1.
  public let info: StatisticInfo

  /// Added to the version of the statistic: values per base are per base in which the populations have calls.
  private static let version = 1

  /// `base` of `populations`, counted from 0, of which there are as many as it compares.
  public init(_ base: any Statistic, of populations: [Int]) {
    let known = base.info
    precondition(
      known.populations == populations.count,
      "\(known.id) compares \(known.populations) populations, not \(populations)")
    self.base = base
    self.populations = populations
    let numbers = populations.map { String($0 + 1) }.joined(separator: "-")
    info = StatisticInfo(
      id: "\(known.id)@\(numbers)", title: "\(known.title), population\(populations.count > 1 ? "s" : "") \(numbers)",
      unit: known.unit, doi: known.doi, version: known.version + Self.version,
      populations: (populations.max() ?? 0) + 1,
      needsPhase: known.needsPhase, needsPolarisation: known.needsPolarisation, usesGenotypes: known.usesGenotypes,
      needsInvariantSites: known.needsInvariantSites,
      reference: "`\(known.id)` of population\(populations.count > 1 ? "s" : "") \(numbers) of the sample alone.")
  }

  /// The statistic's columns, each followed by "_pop" and the numbers of the populations.
  public func columns(populationSizes: [Int]) -> [String] {
    let suffix = "_pop" + populations.map { String($0 + 1) }.joined(separator: "-")
    return base.columns(populationSizes: populations.map { populationSizes[$0] }).map { $0 + suffix }
  }

  /// Appends the columns' values among the chosen populations of `window`.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    base.compute(window.subsample(populations), into: &output)
  }
}
