import FeatureTables
import Groundwork
import Haplotypes
import Statistics
import StudyFiles
import VariantFiles

/// The observed data of a study: chosen samples, chosen contigs. A `SiteStorage` holds the sites.
public struct ObservedData: Sendable {
  /// The samples and haplotypes of a population.
  public struct Population: Sendable, Equatable {
    /// Its name in the population map.
    public let name: String
    /// Its individuals, as indices of ``ObservedData/samples`` and of the contigs' ploidies.
    public let samples: Range<Int>
    /// Its haplotypes, as columns of every contig.
    public let haplotypes: Range<Int>
  }

  /// The sites of each contig (or of each region).
  public let contigs: [StoredVariants]
  /// Contigs that were read but are not used, since their samples have other numbers of haplotypes than on `contigs`.
  package let leftOut: [StoredVariants]
  /// Regions that were asked for on contigs that the data do not have.
  package let absentRegions: [String]
  /// The samples that were read, population by population.
  public let samples: [String]
  /// The populations of the map in the order of the target, else of the map; empty without a map.
  public let populations: [Population]
  /// The lengths of contigs that the headers give, by name.
  package let contigLengths: [String: Int]
  /// The accessible bases, of which those are left out that the files say nothing of (no ancestral state, no tree); nil if all are.
  public package(set) var mask: Mask?
  /// True if the study names accessible or inaccessible bases.
  package let isMaskGiven: Bool
  /// What the ancestral alleles came to on `contigs`; nil if none were used.
  public let polarisation: PolarisationCounts?
  /// The filter that rare alleles have gone through; nil if none is evident.
  package let minorAlleles: MinorAlleleFilter?
  /// What a user should know: contig names matched loosely, a missing index, no ancestral alleles ...
  public package(set) var notes: [String]

  /// Haplotypes of the sample, the same on all contigs.
  public var haplotypeCount: Int { contigs.first?.sites.haplotypeCount ?? 0 }
  /// What features may compare: the populations of the map, or all samples as one without a name.
  package var featurePopulations: [FeatureSchema.Population] {
    if populations.isEmpty { return [FeatureSchema.Population(name: "", haplotypeCount: haplotypeCount)] }
    return populations.map { FeatureSchema.Population(name: $0.name, haplotypeCount: $0.haplotypes.count) }
  }

  /// True if every contig is phased.
  public var isPhased: Bool { contigs.allSatisfy(\.sites.isPhased) }
  /// True if the alleles were polarised.
  public var isPolarised: Bool { contigs.allSatisfy(\.sites.isPolarised) }
  /// True if a call is missing.
  public var hasMissingCalls: Bool { contigs.contains(where: \.sites.hasMissingCalls) }
  /// True if calls are missing at sites or at places beside them.
  package var lacksCalls: Bool { contigs.contains(where: \.sites.lacksCalls) }
  /// The estimated share of sites whose ancestral and derived allele are exchanged; nil without ancestral alleles. See
  /// `PolarisationCounts`.
  public var misorientationRate: Double? { polarisation?.misorientationRate }

  /// Every record of `contigs`, by what became of it.
  public var ledger: VariantLedger {
    contigs.reduce(into: VariantLedger()) { $0.merge($1.ledger) }
  }

  /// Reads what `source` says into `storage`; `threads` more than one inflate compressed blocks beside the reader.
  public init(
    _ source: Study.DataSource, threads: Int = 1, storage: SiteStorage = SiteStorage()
  ) throws(StudyError) {
    var files = try VariantSources(source)
    contigLengths = files.contigLengths
    let chosen = try files.samples()
    let bases = try GivenBases(source)
    var options = VariantReadOptions(
      polarisation: files.polarisation(chosen.outgroup), minimumCallRate: source.minimumCallRate,
      filters: source.filters, multiallelic: source.multiallelic, invariant: source.invariant, threads: threads)
    bases?.tell(&options)
    options.calls = source.calls
    let read = try files.read(samples: chosen.samples, options, storage)
    var notes = files.notes + (bases?.notes ?? [])
    let joined = try files.joined(read, &notes)
    let known = KnownBases(joined, within: try bases?.mask(of: joined.map(\.region)))
    notes += known.notes
    notes = Self.adding(joined.flatMap(\.notes), to: notes)
    if options.polarisation == .none && source.ancestral == "auto" {
      notes.append(files.noteOnAncestry)
    }
    let whole = try Self.withHaploidSamples(joined, source, chosen.samples, storage, &notes)
    (contigs, leftOut) = Self.sameHaplotypes(whole, &notes)
    samples = chosen.samples
    absentRegions = files.absentRegions
    mask = known.mask
    isMaskGiven = bases != nil
    let counts = contigs.compactMap(\.polarisation)
    polarisation = counts.isEmpty ? nil : counts.reduce(into: PolarisationCounts()) { $0.merge($1) }
    populations = Self.populations(chosen.populations, contigs[0].sites.ploidies)
    minorAlleles = try attempt { [contigs] in
      try MinorAlleleFilter(contigs.map { try source.variable($0.sites, storage) })
    }
    if let minorAlleles { notes.append(minorAlleles.note) }
    if let note = polarisation.flatMap(SampleChecks.note(on:)) { notes.append(note) }
    notes += try attempt { [contigs] in
      try SampleChecks.notesOnRelatives(contigs.map { try source.variable($0.sites, storage) }, chosen.samples)
    }
    if !isMaskGiven {
      let gaps = try attempt { [contigs] in try contigs.flatMap { try SampleChecks.gaps($0.sites, in: $0.region) } }
      if let note = SampleChecks.note(on: gaps) { notes.append(note) }
    }
    self.notes = notes
    guard contigs.contains(where: { $0.sites.siteCount > 0 }) else {
      let reason = ledger.read == 0 ? "there is no record in what was asked for" : ledger.summary
      let remedy = notes.first { $0.contains("bcftools norm") }.map { "; \($0)" } ?? ""
      throw .empty("\(ContigNames.list(source.variants)): no usable site: \(reason)\(remedy)")
    }
  }

