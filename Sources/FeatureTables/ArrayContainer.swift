import Groundwork

/// A stored (uncompressed) zip of `manifest.json` and .npy members: the container of every binary file Apus writes.
///
/// `numpy.load(path, allow_pickle=False)` opens it. Members keep their order and carry no times, so equal contents are
/// equal bytes. Documentation/Formats.md describes it byte by byte.
public struct ArrayContainer: Sendable {
  /// The JSON text of `manifest.json`.
  public var manifest: [UInt8]
  /// The arrays, by member name without ".npy", in file order.
  public private(set) var arrays: [(name: String, array: NumericArray)]

  /// A container with a `manifest` and no arrays yet.
  public init(manifest: [UInt8]) {
    self.manifest = manifest
    arrays = []
  }

  /// What the manifest says that the container holds; nil if it does not.
  package var formatName: String? { ManifestCoding.format(of: manifest) }

  /// Adds the member `name`.npy.
  public mutating func add(_ name: String, _ array: NumericArray) {
    arrays.append((name, array))
  }

  /// The array `name`; nil if the container has none.
  public subscript(_ name: String) -> NumericArray? {
    arrays.first { $0.name == name }?.array
  }

  /// The bytes of the zip file.
  public var bytes: [UInt8] {
    var archive = StoredZipWriter()
    archive.add("manifest.json", manifest)
    for (name, array) in arrays { archive.add(name + ".npy", array.npy) }
    return archive.finish()
  }

  /// Writes the container to `path`, whole or not at all.
  public func write(to path: String) throws(FeatureTablesError) {
    let bytes = bytes
    do { try AtomicFile.write(bytes, to: path) } catch { throw .file(error) }
  }

  /// The container in the file at `path`; every member's checksum is verified.
  public init(path: String) throws(FeatureTablesError) {
    let bytes: [UInt8]
    do { bytes = try AtomicFile.read(path) } catch { throw .file(error) }
    let members = try StoredZipReader.members(of: bytes, path: path)
    guard let manifest = members.first(where: { $0.name == "manifest.json" }) else {
      throw .missingMember(path: path, member: "manifest.json")
    }
    self.init(manifest: Array(bytes[manifest.range]))
    for member in members where member.name.hasSuffix(".npy") {
      guard let array = NumericArray(npy: bytes[member.range]) else {
        throw .damaged(path: path, reason: "member '\(member.name)' is not an array")
      }
      add(String(member.name.dropLast(4)), array)
    }
  }

  /// The array `name`, or an error that names the file and the member.
  public func array(_ name: String, path: String) throws(FeatureTablesError) -> NumericArray {
    guard let array = self[name] else { throw .missingMember(path: path, member: name) }
    return array
  }
}
