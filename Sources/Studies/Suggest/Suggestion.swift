import Demography
import Groundwork
import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// A study file for given data: every value with the reason for it.
public struct Suggestion: Sendable {
  /// The data as they were read.
  package private(set) var data: ObservedData
  let source: Study.DataSource
  /// True if the regions of `source` are those that the sites cover and nobody named them.
  let hasCoveredRegions: Bool
  /// Stretches that are to be masked as nothing varies in them; nil if there are none, or a mask was given.
  let deserts: SiteDeserts?
  let request: SuggestionRequest
  /// True if the data are spectra: their sites have no places, and nobody's haplotypes are known.
  let isSpectrum: Bool
  let survey: DataSurvey
  package let history: SizeHistoryFit
  let mutationRate: Double
  /// Crossovers per base and generation, the factors by which they may be lower and higher, and how they are known.
  package let recombination: (rate: Double, factors: (low: Double, high: Double), reason: String)

  /// The recipes that ask only for what a spectrum tells.
  private static let recipesOfSpectra = ["joint-sfs", "parameters", "model-choice"]

  /// Reads the data and decides.
  public init(_ request: SuggestionRequest, progress: @escaping StudyProgress = { _, _, _ in }) throws(StudyError) {
    let study = try StudyFile.parse("study: suggestion", path: "the command line", overrides: request.settings)
    guard var source = study.data else { throw .invalid("name the variants to suggest a study for") }
    isSpectrum = !source.variants.isEmpty && source.variants.allSatisfy { FileFormat(of: $0) == .spectrum }
    if isSpectrum, !Self.recipesOfSpectra.contains(request.recipe ?? "") {
      throw .invalid(
        "\(ContigNames.list(source.variants, limit: 3)): a spectrum tells histories, not places along a genome: give --recipe "
          + Self.recipesOfSpectra.joined(separator: " or "))
    }
    self.request = request
    progress(.read, 0, 1)
    var data = try ObservedData(source, threads: request.threads)
    // Standard input cannot be read twice.
    let covered = source.regions.isEmpty && !source.variants.contains("-") ? CoveredRegions.of(data.contigs) : nil
    if let covered {
      source.regions = covered
      data = try ObservedData(source, threads: request.threads)
    }
    hasCoveredRegions = covered != nil
    self.source = source
    self.data = data
    progress(.read, 1, 1)
    if source.target.count > 1 {
      self.data.notes.append(
        "the populations \(source.target.joined(separator: ", ")) are taken as one: what differs between them looks like changes of size; name "
          + "one, or compare them (data.compare in place of data.target)")
    }
    if let words = try SweepRequirements.shortcoming(data) {
      let file = ContigNames.list(source.variants, limit: 3)
      guard request.isForced else { throw .invalid("\(file): \(words); --force writes a study anyway") }
      self.data.notes.append(words)
    }
    deserts = try SiteDeserts(source, data, threads: request.threads)
    if let deserts {
      let deserts = Mask(accessible: deserts.intervals)
      let bounds = self.data.mask.map { mask in
        mask.accessible.flatMap { contig, ranges in
          ranges.map { Interval(contig: contig, start: $0.lowerBound, end: $0.upperBound) }
        }
      }
      self.data.mask = deserts.complement(within: bounds ?? data.contigs.map(\.region))
      self.data.notes.removeAll { $0.hasPrefix("long stretches without a variant") }
    }
    data = self.data
    survey = try DataSurvey(data, threads: request.threads)
    mutationRate = request.mutationRate ?? SuggestionRequest.assumedMutationRate
    history = SizeHistoryFit(
      survey.blocks.map(\.spectrum), sampleSize: survey.projection, from: survey.firstCount,
      bases: survey.blocks.reduce(0) { $0 + $1.bases } * survey.projectedShare, mutationRate: mutationRate)
    if let words = Self.impossibleSizes(history, data, survey, mutationRate) {
      guard request.isForced else { throw .invalid("\(words); --force writes a study anyway") }
      self.data.notes.append(words)
    }
    recombination =
      isSpectrum && request.recombinationRate == nil && request.map == nil
      ? (mutationRate, (low: 0.1, high: 10), "a spectrum does not tell it, so it is taken as the mutation rate")
      : try Self.recombination(request, data, survey, history, mutationRate)
  }

  /// The smallest population whose size a spectrum of unlinked sites can tell.
  private static let smallestSize = 100.0
  /// Larger than any effective size that was estimated.
  private static let largestSize = 1e8

