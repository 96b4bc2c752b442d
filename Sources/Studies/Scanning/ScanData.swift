import Groundwork
import Haplotypes
import StudyFiles
import Training
import VariantFiles

/// The haplotypes of a scan along chromosomes, and which of them are the target and the reference.
struct ScanData {
  struct Contig {
    let name: String
    let sites: ObservedSites
  }

  let contigs: [Contig]
  /// Haplotypes of the populations that are scanned.
  let target: [Int]
  /// Haplotypes of those that they are compared with.
  let reference: [Int]
  let isPolarised: Bool
  let notes: [String]
  let ledger: [String]

  /// Reads the data of `request`, which must have what its statistics need.
  init(_ request: ChromosomeScanRequest) throws(StudyError) {
    self = try Self(variants: request)
    try check(request)
  }

  private init(
    contigs: [Contig], target: [Int], reference: [Int], isPolarised: Bool, notes: [String], ledger: [String]
  ) {
    self.contigs = contigs
    self.target = target
    self.reference = reference
    self.isPolarised = isPolarised
    self.notes = notes
    self.ledger = ledger
  }

  private init(variants request: ChromosomeScanRequest) throws(StudyError) {
    var source = Study.DataSource(variants: [request.file])
    source.regions = request.regions
    (source.targets, source.targetsFile) = (request.targets.isEmpty ? nil : request.targets, request.targetsFile)
    source.populations = request.populations
    source.target = request.target + request.reference
    (source.samples, source.samplesFile) = (request.samples, request.samplesFile)
    source.accessible = request.accessible
    source.ancestral = request.ancestral
    source.length = request.length
    let data = try ObservedData(source)
    var target: [Int] = []
    var reference: [Int] = []
    let map = try attempt { try request.populations.map { try PopulationMapFile.read($0) } }
    let others = Set(map?.samples(of: request.reference) ?? [])
    var next = 0
    for (sample, ploidy) in zip(data.samples, data.contigs[0].sites.ploidies) {
      let own = Array(next..<next + Int(ploidy))
      if others.contains(sample) { reference += own } else { target += own }
      next += Int(ploidy)
    }
    let needing = request.statistics.filter(\.needsPhase).map(\.rawValue)
    if !data.isPhased && !needing.isEmpty {
      throw .invalid(
        "\(request.file): heterozygous calls have no phase, and \(needing.joined(separator: ", ")) need haplotypes; phase "
          + "the data, or ask for clr, which needs allele counts only")
    }
    self.init(
      contigs: data.contigs.map { Contig(name: $0.region.contig, sites: $0.sites) }, target: target,
      reference: reference, isPolarised: data.isPolarised, notes: data.notes,
      ledger: data.contigs.map { "records of \($0.region.contig): \($0.ledger.summary)" })
  }

  /// Throws if the data lack what the statistics need.
  private func check(_ request: ChromosomeScanRequest) throws(StudyError) {
    if let statistic = request.statistics.first(where: \.needsReference), reference.isEmpty {
      throw .invalid(
        "\(statistic.rawValue) compares two populations; give --populations, --target and --reference")
    }
    if let statistic = request.statistics.first(where: \.needsPolarisation), !isPolarised {
      throw .invalid(
        "\(request.file): \(statistic.rawValue) needs ancestral alleles, and there are none; give --ancestral, or leave it out"
      )
    }
    guard target.count > 3 else {
      throw .invalid(
        "\(request.file): \(target.count.of("haplotype is", "haplotypes are")) too few; a scan compares pairs of carriers, for which 4 are the "
          + "least")
    }
    if !request.reference.isEmpty && reference.count < 2 {
      throw .invalid("\(request.file): the reference has \(reference.count.of("haplotype")); at least 2 are needed")
    }
  }

  /// Derived and called alleles among `haplotypes` at `positions`, which are some of those of `matrix`.
  static func counts(
    _ matrix: HaplotypeMatrix, _ haplotypes: [Int], at positions: [Double]
  ) -> (derived: [Int], called: [Int]) {
    var carriers = [UInt64](repeating: 0, count: matrix.wordsPerSite)
    for haplotype in haplotypes { carriers[haplotype >> 6] |= 1 << UInt64(haplotype & 63) }
    var derived: [Int] = []
    var called: [Int] = []
    var site = 0
    for position in positions {
      while matrix.positions[site] < position { site += 1 }
      var (ones, absent) = (0, 0)
      for word in 0..<matrix.wordsPerSite {
        let index = site * matrix.wordsPerSite + word
        ones += (matrix.words[index] & carriers[word]).nonzeroBitCount
        absent += ((matrix.missing?[index] ?? 0) & carriers[word]).nonzeroBitCount
      }
      derived.append(ones)
      called.append(haplotypes.count - absent)
    }
    return (derived, called)
  }
}
