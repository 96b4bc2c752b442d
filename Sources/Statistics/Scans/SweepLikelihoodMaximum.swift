import Synchronization

/// The highest composite likelihood ratio of a sweep in a window, and where it is; `info.reference` is its page.
public struct SweepLikelihoodMaximum: Statistic {
  /// Points of a window at which the ratio is taken.
  static let points = 21

  /// What is known about the statistic.
  public let info: StatisticInfo
  private let isFolded: Bool

  /// The statistic for folded data, or for data with derived alleles.
  public init(folded: Bool) {
    isFolded = folded
    info = StatisticInfo(
      id: folded ? "clrFolded" : "clr",
      title: "Highest likelihood ratio of a sweep, and its place" + (folded ? ", folded" : ""),
      unit: "1; place: window", doi: "10.1101/gr.4252305", needsPolarisation: !folded,
      reference: """
        The largest composite likelihood ratio of a complete sweep at \(Self.points) evenly spaced points of the window,
        its ends among them, and the point's place as a share of the window's length: columns
        "\(folded ? "clrFolded" : "clr")Max" and "\(folded ? "clrFolded" : "clr")Place".
        The ratio is SweepFinder's (Nielsen et al. 2005, doi:10.1101/gr.4252305): chances of
        the \(folded ? "rarer" : "derived") allele's count beside a sweep against those of a background, which is the
        expectation at constant size (proportional to 1/k for k derived alleles), as a single window says little of
        the genome's.

        - Does not need phase.\(folded ? "" : " Needs derived alleles (polarised data).")
        - Missing data: each site is compared in a sample of its number of called alleles.
        - Empty window: 0 and 0.5.
        - Insufficient: without a site.
        """)
  }

  /// The columns.
  public func columns(populationSizes: [Int]) -> [String] { ["Max", "Place"].map { info.id + $0 } }

  /// Appends the columns.
  public func compute(_ window: HaplotypeWindow, into output: inout StatisticOutput) {
    let length = window.end - window.start
    guard window.siteCount > 0, length > 0 else {
      output.append(0, isInsufficient: true)
      output.append(0.5, isInsufficient: true)
      return
    }
    let rows = ScanRows(window.matrix(isPolarised: !isFolded))
    let likelihood = SweepLikelihood(rows, isFolded: isFolded, reach: length) {
      called, _ in NeutralSpectra.spectrum(of: called, isFolded: isFolded)
    }
    var best = (clr: -1.0, place: 0.5)
    for point in 0..<Self.points {
      let place = Double(point) / Double(Self.points - 1)
      let value = likelihood.value(at: window.start + place * length)
      if value.clr > best.clr { best = (value.clr, place) }
    }
    output.append(best.clr)
    output.append(best.clr > 0 ? best.place : 0.5)
  }
}

/// Tables for the background of a population of constant size, made once for each sample size.
private enum NeutralSpectra {
  private struct Key: Hashable {
    var size: Int
    var isFolded: Bool
  }

  private static let made = Mutex<[Key: SweepSpectrum]>([:])

  /// The table for samples of `size` haplotypes; nil for fewer than 2.
  static func spectrum(of size: Int, isFolded: Bool) -> SweepSpectrum? {
    guard size > 1 else { return nil }
    return made.withLock { made in
      if let found = made[Key(size: size, isFolded: isFolded)] { return found }
      let sum = (1..<size).reduce(0.0) { $0 + 1 / Double($1) }
      let chances = (0...size).map { $0 == 0 || $0 == size ? 0 : 1 / (Double($0) * sum) }
      let spectrum = SweepSpectrum(background: chances, isFolded: isFolded)
      made[Key(size: size, isFolded: isFolded)] = spectrum
      return spectrum
    }
  }
}
