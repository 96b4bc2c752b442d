import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import VariantFiles

/// The observed data of a study: chosen samples, chosen contigs, in memory.
public struct ObservedData: Sendable {
  /// The sites of each contig (or of the region).
  public let contigs: [ObservedVariants]
  /// The samples that were read.
  public let samples: [String]
  /// The accessible bases; nil if all are.
  public let mask: Mask?
  /// What a user should know: contig names matched loosely, a missing index, no ancestral alleles ...
  public let notes: [String]

  /// Haplotypes of the sample, the same on all contigs.
  public var haplotypeCount: Int { contigs.first?.matrix.haplotypeCount ?? 0 }
  /// The populations of the samples, in the order of their haplotypes.
  var populations: [FeatureSchema.Population] {
    [FeatureSchema.Population(name: targetName, haplotypeCount: haplotypeCount)]
  }
  private let targetName: String

  /// True if every contig is phased.
  public var isPhased: Bool { contigs.allSatisfy(\.matrix.isPhased) }
  /// True if the alleles were polarised.
  public var isPolarised: Bool { contigs.allSatisfy(\.matrix.isPolarised) }
  /// True if a call is missing.
  public var hasMissingCalls: Bool { contigs.contains { $0.matrix.missing != nil } }

  /// Every record read, by what became of it.
  public var ledger: VariantLedger {
    contigs.reduce(into: VariantLedger()) { $0.merge($1.ledger) }
  }

  /// Reads what `source` says.
  public init(_ source: Study.DataSource) throws(StudyError) {
    let file = try attempt { try VariantFile(path: source.variants) }
    let regions = try attempt { try Self.regions(source, file) }
    let samples = try attempt { try Self.samples(source, file) }
    let mask = try attempt { try Self.mask(source, regions) }
    let polarisation = Self.polarisation(source, file)
    let options = VariantReadOptions(
      polarisation: polarisation, mask: mask, minimumCallRate: source.minimumCallRate, passOnly: source.passOnly)
    let read = try attempt { try regions.map { try file.read($0, samples: samples, options: options) } }
    let contigs = read.contains { $0.ledger.read > 0 } ? read.filter { $0.ledger.read > 0 } : read
    var notes = file.notes
    if contigs.count < read.count {
      notes.append("\((read.count - contigs.count).grouped) contigs of the header have no record and are left out")
    }
    for note in contigs.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    if polarisation == .none && source.ancestral == "auto" {
      notes.append("no ancestral alleles (INFO/AA) in the header: folded features")
    }
    self.contigs = try Self.withHaploidSamples(contigs, source, samples ?? file.samples, &notes)
    if let largest = contigs.max(by: { $0.matrix.siteCount < $1.matrix.siteCount }),
      let note = SampleChecks.noteOnDuplicates(largest.matrix, samples ?? file.samples)
    {
      notes.append(note)
    }
    if mask == nil {
      let gaps = contigs.flatMap { SampleChecks.gaps($0.matrix.positions, in: $0.region) }
      if let note = SampleChecks.note(on: gaps) { notes.append(note) }
    }
    self.samples = samples ?? file.samples
    targetName = source.target.joined(separator: "+")
    self.mask = mask
    self.notes = notes
    try check(source)
  }

  /// `contigs` with the samples that the study calls haploid as such; notes say who looks haploid.
  private static func withHaploidSamples(
    _ contigs: [ObservedVariants], _ source: Study.DataSource, _ samples: [String], _ notes: inout [String]
  ) throws(StudyError) -> [ObservedVariants] {
    if let unknown = source.haploid.first(where: { $0 != "auto" && !samples.contains($0) }) {
      throw .invalid("data.haploid: there is no sample '\(unknown)' among those that were read")
    }
    var result: [ObservedVariants] = []
    for contig in contigs {
      let low = SampleChecks.lowHeterozygosity(contig.matrix)
      var haploid = Set(source.haploid.compactMap { samples.firstIndex(of: $0) })
      if source.haploid.contains("auto") { haploid.formUnion(low) }
      let open = low.filter { !haploid.contains($0) }.map { samples[$0] }
      if !open.isEmpty {
        notes.append(
          "\(open.count.grouped) of \(samples.count.grouped) diploid samples have hardly a heterozygous call on "
            + "\(contig.region.contig) (\(ContigNames.list(open, limit: 4))): males on X, or inbred? Each counts as two "
            + "haplotypes; 'data.haploid: auto' makes it one")
      }
      guard !haploid.isEmpty else {
        result.append(contig)
        continue
      }
      let (matrix, calls) = contig.matrix.haploid(haploid)
      notes.append(
        "\(haploid.count.grouped) samples are taken as haploid on \(contig.region.contig); \(calls.grouped) heterozygous calls "
          + "of theirs are missing")
      result.append(
        ObservedVariants(
          matrix: matrix, region: contig.region, samples: contig.samples, ledger: contig.ledger, notes: contig.notes))
    }
    return result
  }

  /// Throws if nothing usable was read.
  private func check(_ source: Study.DataSource) throws(StudyError) {
    let counts = Set(contigs.map(\.matrix.haplotypeCount))
    guard counts.count == 1 else {
      throw .invalid(
        "\(source.variants): contigs have different numbers of haplotypes (\(counts.sorted())); scan them one by one with "
          + "data.region")
    }
    guard contigs.contains(where: { $0.matrix.siteCount > 0 }) else {
      throw .empty("\(source.variants): no usable site: \(ledger.summary)")
    }
  }

  private static func regions(_ source: Study.DataSource, _ file: VariantFile) throws -> [Interval] {
    if let region = source.region { return [try file.region(region)] }
    let regions = try file.contigs.map { try file.region($0.name) }
    if regions.isEmpty { throw StudyError.empty("\(source.variants): names no contig and holds no record") }
    return regions
  }

  private static func samples(_ source: Study.DataSource, _ file: VariantFile) throws -> [String]? {
    if let populations = source.populations {
      let map = try PopulationMapFile.read(populations)
      return try SampleList.resolve(map, populations: source.target, available: file.samples, path: source.variants)
    }
    guard let selection = source.samples else { return nil }
    return try SampleList.resolve(selection, available: file.samples, path: source.variants)
  }

  private static func mask(_ source: Study.DataSource, _ regions: [Interval]) throws -> Mask? {
    guard let path = source.accessible ?? source.inaccessible else { return nil }
    let intervals = try BEDFile.read(path)
    let contigs = regions.map(\.contig)
    // The mask may write chr2 where the variants write 2.
    let mask = Mask(
      accessible: intervals.map { interval in
        Interval(
          contig: ContigNames.match(interval.contig, among: contigs) ?? interval.contig, start: interval.start,
          end: interval.end)
      })
    guard contigs.contains(where: { mask.accessible[$0] != nil }) else {
      let found = Array(Set(intervals.map(\.contig))).sorted()
      throw StudyError.invalid(
        "\(path): no interval lies on \(ContigNames.list(contigs)); it has \(ContigNames.list(found))")
    }
    return source.accessible != nil ? mask : mask.complement(within: regions)
  }

  private static func polarisation(_ source: Study.DataSource, _ file: VariantFile) -> Polarisation {
    switch source.ancestral {
    case "none": return .none
    case "auto": return file.hasAncestralAllele ? .infoAA : .none
    case "INFO/AA": return .infoAA
    default: return .fasta(source.ancestral)
    }
  }
}
