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
  /// The key of everything that was read.
  public let key: String

  /// Haplotypes of the sample, the same on all contigs.
  public var haplotypeCount: Int { contigs.first?.matrix.haplotypeCount ?? 0 }
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
    let contigs = try attempt { try regions.map { try file.read($0, samples: samples, options: options) } }
    var notes = file.notes
    for note in contigs.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    if polarisation == .none && source.ancestral == "auto" {
      notes.append("no ancestral alleles (INFO/AA) in the header: folded features")
    }
    self.contigs = contigs
    self.samples = samples ?? file.samples
    self.mask = mask
    self.notes = notes
    key = try Self.key(source)
    try check(source)
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
    if let path = source.accessible { return Mask(accessible: try BEDFile.read(path)) }
    guard let path = source.inaccessible else { return nil }
    return Mask(accessible: try BEDFile.read(path)).complement(within: regions)
  }

  private static func polarisation(_ source: Study.DataSource, _ file: VariantFile) -> Polarisation {
    switch source.ancestral {
    case "none": return .none
    case "auto": return file.hasAncestralAllele ? .infoAA : .none
    case "INFO/AA": return .infoAA
    default: return .fasta(source.ancestral)
    }
  }

  /// The key of the files and settings that decide what is read; the same wherever the files lie.
  private static func key(_ source: Study.DataSource) throws(StudyError) -> String {
    struct Inputs: Encodable {
      var files: [String]
      var settings: Study.DataSource
    }
    var files: [String] = []
    for path in [source.variants, source.populations, source.accessible, source.inaccessible] {
      if let path { files.append(try StageKey.ofFile(path)) } else { files.append("") }
    }
    var settings = source
    settings.variants = ""
    settings.populations = nil
    settings.accessible = nil
    settings.inaccessible = nil
    settings.known = nil
    if !["auto", "none", "INFO/AA"].contains(source.ancestral) {
      files.append(try StageKey.ofFile(source.ancestral))
      settings.ancestral = "FASTA"
    }
    return try StageKey.of(Inputs(files: files, settings: settings))
  }
}