  /// The most notes of single contigs that are given.
  private static let mostNotes = 40

  /// `notes`, and those of `further` that are not among them; of very many contigs those of the first ones.
  private static func adding(_ further: [String], to notes: [String]) -> [String] {
    var known = Set(notes)
    let added = further.filter { known.insert($0).inserted }
    if added.count <= mostNotes { return notes + added }
    let rest = added.count - mostNotes
    return notes + added.prefix(mostNotes) + ["\(rest.grouped) further notes on single contigs are not shown"]
  }

  /// The populations of `groups` (name and number of samples, in order) where the samples have `ploidies`.
  private static func populations(_ groups: [(name: String, count: Int)], _ ploidies: [UInt8]) -> [Population] {
    var sample = 0
    var haplotype = 0
    return groups.map { group in
      let samples = sample..<sample + group.count
      let count = ploidies[samples].reduce(0) { $0 + Int($1) }
      defer { (sample, haplotype) = (samples.upperBound, haplotype + count) }
      return Population(name: group.name, samples: samples, haplotypes: haplotype..<haplotype + count)
    }
  }

  /// The contigs whose samples have the same numbers of haplotypes, those with the most sites together, and the others.
  private static func sameHaplotypes(
    _ contigs: [StoredVariants], _ notes: inout [String]
  ) -> (used: [StoredVariants], leftOut: [StoredVariants]) {
    var sites: [[UInt8]: Int] = [:]
    for contig in contigs { sites[contig.sites.ploidies, default: 0] += contig.sites.siteCount }
    guard sites.count > 1, let most = sites.values.max(),
      let chosen = contigs.first(where: { sites[$0.sites.ploidies] == most })?.sites.ploidies
    else { return (contigs, []) }
    let used = contigs.filter { $0.sites.ploidies == chosen }
    let leftOut = contigs.filter { $0.sites.ploidies != chosen }
    let names = leftOut.map { "\($0.region.contig) (\($0.sites.haplotypeCount.grouped))" }
    notes.append(
      "the samples have \((used.first?.sites.haplotypeCount ?? 0).grouped) haplotypes on "
        + "\(ContigNames.list(used.map(\.region.contig), limit: 6)), other numbers on \(ContigNames.list(names, limit: 6)): "
        + "one run is about one number, so the latter are left out; scan them by themselves with data.region")
    return (used, leftOut)
  }

  /// `contigs` with the samples that the study calls haploid as such; notes say who looks haploid.
  private static func withHaploidSamples(
    _ contigs: [StoredVariants], _ source: Study.DataSource, _ samples: [String], _ storage: SiteStorage,
    _ notes: inout [String]
  ) throws(StudyError) -> [StoredVariants] {
    if let unknown = source.haploid.first(where: { $0 != "auto" && !samples.contains($0) }) {
      throw .invalid("data.haploid: there is no sample '\(unknown)' among those that were read")
    }
    var result: [StoredVariants] = []
    for contig in contigs {
      let low = try attempt { try SampleChecks.lowHeterozygosity(try source.variable(contig.sites, storage)) }
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
      let (sites, calls) = try attempt { [haploid] in try contig.sites.haploid(haploid, in: storage) }
      notes.append(
        "\(haploid.count.of("sample is", "samples are")) taken as haploid on \(contig.region.contig); \(calls.of("heterozygous call")) "
          + "of theirs are missing")
      result.append(contig.withSites(sites))
    }
    return result
  }
}