  /// Why the sizes of `history` cannot be those of the population; nil if they can.
  private static func impossibleSizes(
    _ history: SizeHistoryFit, _ data: ObservedData, _ survey: DataSurvey, _ mutationRate: Double
  ) -> String? {
    let sampled = Double(data.haplotypeCount) / 2
    if let most = history.epochs.map(\.size).max(), most > largestSize {
      return
        "\(ContigNames.list(data.contigs.map(\.region.contig), limit: 3)): the diversity of the data asks for a population of "
        + "\(words(most)) diploid individuals at a mutation rate of \(mutationRate.significant): is the rate another "
        + "(--mutation-rate)?"
    }
    guard let least = history.epochs.map(\.size).min(), least < max(smallestSize, sampled) else { return nil }
    let bound =
      sampled > smallestSize
      ? "the sample itself has \(words(sampled))" : "below \(Int(smallestSize)) no size can be estimated"
    return
      "\(ContigNames.list(data.contigs.map(\.region.contig), limit: 3)): the spectrum and one site in "
      + "\(words(1 / survey.siteDensity)) bases ask for a population of \(words(least)) diploid individuals at a mutation rate of "
      + "\(mutationRate.significant), but \(bound): are most sites missing from the file (a chip, RADseq, a filter), or bases that "
      + "could not be called not masked (--accessible), or is the rate another (--mutation-rate)?"
  }

  private static func recombination(
    _ request: SuggestionRequest, _ data: ObservedData, _ survey: DataSurvey, _ history: SizeHistoryFit,
    _ mutationRate: Double
  ) throws(StudyError) -> (rate: Double, factors: (low: Double, high: Double), reason: String) {
    let usual = (low: 0.25, high: 4.0)
    if let map = request.map {
      let rate = try meanRate(map, data)
      return (
        rate, usual,
        "the mean of the map over the data is \(rate.significant): each replicate has that of a window of the data"
      )
    }
    if let rate = request.recombinationRate { return (rate, usual, "given") }
    let match = try LinkageMatch(
      survey.decay, bases: survey.accessibleBases, epochs: history.epochs, haplotypes: data.haplotypeCount,
      isPhased: data.isPhased, seed: 1,
      threads: request.threads)
    guard let match else {
      return (
        mutationRate, (low: 0.1, high: 10), "too few pairs of common sites tell it, so it is taken as the mutation rate"
      )
    }
    let (near, far) = (Self.words(match.distances.lowerBound), Self.words(match.distances.upperBound))
    let span = near == far ? "about \(far)" : "\(near) to \(far)"
    if let bound = match.bound {
      // Sweeps and structure raise r2, and so does a rate below all that were tried: neither can be told from the other here.
      let isLow = bound == .below
      // Rates of crossovers and of mutations are within a hundredfold of each other; data without pairs of near sites tell nothing.
      let rate =
        isLow
        ? min(max(match.rate, mutationRate / 100), mutationRate) : max(min(match.rate, 10 * mutationRate), mutationRate)
      return (
        rate, isLow ? (low: 0.1, high: 4) : (low: 0.25, high: 10),
        "r2 of common sites \(span) bases apart is \(isLow ? "high" : "low") throughout "
          + "(\(isLow ? "sweeps? structure? " : "")a very \(isLow ? "low" : "high") rate?), so that the rate is only known to be "
          + "\(isLow ? "below" : "above") about \(match.rate.significant)"
      )
    }
    let hotspots =
      match.unevenness > 2
      ? "; near sites alone would give \((match.rate / match.unevenness).significant), as with hotspots or gene conversion"
      : ""
    // Where crossovers lie in hotspots r2 falls later than on an even map of the same mean: on maps as uneven as those of people the rate
    // comes out up to four times too low. And a sweep may be most of a few stretches.
    let stretches = survey.accessibleBases / match.distances.upperBound
    let few = 1 + 10 / max(1, stretches)
    // Whatever r2 says: per base, crossovers are rarely many times rarer or commoner than mutations.
    let usualRatio = mutationRate / match.rate
    return (
      match.rate, (low: min(1 / 3.0, usualRatio), high: max(8 * few, usualRatio)),
      "r2 of common sites \(span) bases apart is as in simulations at \(match.rate.significant)\(hotspots); no map, so "
        + "the range is wide"
    )
  }

  /// The mean rate of the map over the longest region.
  private static func meanRate(_ path: String, _ data: ObservedData) throws(StudyError) -> Double {
    let maps = try attempt { try RecombinationMapFile.read(path) }
    guard let region = data.contigs.map(\.region).max(by: { $0.length < $1.length }) else {
      throw .empty("there are no data")
    }
    let name = ContigNames.match(region.contig, among: maps.keys) ?? maps.keys.first { $0.isEmpty }
    guard let name, let map = maps[name] else {
      throw .invalid("\(path): has no chromosome '\(region.contig)'; it has \(ContigNames.list(maps.keys.sorted()))")
    }
    let (start, end) = (max(map.start, Double(region.start)), min(map.end, Double(region.end)))
    guard end - start > Double(region.length) / 2 else {
      throw .invalid("\(path): covers less than half of \(region)")
    }
    let rate = (map.mass(to: end) - map.mass(to: start)) / (end - start)
    guard rate > 0 else { throw .invalid("\(path): has no crossover within \(region)") }
    if let problem = map.unitProblem { throw .invalid("\(path): \(problem)") }
    return rate
  }

