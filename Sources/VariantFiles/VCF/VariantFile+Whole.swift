import Groundwork
import Haplotypes

extension VariantFile {
  /// The biallelic SNPs of every contig that has records, kept in `storage`.
  ///
  /// The records decide which contigs there are and where they end; the header only adds bases behind the last record. The file
  /// is read once from its beginning to its end, with or without an index, in time proportional to its size. Otherwise as
  /// ``read(_:samples:options:into:)``.
  public func readAll(
    samples selection: [String]?, options: VariantReadOptions = VariantReadOptions(), into storage: SiteStorage
  ) throws(VariantFilesError) -> WholeFile {
    let chosen = try chosenSamples(selection, options)
    let cursor = try cursor(nil, chosen, options)
    let accessible = AccessibleBases(options)
    var contigs = ContigReaders()
    while let place = try cursor.nextPlace() {
      if place.isNewContig {
        let name = cursor.currentContig
        try contigs.begin(name) { () throws(VariantFilesError) in
          let region = Interval(contig: name, start: 0, end: RegionReader.openEnd)
          return try RegionReader(
            self, region, chosen.used, options, cursor, accessible: accessible, storage: storage)
        }
      }
      try contigs.current?.offer(cursor, place.position - 1)
    }
    let read = try contigs.finish()
    let names = ContigNameIndex(read.map(\.region.contig))
    let declared = Set(self.contigs.map(\.name))
    let undeclared = read.map(\.region.contig).filter { !declared.contains($0) }
    var notes = notes
    var strangers: [String] = []
    for name in undeclared {
      guard let other = self.declared(name) else {
        strangers.append(name)
        continue
      }
      notes.append("\(path): contig '\(other.name)' of the header is '\(name)' in the records")
    }
    if !strangers.isEmpty {
      notes.append(
        "\(path): contigs with records that the header does not name: \(strangers.count.grouped) "
          + "(\(ContigNames.list(strangers, limit: 6))); they are read all the same")
    }
    return WholeFile(
      contigs: read, emptyContigs: self.contigs.count { names.match($0.name) == nil }, notes: notes)
  }
}

/// The readers of the contigs of a file that is read from its beginning to its end.
private struct ContigReaders {
  /// The reader of the contig that the cursor stands in.
  var current: RegionReader?
  private var number = -1
  /// A contig whose records those of a contig `<...>` of an assembly file interrupt.
  private var interrupted: (reader: RegionReader, number: Int)?
  private var finished: [(number: Int, variants: StoredVariants)] = []
  private var count = 0

  /// Goes to contig `name`, whose reader `make` makes if the contig is met for the first time.
  mutating func begin(
    _ name: String, _ make: () throws(VariantFilesError) -> RegionReader
  ) throws(VariantFilesError) {
    if name.hasPrefix("<"), interrupted == nil, let reader = current {
      interrupted = (reader, number)
    } else {
      try finish(current, number)
    }
    current = nil
    if let outer = interrupted, !name.hasPrefix("<") {
      interrupted = nil
      if outer.reader.region.contig == name {
        (current, number) = (outer.reader, outer.number)
        return
      }
      try finish(outer.reader, outer.number)
    }
    current = try make()
    number = count
    count += 1
  }

  private mutating func finish(_ reader: RegionReader?, _ number: Int) throws(VariantFilesError) {
    guard var reader else { return }
    finished.append((number, try reader.finish()))
  }

  /// The contigs in the order of their first records.
  mutating func finish() throws(VariantFilesError) -> [StoredVariants] {
    try finish(current, number)
    if let outer = interrupted { try finish(outer.reader, outer.number) }
    return finished.sorted { $0.number < $1.number }.map(\.variants)
  }
}
