/// Differences of derived allele frequencies; `info.reference` is its page.
public struct DerivedFrequencyDifference: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "deltaDAF", title: "Differences of derived allele frequencies", unit: "1",
    doi: "10.1126/science.1183863", populations: 2, needsPolarisation: true,
    reference: """
      The largest and the mean value over the sites of the window of the frequency of the derived allele in the first
      population less that in the second (delta-DAF; as one of the tests of Grossman et al. 2010,
      doi:10.1126/science.1183863): columns "deltaDAFMax" and "deltaDAFMean", with their signs.

      - Needs derived alleles (polarised data).
      - Missing data: frequencies are among the called alleles of a site; a site without a call in one of the populations
        is left out.
      - Empty window: 0 in all columns.
      - Insufficient: without a site that is counted.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["deltaDAFMax", "deltaDAFMean"] }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let counts = window.populationCounts
    var (most, sum, sites) = (-1.0, 0.0, 0)
    for site in 0..<window.siteCount where counts.has([1, 1], at: site) {
      let difference = counts.frequency(0, site) - counts.frequency(1, site)
      most = max(most, difference)
      sum += difference
      sites += 1
    }
    output.append(sites == 0 ? 0 : most, isInsufficient: sites == 0)
    output.append(sites == 0 ? 0 : sum / Double(sites), isInsufficient: sites == 0)
  }
}