  // MARK: What follows from the survey

  /// The size of a constant population of the same diversity.
  package var equilibriumSize: Double { survey.thetaW / (4 * mutationRate) }

  /// The middle of the range of the recombination rate.
  private var typicalRate: Double {
    recombination.rate * (recombination.factors.low * recombination.factors.high).squareRoot()
  }

  /// How far a sweep of advantage `s` reaches to one side, in bases: s / (r ln 4N).
  private func reach(_ s: Double) -> Double {
    s / (typicalRate * PortableMath.log(max(100, 4 * equilibriumSize)))
  }

  /// Subwindows of a window.
  static let subwindows = 11
  /// The advantage whose trace a window should hold whole.
  private static let typicalAdvantage = 0.05
  /// 4NrL of a window: more makes thousands of replicates slow.
  private static let mostCrossovers = 4000.0
  /// Sites that a subwindow should hold at least.
  private static let fewestSites = 20.0

  /// The length of a subwindow, and why.
  var subwindow: (length: Int, reasons: [String]) {
    let parts = Double(Self.subwindows)
    let wanted = 2 * reach(Self.typicalAdvantage)
    var length = wanted
    var reasons = [
      "a sweep with s = \(Self.typicalAdvantage) leaves a trace of about \(Int(wanted / 1000).grouped) kb (2s / (r ln 4N))"
    ]
    let affordable = Self.mostCrossovers / (4 * equilibriumSize * typicalRate)
    if affordable < length {
      length = affordable
      reasons.append(
        "shortened so that a replicate stays quick (4NrL below \(Int(Self.mostCrossovers).grouped))")
    }
    let room = Double(survey.longestRegion) / 3
    if room < length {
      length = room
      reasons.append("shortened so that windows fit into \(survey.longestRegion.grouped) bases of data")
    }
    let needed = parts * Self.fewestSites / survey.siteDensity
    if needed > length && needed <= 2 * room {
      length = needed
      reasons.append("lengthened so that a subwindow holds about \(Int(Self.fewestSites)) sites")
    }
    return (Self.roundNumber(Int(length / parts)), reasons)
  }

  /// The largest of 1, 2, 5, 10, 20 ... that is not above `value`.
  static func roundNumber(_ value: Int) -> Int {
    var best = 1
    var power = 1
    while power <= value {
      for factor in [1, 2, 5] where factor * power <= value { best = factor * power }
      power *= 10
    }
    return best
  }

  /// The advantage that a trace of one base to either side takes: r ln 4N.
  var lossPerBase: Double { typicalRate * PortableMath.log(max(100, 4 * equilibriumSize)) }

  /// Advantages whose trace is as wide as a subwindow at least, as a window at most.
  func advantages(ofSites isOfSites: Bool = false) -> (low: Double, high: Double) {
    let perBase = lossPerBase
    if isOfSites, let step = siteStep { return siteAdvantages(step, lossPerBase: perBase) }
    let low = max(perBase * Double(subwindow.length) / 2, 25 / equilibriumSize)
    let high = perBase * Double(subwindow.length * Self.subwindows)
    // Where windows are narrower than the trace of the typical advantage, since the data are short or the rate comes out low, sweeps are not
    // weaker for it.
    return (min(low, Self.typicalAdvantage), min(max(high, 4 * low, Self.typicalAdvantage), 0.3))
  }

  /// Windows, which are normalised within themselves, show young sweeps: a tenth of N generations. Of a scan for sites N generations:
  /// the gap that a sweep leaves in diversity fills again within about so many.
  func oldestFixation(ofSites isOfSites: Bool = false) -> Int {
    guard isOfSites else { return max(50, Self.roundNumber(Int(0.1 * equilibriumSize))) }
    let hundreds = max(1, Self.roundNumber(Int(equilibriumSize)) / 10)
    return max(50, Int(equilibriumSize) / hundreds * hundreds)
  }

  /// The range of the mutation rate: as the diversity of windows varies, a quarter to each side at least.
  var mutationRange: (low: Double, high: Double) {
    let length = subwindow.length * Self.subwindows
    let low = max(0.3, min(0.75, survey.relativeDiversity(0.1, over: length)))
    let high = min(3, max(1.25, survey.relativeDiversity(0.9, over: length)))
    return (mutationRate * low, mutationRate * high)
  }

  /// A number as prose has it: large ones grouped by thousands.
  static func words(_ value: Double) -> String { value >= 1000 ? Int(value.rounded()).grouped : value.significant }
}
