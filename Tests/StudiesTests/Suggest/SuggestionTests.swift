import Coalescent
import Demography
import Foundation
import Groundwork
import Haplotypes
import Studies
import StudyFiles
import Testing
import Training

@Suite struct SuggestionTests {
  /// Projection against all ways to draw, counted one by one.
  @Test(arguments: [(3, 9), (1, 6), (5, 6), (4, 8)])
  func projectionIsHypergeometric(carriers: Int, called: Int) {
    let size = 6
    var spectrum = [Double](repeating: 0, count: size / 2)
    DataSurvey.addProjected(carriers, of: called, to: &spectrum, size)
    var counted = [Double](repeating: 0, count: size / 2)
    var draws = 0.0
    for subset in 0..<(1 << called) where subset.nonzeroBitCount == size {
      draws += 1
      let drawn = (subset & ((1 << carriers) - 1)).nonzeroBitCount
      if drawn > 0 && drawn < size { counted[min(drawn, size - drawn) - 1] += 1 }
    }
    for (one, other) in zip(spectrum, counted) { #expect(abs(one - other / draws) < 1e-12) }
  }

  @Test func tooFewCallsProjectToNothing() {
    var spectrum = [0.0, 0, 0]
    DataSurvey.addProjected(2, of: 5, to: &spectrum, 6)
    #expect(spectrum == [0, 0, 0])
  }

  @Test func theSimplexFindsAMinimum() {
    let found = SimplexSearch.minimum(from: [3, -2, 5], step: 1) { point in
      (point[0] - 1) * (point[0] - 1) + 3 * (point[1] - point[0]) * (point[1] - point[0]) + (point[2] + 2)
        * (point[2] + 2)
    }
    #expect(abs(found.point[0] - 1) < 1e-3 && abs(found.point[1] - 1) < 1e-3 && abs(found.point[2] + 2) < 1e-3)
  }

  /// The folded spectra of simulated blocks under `epochs`.
  private func spectra(_ epochs: [DemographicModel.Epoch], blocks: Int) throws -> [[Double]] {
    let size = 20
    let model = CoalescentModel(
      haplotypeCount: size, sequenceLength: 10_000, demography: try DemographicModel(epochs: epochs),
      mutationRate: 1e-8, recombinationRate: 1e-8)
    let simulator = CoalescentSimulator()
    return try (0..<blocks).map { block in
      let matrix = try simulator.simulate(model, seed: 9, replicate: UInt64(block)).matrix
      var counts = [Double](repeating: 0, count: size / 2)
      for site in 0..<matrix.siteCount {
        let derived = matrix.words[site].nonzeroBitCount
        counts[min(derived, size - derived) - 1] += 1
      }
      return counts
    }
  }

  @Test func aConstantSizeIsFoundAsOne() throws {
    let fit = SizeHistoryFit(
      try spectra([.init(start: 0, size: 20_000)], blocks: 300), sampleSize: 20, bases: 3e6, mutationRate: 1e-8)
    #expect(fit.epochs.count == 1)
    #expect(abs(fit.epochs[0].size - 20_000) < 2000)
  }

  @Test func growthIsFound() throws {
    let truth = [DemographicModel.Epoch(start: 0, size: 50_000), .init(start: 3000, size: 5000)]
    let fit = SizeHistoryFit(try spectra(truth, blocks: 500), sampleSize: 20, bases: 5e6, mutationRate: 1e-8)
    #expect(fit.epochs.count > 1)
    let (recent, ancestral) = (fit.epochs[0].size, fit.epochs[fit.epochs.count - 1].size)
    #expect(recent / ancestral > 4 && abs(ancestral - 5000) < 2500)
  }

  /// A suggestion for simulated variants of known rates, one million bases of a contig of `contigLength` from `offset` on.
  private func suggestion(
    rate: Double, phased: Bool = true, contigLength: Int = 1_000_000, offset: Int = 0, hotspots: UInt64? = nil,
    leastMinorCount: Int = 1
  ) throws -> Suggestion {
    let demography = try DemographicModel(constantSize: 10_000)
    var model = CoalescentModel(
      haplotypeCount: 40, sequenceLength: 1_000_000, demography: demography, mutationRate: 1.25e-8,
      recombinationRate: rate)
    if let hotspots { model.recombinationMap = try Self.unevenMap(mean: rate, length: 1_000_000, seed: hotspots) }
    let matrix = try CoalescentSimulator().simulate(model, seed: 3, replicate: 0).matrix
    var lines = [
      "##fileformat=VCFv4.2", "##contig=<ID=1,length=\(contigLength)>",
      "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"G\">",
    ]
    lines.append(
      "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t" + (0..<20).map { "s\($0)" }.joined(separator: "\t"))
    for site in 0..<matrix.siteCount {
      let derived = matrix.words[site].nonzeroBitCount
      if min(derived, 40 - derived) < leastMinorCount { continue }
      let calls = (0..<20).map { sample in
        let alleles = [0, 1].map { matrix.allele(site: site, haplotype: 2 * sample + $0) ? "1" : "0" }
        return (phased ? alleles : alleles.sorted()).joined(separator: phased ? "|" : "/")
      }
      lines.append(
        "1\t\(offset + Int(matrix.positions[site]) + 1)\t.\tA\tC\t.\tPASS\t.\tGT\t" + calls.joined(separator: "\t"))
    }
    let path = NSTemporaryDirectory() + "suggestion-\(UUID().uuidString).vcf"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return try Suggestion(SuggestionRequest(settings: ["data.variants='\(path)'"], name: "made")) { _, _, _ in }
  }

  @Test(arguments: [4e-9, 2e-8], [true, false])
  func theRecombinationRateIsRecovered(rate: Double, phased: Bool) throws {
    let suggestion = try suggestion(rate: rate, phased: phased)
    #expect(suggestion.recombination.rate > rate / 2.5 && suggestion.recombination.rate < rate * 2.5)
    #expect(suggestion.equilibriumSize > 8000 && suggestion.equilibriumSize < 12_500)
  }

  /// A map as uneven as those of people: four crossovers in five lie in hotspots of 2 kb, about 50 kb apart and of very different heat.
  private static func unevenMap(mean: Double, length: Int, seed: UInt64) throws -> RateMap {
    var stream = RandomStream(seed: seed, replicate: 0, purpose: .parameters)
    func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + stream.uniform() } }
    var (breakpoints, heats) = ([0.0], [Double]())
    while true {
      let start = (breakpoints[breakpoints.count - 1] - 50_000 * log(1 - stream.uniform()) + 1).rounded()
      guard start + 2000 < Double(length) else { break }
      breakpoints += [start, start + 2000]
      heats += [0, exp(1.5 * normal())]
    }
    breakpoints.append(Double(length))
    heats.append(0)
    let heat = 2000 * heats.reduce(0, +)
    let rates = heats.map { 0.2 * mean + 0.8 * mean * Double(length) * $0 / heat }
    return try RateMap(breakpoints: breakpoints, rates: rates)
  }

  /// Near sites say that there is far less recombination than there is; the suggested range holds the mean of the map all the same.
  @Test(arguments: [UInt64(1), 2, 3], [3e-9, 1e-8, 3e-8])
  func theMeanOfAnUnevenMapIsWithinTheRange(seed: UInt64, rate: Double) throws {
    let (found, factors, _) = try suggestion(rate: rate, hotspots: seed).recombination
    #expect(found * factors.low < rate && rate < found * factors.high, "\(rate): \(found) \(factors)")
    #expect(factors.high / factors.low >= 16, "without a map nothing is known to a factor of four")
  }

  /// r2 against the correlation of the two columns, written out.
  @Test func squaredCorrelation() throws {
    let (one, other): ([Int8], [Int8]) = ([0, 1, 1, 2, 0, -1, 2], [1, 1, 2, 2, 0, 1, -1])
    let pairs = zip(one, other).filter { $0 >= 0 && $1 >= 0 }.map { (Double($0), Double($1)) }
    let count = Double(pairs.count)
    let (x, y) = (pairs.reduce(0) { $0 + $1.0 } / count, pairs.reduce(0) { $0 + $1.1 } / count)
    let product = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    let squares = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) } * pairs.reduce(0) { $0 + ($1.1 - y) * ($1.1 - y) }
    #expect(abs(try #require(LinkageDecay.r2(one, other)) - product * product / squares) < 1e-12)
    #expect(LinkageDecay.r2([0, 0, 1], [1, 1, 1]) == nil)
  }

  /// Without singletons, or without all alleles below a frequency of 0.1, the size is found all the same, and no bottleneck.
  @Test(arguments: [2, 4])
  func filteredAllelesAreNoBottleneck(least: Int) throws {
    let suggestion = try suggestion(rate: 1e-8, leastMinorCount: least)
    #expect(suggestion.data.minorAlleles?.leastCount == least)
    #expect(suggestion.history.epochs.count == 1)
    #expect(suggestion.equilibriumSize > 8000 && suggestion.equilibriumSize < 12_500, "\(suggestion.equilibriumSize)")
    #expect(abs(suggestion.history.epochs[0].size / suggestion.equilibriumSize - 1) < 0.25)
  }

  /// Sites every 200 bases but for three holes: a long one with one site in it, a short one, and the end.
  @Test func stretchesWithoutSites() {
    var sites = Array(stride(from: 0, to: 400_000, by: 200))
    sites.removeAll { 100_000..<140_000 ~= $0 || 200_000..<215_000 ~= $0 || $0 >= 370_000 }
    sites.append(120_000)
    sites.sort()
    let region = Interval(contig: "1", start: 0, end: 400_000)
    let alone = SiteDeserts.deserts(sites, in: region, hasFurtherSamples: false)
    #expect(
      alone == [
        Interval(contig: "1", start: 99_801, end: 140_000), Interval(contig: "1", start: 369_801, end: 400_000),
      ])
    // What others lack, too, is told at half the length.
    let together = SiteDeserts.deserts(sites, in: region, hasFurtherSamples: true)
    #expect(together.map(\.start) == [99_801, 199_801, 369_801])
    #expect(
      SiteDeserts.deserts(Array(stride(from: 0, to: 400_000, by: 200)), in: region, hasFurtherSamples: true) == [])
  }

  /// Fits to blocks drawn again lie further apart where there are fewer blocks.
  @Test func fewBlocksLeaveSizesOpen() throws {
    let truth = [DemographicModel.Epoch(start: 0, size: 50_000), .init(start: 3000, size: 5000)]
    let many = SizeHistoryFit(try spectra(truth, blocks: 500), sampleSize: 20, bases: 5e6, mutationRate: 1e-8)
    let one = SizeHistoryFit(
      try spectra([.init(start: 0, size: 20_000)], blocks: 50), sampleSize: 20, bases: 5e5, mutationRate: 1e-8)
    let more = SizeHistoryFit(
      try spectra([.init(start: 0, size: 20_000)], blocks: 400), sampleSize: 20, bases: 4e6, mutationRate: 1e-8)
    #expect(many.spread.sizes.count == many.epochs.count && many.spread.times.count == many.epochs.count - 1)
    #expect(many.spread.sizes.allSatisfy { $0 > 0.01 && $0 < 1 })
    // Of a mean the deviation falls with the root of the number: 2.8 times here.
    let ratio = one.spread.sizes[0] / more.spread.sizes[0]
    #expect(ratio > 1.6 && ratio < 5, "\(ratio)")
  }

  /// An excerpt with the header of its chromosome is read from its first to its last site.
  @Test func theEmptyPartOfAContigIsLeftOut() throws {
    let whole = try suggestion(rate: 1e-8)
    let excerpt = try suggestion(rate: 1e-8, contigLength: 50_000_000, offset: 20_000_000)
    #expect(abs(excerpt.equilibriumSize / whole.equilibriumSize - 1) < 0.02)
    let folder = NSTemporaryDirectory() + "suggested-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = try excerpt.write(to: folder + "/excerpt.yaml")
    let region = try #require(try StudyFile.read(folder + "/excerpt.yaml").data?.regions.first)
    #expect(region.hasPrefix("1:20000") && region.contains("-20999"))
    _ = try whole.write(to: folder + "/whole.yaml")
    #expect(try StudyFile.read(folder + "/whole.yaml").data?.regions == [])
  }

  @Test func numbersAreReadable() {
    #expect(
      [0, 1.25e-8, 0.02, 12_345.6, 999.9, 3.14159].map(\.significant)
        == ["0", "1.25e-8", "0.0200", "12346", "1000", "3.14"])
  }

  @Test func theSuggestedFileIsAStudy() throws {
    let folder = NSTemporaryDirectory() + "suggested-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let written = try suggestion(rate: 1e-8).write(to: folder + "/made.yaml")
    let study = try StudyFile.read(folder + "/made.yaml")
    #expect(study.name == "made" && study.windows.subwindowCount == 11 && written[0] == folder + "/made.yaml")
    #expect(study.model.mutationRate.range.low < 1.25e-8 && study.model.mutationRate.range.high > 1.25e-8)
  }
}
