/// Tajima's D of the second population as FILET has it; `info.reference` is its page.
public struct FiletTajimasDOfSecond: FiletStatistic {
  /// What is known about the statistic.
  public static let info = StatisticInfo(
    id: "tajimasD2.filet", title: "Tajima's D of the second population as FILET has it", unit: "1",
    doi: "10.1371/journal.pgen.1007341", populations: 2,
    reference: """
      Tajima's D of the second population with the sample size of both together in its constants (found in the
      program of Schrider et al. 2018, doi:10.1371/journal.pgen.1007341, which takes the right size in data).

      - Complete calls only.
      - Empty window: 0.
      - Insufficient: never.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// The value in `window`.
  public func compute(_ window: HaplotypeWindow) -> Double {
    let own = window.population(1)
    guard own.siteCount > 0 else { return 0 }
    return TajimasD.value(
      pi: own.spectrum.pi, thetaW: Double(own.siteCount) / window.harmonic[window.haplotypeCount],
      sites: own.siteCount, called: window.haplotypeCount, of: window)
  }

  /// Always false.
  public func isInsufficient(_ window: HaplotypeWindow) -> Bool { false }
}
