/// Tajima's D of one of two populations as FILET has it; `info.reference` is its page.
public struct FiletTajimasD: FiletStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let population: PairMember

  /// Tajima's D of `population`.
  public init(of population: PairMember) {
    self.population = population
    info = StatisticInfo(
      id: "tajimasD\(population.number).filet",
      title: "Tajima's D of the \(population.word) population as FILET has it",
      unit: "1", doi: "10.1371/journal.pgen.1007341", populations: 2,
      reference: """
        Tajima's D of the \(population.word) population with the sample size of both together in its constants (found in the
        program of Schrider et al. 2018, doi:10.1371/journal.pgen.1007341, which takes the right size in data).

        - Complete calls only.
        - Empty window: 0.
        - Insufficient: never.
        """)
  }

  /// The value in `window`; always sufficient.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    let own = window.population(population.rawValue)
    guard own.siteCount > 0 else { return StatisticValue(0) }
    return StatisticValue(
      TajimasD.value(
        pi: own.spectrum.pi, thetaW: Double(own.siteCount) / window.harmonic[window.haplotypeCount],
        sites: own.siteCount, called: window.haplotypeCount, of: window))
  }
}
