import Groundwork
import Haplotypes

extension VariantFile {
  /// The biallelic SNPs of `region` in `samples` (nil: all), as `options` ask for; see
  /// ``read(_:samples:options:into:)``.
  public func read(
    _ region: Interval, samples selection: [String]?, options: VariantReadOptions = VariantReadOptions()
  ) throws(VariantFilesError) -> ObservedVariants {
    try read([region], samples: selection, options: options)[0]
  }

  /// The biallelic SNPs of each of `regions` in `samples` (nil: all but the outgroup), as `options` ask for, kept in `storage`: the
  /// memory needed does not grow with the regions.
  ///
  /// With an index only the regions are read; else the whole file is, once, which also checks its order, and `notes` say so.
  /// Missing calls become missing bits. Ploidy is each sample's own in each region; a wholly missing call (`.`, `./.`) counts at
  /// the sample's ploidy, and where the calls of a sample differ in their number of alleles all of them decide (see `notes`). The
  /// sites are phased if no call of a used site has different alleles and no phase. A region without usable records gives no sites.
  /// - Throws: ``VariantFilesError``: an unknown sample or contig; a damaged file or line; records out of order; a temporary file
  ///   that cannot be written.
  public func read(
    _ regions: [Interval], samples selection: [String]?, options: VariantReadOptions = VariantReadOptions(),
    into storage: SiteStorage
  ) throws(VariantFilesError) -> [StoredVariants] {
    let chosen = try chosenSamples(selection, options)
    var readers: [RegionReader] = []
    var matches: [String?] = []
    let names = try contigs(named: regions.map(\.contig))
    var present: Set<String> = []
    if indexPath == nil {
      let cursor = try cursor(nil, chosen, options)
      for (region, match) in zip(regions, names) {
        readers.append(try reader(region, on: match.contig.name, chosen.used, options, cursor, storage))
        matches.append(match.note)
      }
      try Self.walk(cursor, &readers, Array(readers.indices))
      present = Set(cursor.recordContigs)
    } else {
      for (region, match) in zip(regions, names) {
        let cursor = try cursor(
          Interval(contig: match.contig.name, start: region.start, end: region.end), chosen, options)
        readers.append(try reader(region, on: match.contig.name, chosen.used, options, cursor, storage))
        matches.append(match.note)
        try Self.walk(cursor, &readers, [readers.count - 1])
        present.formUnion(cursor.recordContigs)
      }
    }
    try readOtherwiseWritten(&readers, present, chosen, options, storage)
    var result: [StoredVariants] = []
    for index in readers.indices {
      if let note = matches[index] { readers[index].notes.texts.append(note) }
      result.append(try readers[index].finish())
    }
    return result
  }

  /// The samples to read: those that are used, and with the outgroup those that must be decoded.
  func chosenSamples(
    _ selection: [String]?, _ options: VariantReadOptions
  ) throws(VariantFilesError) -> (used: [String], decoded: [String]?) {
    guard !samples.isEmpty else {
      throw .notFound(path: path, problem: "has no samples (sites only)", remedy: "genotypes (FORMAT/GT) are needed")
    }
    if let selection { try SampleList.check(selection, available: samples, path: path) }
    guard case .outgroup(let outgroup, let agreement) = options.polarisation else {
      return (selection ?? samples, selection)
    }
    precondition(agreement > 0.5 && agreement <= 1, "an agreement lies in (0.5, 1], got \(agreement)")
    try SampleList.check(outgroup, available: samples, path: path)
    let unwanted = Set(outgroup)
    let used = (selection ?? samples).filter { !unwanted.contains($0) }
    guard !used.isEmpty, !outgroup.isEmpty else {
      throw .notFound(
        path: path, problem: used.isEmpty ? "all samples are outgroup" : "the outgroup has no sample",
        remedy: "name samples of both")
    }
    return (used, selection == nil ? nil : used + outgroup)
  }

  func cursor(
    _ region: Interval?, _ chosen: (used: [String], decoded: [String]?), _ options: VariantReadOptions
  ) throws(VariantFilesError) -> VariantCursor {
    try VariantCursor(
      path: path, indexPath: region == nil ? nil : indexPath, region: region, selection: chosen.decoded,
      options: options)
  }

  private func reader(
    _ region: Interval, on contig: String, _ samples: [String], _ options: VariantReadOptions, _ cursor: VariantCursor,
    _ storage: SiteStorage
  ) throws(VariantFilesError) -> RegionReader {
    let found = Interval(contig: contig, start: region.start, end: region.end)
    var reader = try RegionReader(self, found, samples, options, cursor, storage: storage)
    reader.notes.texts = startNotes + reader.notes.texts
    return reader
  }

  /// What is to be said of every reading of the file.
  var startNotes: [String] {
    indexPath != nil
      ? notes : notes + ["\(path) has no usable index: the whole file was read (`bcftools index` makes one)"]
  }

  /// Walks through the cursor's records for those of `readers` whose indices are `wanted`.
  private static func walk(
    _ cursor: VariantCursor, _ readers: inout [RegionReader], _ wanted: [Int]
  ) throws(VariantFilesError) {
    var current: [Int] = []
    while let place = try cursor.nextPlace() {
      if place.isNewContig { current = wanted.filter { readers[$0].region.contig == cursor.currentContig } }
      for index in current { try readers[index].offer(cursor, place.position - 1) }
    }
  }

  /// Reads again for contigs that the header writes otherwise than the records do; `present` are those of the records.
  private func readOtherwiseWritten(
    _ readers: inout [RegionReader], _ present: Set<String>, _ chosen: (used: [String], decoded: [String]?),
    _ options: VariantReadOptions, _ storage: SiteStorage
  ) throws(VariantFilesError) {
    for index in readers.indices where !present.contains(readers[index].region.contig) {
      let region = readers[index].region
      guard let other = ContigNames.match(region.contig, among: present) else {
        readers[index].notes.texts.append("\(path) has no record on contig '\(region.contig)'")
        continue
      }
      let renamed = Interval(contig: other, start: region.start, end: region.end)
      let cursor = try cursor(renamed, chosen, options)
      readers[index] = try reader(renamed, on: other, chosen.used, options, cursor, storage)
      readers[index].notes.texts.append("\(path): contig '\(region.contig)' of the header is '\(other)' in the records")
      try Self.walk(cursor, &readers, [index])
    }
  }
}
