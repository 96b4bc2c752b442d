import Groundwork

/// Who made a file, from what: the same for every binary file Apus writes.
public struct Provenance: Sendable, Codable, Equatable {
  /// "apus".
  public var software: String
  /// The version of the program.
  public var version: String
  /// The hash of the resolved study, which every stage checks.
  public var studyHash: String
  /// The study as resolved, as JSON text; "" where there is none.
  public var study: String
  /// The random seed.
  public var seed: UInt64

  /// A provenance from its parts.
  public init(version: String, studyHash: String, study: String, seed: UInt64) {
    software = "apus"
    self.version = version
    self.studyHash = studyHash
    self.study = study
    self.seed = seed
  }
}

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
    var table = FeatureTable(schema: manifest.schema, classes: manifest.classes, truthNames: manifest.truthNames)
    guard let values = try container.array("features", path: path).doubles else {
      throw .damaged(path: path, reason: "'features' does not hold 64-bit floats")
    }
    table.values = values
    table.labels = container["labels"]?.int32s ?? []
    table.replicates = container["replicates"]?.uint64s ?? []
    table.truth = container["truth"]?.doubles ?? []
    if let contig = container["contig"]?.int32s, let start = container["start"]?.int64s,
      let end = container["end"]?.int64s, start.count == contig.count, end.count == contig.count
    {
      guard contig.allSatisfy({ manifest.contigs.indices.contains(Int($0)) }) else {
        throw .damaged(path: path, reason: "a row names a contig that the manifest lacks")
      }
      table.locations = contig.indices.map {
        Location(contig: manifest.contigs[Int(contig[$0])], start: Int(start[$0]), end: Int(end[$0]))
      }
    }
    let rows = table.rowCount
    guard values.count == rows * table.columnCount, table.labels.isEmpty || table.labels.count == rows,
      table.labels.allSatisfy({ manifest.classes.indices.contains(Int($0)) }),
      table.replicates.count == rows || (table.replicates.isEmpty && table.labels.isEmpty),
      table.truth.count == rows * manifest.truthNames.count || (table.truth.isEmpty && table.labels.isEmpty),
      table.locations.isEmpty || table.locations.count == rows
    else { throw .damaged(path: path, reason: "its arrays have different numbers of rows") }
    return (table, manifest.provenance)
  }
}

/// JSON of manifests: sorted keys, so equal values are equal bytes.
public enum ManifestCoding {
  private struct Header: Codable {
    var format: String
    var formatVersion: Int
  }

  /// The JSON text of `manifest`.
  public static func encode(_ manifest: some Encodable) throws(FeatureTablesError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return Array(try encoder.encode(manifest))
    } catch {
      preconditionFailure("a manifest cannot be written as JSON: \(error)")
    }
  }

  /// The manifest in `json`, which must say that it is of `format`.
  public static func decode<Manifest: Decodable>(
    _ type: Manifest.Type, from json: [UInt8], format: String, path: String
  ) throws(FeatureTablesError) -> Manifest {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let data = Data(json)
    guard let header = try? decoder.decode(Header.self, from: data) else {
      throw .damaged(path: path, reason: "its manifest names no format")
    }
    guard header.format == format else {
      throw .damaged(path: path, reason: "it is of the format '\(header.format)', expected '\(format)'")
    }
    guard header.formatVersion == 1 else {
      throw .damaged(path: path, reason: "format version \(header.formatVersion) is newer than this program")
    }
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw .damaged(path: path, reason: "its manifest lacks something: \(error)")
    }
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
