import Groundwork

extension FeatureTable {
  private struct Manifest: Codable {
    var format: String
    var formatVersion: Int
    var schema: FeatureSchema
    var classes: [String]
    var truthNames: [String]
    var contigs: [String]
    var provenance: Provenance
  }

  /// The value of `format` in the manifest of a feature table.
  public static let formatName = "apus feature table"

  /// The container of the table.
  public func container(provenance: Provenance) throws(FeatureTablesError) -> ArrayContainer {
    var contigs: [String] = []
    var contigIndex: [String: Int32] = [:]
    let locationContigs = locations.map { location in
      if let known = contigIndex[location.contig] { return known }
      let index = Int32(contigs.count)
      contigIndex[location.contig] = index
      contigs.append(location.contig)
      return index
    }
    let manifest = Manifest(
      format: Self.formatName, formatVersion: 1, schema: schema, classes: classes, truthNames: truthNames,
      contigs: contigs, provenance: provenance)
    var container = ArrayContainer(manifest: try ManifestCoding.encode(manifest))
    container.add("features", NumericArray(values, shape: [rowCount, columnCount]))
    if let alignments {
      let shape = [rowCount, alignments.shape.sites, alignments.shape.wordsPerSite]
      container.add("alleles", NumericArray(alignments.alleles, shape: shape))
      if !alignments.missing.isEmpty { container.add("missing", NumericArray(alignments.missing, shape: shape)) }
      container.add("positions", NumericArray(alignments.positions, shape: [rowCount, alignments.shape.sites]))
    }
    if !labels.isEmpty { container.add("labels", NumericArray(labels)) }
    if !replicates.isEmpty { container.add("replicates", NumericArray(replicates)) }
    if !labels.isEmpty || !truthNames.isEmpty {
      container.add("truth", NumericArray(truth, shape: [rowCount, truthNames.count]))
    }
    if !locations.isEmpty {
      container.add("contig", NumericArray(locationContigs))
      container.add("start", NumericArray(locations.map { Int64($0.start) }))
      container.add("end", NumericArray(locations.map { Int64($0.end) }))
    }
    return container
  }

  /// The table in the file at `path`, with who made it.
  public static func read(_ path: String) throws(FeatureTablesError) -> (table: FeatureTable, provenance: Provenance) {
    try read(ArrayContainer(path: path), path: path)
  }

  /// The table in `container`, which may have further members, with who made it; `path` is what messages call it.
  public static func read(
    _ container: ArrayContainer, path: String
  ) throws(FeatureTablesError) -> (table: FeatureTable, provenance: Provenance) {
    let manifest = try ManifestCoding.decode(Manifest.self, from: container.manifest, format: formatName, path: path)
    guard let values = try container.array("features", path: path).doubles else {
      throw .damaged(path: path, reason: "'features' does not hold 64-bit floats")
    }
    let columns = manifest.schema.columns.count
    var rows = ExampleRows(classes: manifest.classes, truthNames: manifest.truthNames)
    rows.count = columns == 0 ? 0 : values.count / columns
    rows.labels = container["labels"]?.int32s ?? []
    rows.replicates = container["replicates"]?.uint64s ?? []
    rows.truth = container["truth"]?.doubles ?? []
    if let contig = container["contig"]?.int32s, let start = container["start"]?.int64s,
      let end = container["end"]?.int64s, start.count == contig.count, end.count == contig.count
    {
      guard contig.allSatisfy({ manifest.contigs.indices.contains(Int($0)) }) else {
        throw .damaged(path: path, reason: "a row names a contig that the manifest lacks")
      }
      rows.locations = contig.indices.map {
        Location(contig: manifest.contigs[Int(contig[$0])], start: Int(start[$0]), end: Int(end[$0]))
      }
    }
    guard values.count == rows.count * columns, rows.isWhole else {
      throw .damaged(path: path, reason: "its arrays have different numbers of rows")
    }
    let alignments = try alignments(container, manifest.schema, path)
    guard alignments?.count ?? rows.count == rows.count else {
      throw .damaged(path: path, reason: "its alignments are those of another number of rows")
    }
    let table = FeatureTable(schema: manifest.schema, values: values, rows: rows, alignments: alignments)
    return (table, manifest.provenance)
  }

  /// The alignments in `container`; nil if there are none.
  private static func alignments(
    _ container: ArrayContainer, _ schema: FeatureSchema, _ path: String
  ) throws(FeatureTablesError) -> AlignmentTable? {
    guard let shape = schema.alignment else { return nil }
    guard (1...1 << 20).contains(shape.haplotypes), (1...1 << 20).contains(shape.sites),
      let alleles = try container.array("alleles", path: path).uint64s,
      let positions = try container.array("positions", path: path).floats,
      let table = AlignmentTable(
        shape: shape, alleles: alleles, missing: container["missing"]?.uint64s ?? [], positions: positions)
    else { throw .damaged(path: path, reason: "its alignments are not those of \(shape)") }
    return table
  }
}
