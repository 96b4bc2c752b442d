import Haplotypes

/// A file of haplotypes in a format other than VCF and BCF, read as those are: by region and samples, every site in the ledger.
///
/// What a format does not say is not made up: PLINK has neither phase nor ancestral alleles; the others are phased, and 1 (or what
/// is not the ancestral state of a tree sequence) is the derived allele. Contigs end at the length that the file gives, else at
/// their last site. The one sequence of a tree sequence has no name and answers to any; without one it is "1". Replicates of ms text
/// are the contigs "replicate1", "replicate2" ... The file is read whole, PLINK a chromosome at a time.
public struct HaplotypeFile: Sendable {
  /// The formats.
  public enum Format: String, Sendable, CaseIterable {
    /// PLINK 1: `.bed` with `.bim` and `.fam` beside it.
    case plink = "PLINK"
    /// selscan's `.hap` with a `.map` beside it.
    case haplotypeMap = ".hap"
    /// A tree sequence of tskit.
    case treeSequence = "tree sequence"
    /// Text of ms, msms or discoal.
    case ms = "ms text"
    /// SHAPEIT's `.haps` or PLINK's `.tped`.
    case lines = ".haps or .tped"
    /// A site-frequency spectrum.
    case spectrum = "a spectrum"
  }

  /// The path.
  public let path: String
  /// The format.
  public let format: Format
  /// The contigs, with their lengths where the file gives them.
  public let contigs: [Contig]
  /// The individuals; haplotypes where the format knows none.
  public let samples: [String]
  /// What a user should know about the file as a whole.
  public let notes: [String]
  private let content: Content

  private enum Content: Sendable {
    case chromosomes(PlinkFile, haploidBySex: Bool)
    case contigs([ReadHaplotypes])
  }

  /// True if the file says which alleles are ancestral.
  public var hasAncestralAllele: Bool {
    if format == .spectrum, case .contigs(let read) = content { return read.allSatisfy(\.matrix.isPolarised) }
    return format != .plink && format != .lines
  }

  /// The population of each sample, where the file says it of more than one; nil else.
  public var populations: PopulationMap? {
    guard format == .spectrum || format == .treeSequence, case .contigs(let read) = content, let first = read.first,
      Set(first.populations).count > 1, !first.populations.contains("")
    else { return nil }
    return PopulationMap(entries: zip(first.samples, first.populations).map { (sample: $0, population: $1) })
  }

  /// Opens the file at `path`. `length` are the bases that each replicate of ms text is long; `haploidBySex`: see
  /// ``PlinkFile/read(contig:haploidBySex:)``.
  ///
  /// - Throws: ``VariantFilesError``: what the reader of the format throws; ms text without a length.
  public init(path: String, format: Format, length: Double? = nil, haploidBySex: Bool = false) throws(VariantFilesError)
  {
    self.path = path
    self.format = format
    switch format {
    case .plink:
      let file = try PlinkFile(path: path)
      content = .chromosomes(file, haploidBySex: haploidBySex)
      contigs = file.contigs.map { Contig(name: $0, length: nil) }
      samples = file.names
      notes = []
      return
    case .lines: content = .contigs(try HaplotypeLines.read(path))
    case .haplotypeMap: content = .contigs(try HaplotypeMapFile.read(path))
    case .treeSequence: content = .contigs([try TreeSequenceFile(path: path).read()])
    case .ms:
      guard let length else {
        throw .notFound(
          path: path, problem: "ms text has positions from 0 to 1",
          remedy: "say how many bases its stretch is long: data.length in a study, --length for a scan")
      }
      content = .contigs(try MSText.contigs(path, length: length))
    case .spectrum:
      guard let length else {
        throw .notFound(
          path: path, problem: "a spectrum does not say how many bases were looked at",
          remedy: "give them, with and without variation: data.length in a study")
      }
      content = .contigs([try SpectrumFile.read(path, length: length)])
    }
    guard case .contigs(let read) = content else { preconditionFailure("\(format) is read whole") }
    contigs = read.map { one in
      Contig(name: one.contig.isEmpty ? "1" : one.contig, length: one.length.map { Int($0.rounded(.up)) })
    }
    samples = read.first?.samples ?? []
    notes =
      (format == .spectrum ? read.flatMap(\.notes) : [])
      + (read.contains { $0.contig.isEmpty }
        ? ["\(path) names no contig; it takes the name of the region asked for, or '1'"] : [])
  }

