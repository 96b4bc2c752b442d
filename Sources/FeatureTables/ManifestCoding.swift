#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// JSON of manifests: sorted keys, so equal values are equal bytes.
package enum ManifestCoding {
  private struct Header: Codable {
    var format: String
    var formatVersion: Int
  }

  /// The format that the manifest in `json` names; nil if it names none.
  package static func format(of json: [UInt8]) -> String? {
    (try? JSONDecoder().decode(Header.self, from: Data(json)))?.format
  }

  /// The JSON text of `manifest`.
  package static func encode(_ manifest: some Encodable) throws(FeatureTablesError) -> [UInt8] {
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
  package static func decode<Manifest: Decodable>(
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
      throw .anotherFormat(path: path, found: header.format, expected: format)
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
