/// Mean identical tract within one of two populations as FILET has it; `info.reference` is its page.
public struct FiletTractMean: FiletStatistic {
  /// What is known about the statistic.
  public let info: StatisticInfo
  private let population: PairMember

  /// The mean tract within `population`.
  public init(of population: PairMember) {
    self.population = population
    info = StatisticInfo(
      id: "ibsMean\(population.number).filet",
      title: "Mean identical tract within the \(population.word) population as FILET has it", unit: "1",
      doi: "10.1371/journal.pgen.1007341", populations: 2, needsPhase: true,
      reference: """
        `ibsMean` of the \(population.word) population as a share of the length of the window (found in the program of Schrider et
        al. 2018, doi:10.1371/journal.pgen.1007341).

        - Complete calls only.
        - Empty window: 1.
        - Insufficient: without an accessible base.
        """)
  }

  /// The value in `window`; insufficient without an accessible base.
  public func compute(_ window: HaplotypeWindow) -> StatisticValue {
    window.whereAccessible(
      window.population(population.rawValue).meanTractLength / (window.end - window.start))
  }
}