  /// Every contig from its first base to its end.
  public func wholeContigs() throws(VariantFilesError) -> [Interval] {
    contigs.indices.map { Interval(contig: contigs[$0].name, start: 0, end: end(of: $0)) }
  }

  /// The stretch that `text` names, as ``VariantFile/clippedRegion(_:)``.
  public func clippedRegion(_ text: String) throws(VariantFilesError) -> (interval: Interval, note: String?) {
    let region = RegionText(text, contigs: contigs.map(\.name))
    let index = try index(of: region.contig)
    let contig = Contig(name: name(index, as: region.contig), length: contigs[index].length)
    return try region.clipped(path: path, to: contig) { end(of: index) }
  }

  /// The segregating sites of each of `regions` in `samples` (nil: all), as `options` ask for, kept in `storage`.
  ///
  /// Ancestral alleles are those of the format with ``Polarisation/infoAA``, and not used with ``Polarisation/none``.
  /// - Throws: ``VariantFilesError``: an unknown sample or contig; options that need what the format has not: named alleles
  ///   (FASTA, outgroup, splitting), FILTER; a temporary file that cannot be written.
  public func read(
    _ regions: [Interval], samples selection: [String]?, options: VariantReadOptions = VariantReadOptions(),
    into storage: SiteStorage
  ) throws(VariantFilesError) -> [StoredVariants] {
    try check(options)
    if let selection { try SampleList.check(selection, available: samples, path: path) }
    var result: [StoredVariants] = []
    for region in regions {
      let read = try contig(try index(of: region.contig))
      result.append(try read.observed(region, samples: selection ?? samples, options, path: path, storage))
    }
    return result
  }

  /// The segregating sites of every contig in `samples` (nil: all), as `options` ask for, kept in `storage`.
  ///
  /// Otherwise as ``read(_:samples:options:into:)``.
  public func readAll(
    samples selection: [String]?, options: VariantReadOptions = VariantReadOptions(), into storage: SiteStorage
  ) throws(VariantFilesError) -> WholeFile {
    let read = try read(wholeContigs(), samples: selection, options: options, into: storage)
    let withRecords = read.filter { $0.ledger.read > 0 }
    return WholeFile(contigs: withRecords, emptyContigs: read.count - withRecords.count, notes: [])
  }

  private func contig(_ index: Int) throws(VariantFilesError) -> ReadHaplotypes {
    switch content {
    case .chromosomes(let file, let bySex): try file.read(contig: contigs[index].name, haploidBySex: bySex)
    case .contigs(let contigs): contigs[index]
    }
  }

  private func index(of name: String) throws(VariantFilesError) -> Int {
    if isUnnamed { return 0 }
    let known = contigs.map(\.name)
    guard let match = ContigNames.match(name, among: known), let index = known.firstIndex(of: match) else {
      throw .noContig(name, in: path, known: known)
    }
    return index
  }

  private var isUnnamed: Bool {
    if case .contigs(let contigs) = content { return contigs.count == 1 && contigs[0].contig.isEmpty }
    return false
  }

  private func name(_ index: Int, as written: String) -> String { isUnnamed ? written : contigs[index].name }

  /// Where contig `index` ends.
  private func end(of index: Int) -> Int {
    if let length = contigs[index].length { return length }
    switch content {
    case .chromosomes(let file, _): return file.end(of: contigs[index].name)
    case .contigs(let contigs): return contigs[index].end
    }
  }

  /// Throws if `options` need what the format has not.
  private func check(_ options: VariantReadOptions) throws(VariantFilesError) {
    var lacking: String?
    switch options.polarisation {
    case .none: break
    case .infoAA: if !hasAncestralAllele { lacking = "which alleles are ancestral" }
    case .fasta: lacking = "the letters of its alleles, which an ancestral sequence is compared with"
    case .outgroup: lacking = "the letters of its alleles, which an outgroup is compared by"
    }
    if options.multiallelic == .split { lacking = "the letters of its alleles, by which sites of several are split" }
    if options.invariant == .keep { lacking = "sites that do not vary" }
    if !options.filters.isEmpty && !options.filters.contains(".") { lacking = "FILTER of its sites" }
    if !options.calls.isEmpty { lacking = "the reads, quality or filter of its calls" }
    if let lacking {
      throw .notFound(
        path: path, problem: "\(format.rawValue) does not give \(lacking)",
        remedy: "leave the option out, or convert the file to VCF")
    }
  }
}
