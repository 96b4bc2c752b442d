/// Every statistic, by name.
public enum StatisticRegistry {
  /// The statistics, in the order of the reference pages.
  public static let all: [any Statistic] = [
    NucleotideDiversity(), SegregatingSites(), ThetaH(), TajimasD(), FayWuH(), MaximumDerivedFrequency(),
    HaplotypeNumber(), HaplotypeH1(), HaplotypeH12(), HaplotypeH2ToH1(), OmegaMaximum(), KellyZnS(),
    GenotypeNumber(), GenotypeG1(), GenotypeG12(), GenotypeG2ToG1(), GenotypeOmegaMaximum(), GenotypeZnS(),
  ]

  /// The statistic `id`; an unknown one is an error that names the nearest spelling and the choices.
  public static func statistic(_ id: String) throws(StatisticsError) -> any Statistic {
    guard let found = all.first(where: { $0.info.id == id }) else {
      throw .unknownStatistic(id, known: all.map(\.info.id))
    }
    return found
  }
}
