/// Where omega is highest; `info.reference` is its page.
public struct OmegaPlace: Statistic {
  /// What is known about the statistic.
  public let info = StatisticInfo(
    id: "omegaPlace", title: "Place of the maximum omega", unit: "window", doi: "10.1534/genetics.103.025387",
    needsPhase: true,
    reference: """
      Where in the window omega, the statistic 'omega', has its maximum: the middle between the two sites beside the
      best split, as a share of the window's length. Pavlidis, Jensen & Stephan 2010 (Genetics 185:907) set the places of
      the maxima of omega and of the composite likelihood ratio beside their heights.

      - Needs phased haplotypes.
      - Missing data: as for omega.
      - Empty window: 0.5.
      - Insufficient: where no split has a finite omega; the value is then 0.5.
      """)

  /// Makes the statistic; it has no settings.
  public init() {}

  /// One column of the statistic's name.
  public func columns(populationSizes: [Int]) -> [String] { [info.id] }

  /// Appends the place.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let (split, length) = (window.linkage.omegaSplit, window.end - window.start)
    guard split > 0, length > 0 else { return output.append(0.5, isInsufficient: true) }
    let middle = (window.positions.pointer[split - 1] + window.positions.pointer[split]) / 2
    output.append((middle - window.start) / length)
  }
}
