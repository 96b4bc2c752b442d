import ArgumentParser
import Statistics
import Studies
import StudyFiles

/// `apus statistics scan`.
struct ScanStatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Compute haplotype statistics site by site along chromosomes: iHS, nSL, XP-EHH, CLR ...",
    discussion: """
        apus statistics scan calls.vcf.gz --statistics ihs,nsl -o scores.tsv.gz
        apus statistics scan calls.vcf.gz --statistics xpehh \\
          --populations popmap.tsv --target CEU --reference YRI -o xp.tsv.gz

      Statistics: \(ScanStatistic.allCases.map { "\($0.rawValue) (\($0.title))" }.joined(separator: "; ")).

      The table has a row for each site: position, frequency of the derived allele, and of each statistic the value and the \
      standardised value (iHS, nSL, deltaIHH and DIND among sites of similar frequency, the others among all sites; CLR is \
      not standardised). NA: the site is too rare, or a curve of homozygosity meets an end of the data or a gap.

      Conventions: 'standard' is that of scikit-allel (natural logarithm; derived over ancestral allele, so that positive \
      scores are long haplotypes around derived alleles), 'selscan' that of selscan 3.0.0 with its defaults.
      """)

  @Argument(help: "VCF or BCF ('-': standard input), PLINK .bed, selscan .hap, tskit .trees, or ms text.")
  var file: String

  @Option(name: .customLong("statistics"), help: "The statistics, separated by commas: ihs,nsl,clr.")
  var names: String

  @Option(name: [.customShort("o"), .customLong("output")], help: "The table: OUT.tsv.gz, with an index beside it.")
  var output: String

  @OptionGroup var places: PlaceOptions
  @OptionGroup var selection: SampleOptions

  @Option(name: .customLong("populations"), help: "A file of samples and populations, separated by tabs.")
  var populations: String?

  @Option(name: .customLong("target"), help: "The populations to scan, separated by commas.")
  var target: String?

  @Option(name: .customLong("reference"), help: "The populations to compare them with (xpehh, xpnsl).")
  var reference: String?

  @Option(name: .customLong("map"), help: "A recombination map, to integrate over centimorgans instead of bases.")
  var map: String?

  @Option(
    name: .customLong("ancestral"), help: "Ancestral alleles: auto, none, INFO/AA, or a FASTA.")
  var ancestral = "auto"

  @Option(name: .customLong("accessible"), help: "A BED, or a FASTA mask, of accessible bases.")
  var accessible: String?

  @Option(name: .customLong("length"), help: "The bases that a replicate of ms text is long.")
  var length: Double?

  @Option(name: .customLong("convention"), help: "Whose definitions: standard or selscan.")
  var convention = "standard"

  @Option(name: .customLong("cutoff"), help: "Curves end where homozygosity is at most this. Default: 0.05.")
  var cutoff: Double?

  @Option(name: .customLong("maf"), help: "The smallest minor allele frequency of a core. Default: 0.05.")
  var minorFrequency: Double?

  @Flag(
    name: .customLong("rare-sites"), inversion: .prefixedNo,
    help: "Keep sites below --maf in the haplotypes. Default: kept by 'standard', not by 'selscan'.")
  var rareSites: Bool?

  @Option(name: .customLong("gap-scale"), help: "Gaps of more bases count as this long; 0: none. Default: 20,000.")
  var gapScale: Double?

  @Option(name: .customLong("max-gap"), help: "No score across gaps of more bases; 0: any. Default: 200,000.")
  var maximumGap: Double?

  @Option(
    name: .customLong("max-extend"),
    help: "Curves end at so many bases; 0: never. Default: never; 1,000,000 for 'selscan'.")
  var maximumExtent: Double?

  @Flag(name: .customLong("include-edges"), help: "Give scores whose curves meet an end of the data.")
  var includesEdges = false

  @Option(name: .customLong("bins"), help: "Frequency bins of the standardisation. Default: 20.")
  var bins: Int?

  @Flag(name: .customLong("by-contig"), help: "Standardise each contig by itself, not all together.")
  var byContig = false

  @Option(name: .customLong("dind-window"), help: "The bases around a site that DIND compares. Default: 100,000.")
  var diversityWindow: Double?

  @Option(name: .customLong("threads"), help: "Threads; results do not depend on it. Default: all that may be used.")
  var threads: Int?

  mutating func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads needs a positive number") }
    if let bins, bins < 1 { throw ValidationError("--bins needs a positive number") }
    if let diversityWindow, diversityWindow <= 0 { throw ValidationError("--dind-window needs a positive number") }
    if let length, length <= 0 { throw ValidationError("--length needs a positive number") }
    if let cutoff, cutoff < 0 || cutoff >= 1 { throw ValidationError("--cutoff lies in 0 to 1") }
    if let minorFrequency, minorFrequency < 0 || minorFrequency > 0.5 {
      throw ValidationError("--maf lies in 0 to 0.5")
    }
    if HaplotypeScanOptions.Convention(rawValue: convention) == nil {
      let known = HaplotypeScanOptions.Convention.allCases.map(\.rawValue).joined(separator: " or ")
      throw ValidationError("--convention '\(convention)' is not known; it is \(known)")
    }
    if (target != nil || reference != nil) != (populations != nil) {
      throw ValidationError("--populations goes with --target, and with --reference for two populations")
    }
    if reference != nil && target == nil { throw ValidationError("--reference needs a --target to compare with it") }
    if populations != nil && (selection.samples != nil || selection.samplesFile != nil) {
      throw ValidationError("give --samples or --populations, not both")
    }
    let shared = Set(Self.list(target)).intersection(Self.list(reference))
    if let both = shared.min() { throw ValidationError("'\(both)' is both target and reference") }
    try checkHeeded()
    if Self.list(names).isEmpty { throw ValidationError("--statistics names none") }
  }

  /// Throws if an option is given that none of the statistics heeds.
  private func checkHeeded() throws {
    let chosen = Self.list(names).compactMap { try? ScanStatistic.named($0) }
    guard !chosen.isEmpty else { return }
    let ofCurves: [(String, Bool)] = [
      ("--cutoff", cutoff != nil), ("--maf", minorFrequency != nil), ("--rare-sites", rareSites != nil),
      ("--gap-scale", gapScale != nil), ("--max-gap", maximumGap != nil), ("--max-extend", maximumExtent != nil),
      ("--include-edges", includesEdges), ("--bins", bins != nil), ("--by-contig", byContig),
      ("--convention", convention != "standard"),
    ]
    var unheeded: [(String, Bool)] = []
    if chosen.allSatisfy({ $0 == .clr }) { unheeded += ofCurves }
    if !chosen.contains(.dind) { unheeded.append(("--dind-window", diversityWindow != nil)) }
    if !chosen.contains(where: \.integratesOverMap) { unheeded.append(("--map", map != nil)) }
    if !chosen.contains(where: \.needsReference) { unheeded.append(("--reference", reference != nil)) }
    guard let (name, _) = unheeded.first(where: \.1) else { return }
    throw ValidationError("\(name) has no effect on \(chosen.map(\.rawValue).joined(separator: ", "))")
  }

  private static func list(_ text: String?) -> [String] { text?.split(separator: ",").map(String.init) ?? [] }

  func run() throws {
    var statistics: [ScanStatistic] = []
    for name in Self.list(names) {
      let statistic = try ScanStatistic.named(name)
      if !statistics.contains(statistic) { statistics.append(statistic) }
    }
    var request = ChromosomeScanRequest(file: file, statistics: statistics)
    request.regions = try places.regionList()
    (request.targets, request.targetsFile) = (places.targetList, places.targetsPath)
    (request.samples, request.samplesFile, request.map) = (selection.samples, selection.samplesPath, map)
    (request.populations, request.target, request.reference) = (populations, Self.list(target), Self.list(reference))
    (request.ancestral, request.accessible, request.length) = (ancestral, accessible, length)
    (request.bins, request.standardisesByContig, request.diversityWindow) = (
      bins ?? 20, byContig, diversityWindow ?? 100_000
    )
    request.options = options
    request.threads = threads ?? StudyOptions.workers
    try RunFolder.checkOutput(output, suffixes: [".tsv.gz"])
    RunLog.keep(beside: output)
    let scan = try ChromosomeScan(request)
    let noteOnIndex = try scan.write(to: output)
    for note in scan.notes + (noteOnIndex.map { [$0] } ?? []) { Terminal.printError("note: \(note)") }
    for line in scan.ledger { Terminal.printError(line) }
    for peak in scan.peaks() { print(peak) }
    print("table: \(output)")
  }

  /// The options of the convention, with what was given.
  private var options: HaplotypeScanOptions {
    var options =
      HaplotypeScanOptions.Convention(rawValue: convention) == .selscan
      ? HaplotypeScanOptions.selscan : HaplotypeScanOptions()
    func distance(_ given: Double?, _ standard: Double?) -> Double? {
      guard let given else { return standard }
      return given > 0 ? given : nil
    }
    options.cutoff = cutoff ?? options.cutoff
    options.minimumMinorFrequency = minorFrequency ?? options.minimumMinorFrequency
    options.removesRareSites = rareSites.map { !$0 } ?? options.removesRareSites
    options.gapScale = distance(gapScale, options.gapScale)
    options.maximumGap = distance(maximumGap, options.maximumGap)
    options.maximumExtent = distance(maximumExtent, options.maximumExtent)
    options.includesEdges = includesEdges
    return options
  }
}
