import FeatureTables
import Groundwork
import TestSupport
import Testing

/// Containers that were made to be larger than they are.
@Suite struct StrangerContainersTests {
  private func read(_ bytes: [UInt8], _ folder: TemporaryFolder) throws -> ArrayContainer {
    let path = folder.file("x.npz")
    try AtomicFile.write(bytes, to: path)
    return try ArrayContainer(path: path)
  }

  @Test func membersThatAreThereTwiceOrOverlap() throws {
    let folder = try TemporaryFolder()
    var container = ArrayContainer(manifest: Array("{}".utf8))
    container.add("a", NumericArray([Double](repeating: 1, count: 1000)))
    container.add("b", NumericArray([Double](repeating: 2, count: 1000)))
    #expect(try read(container.bytes, folder).arrays.count == 2)
    var twice = container
    twice.add("a", NumericArray([3.0]))
    let error = #expect(throws: FeatureTablesError.self) { try read(twice.bytes, folder) }
    #expect(error?.description.contains("appears twice") == true)
    // Both directory entries lead to one member: a name and a checksum of the other, and its place.
    var overlapping = ArrayContainer(manifest: Array("{}".utf8))
    overlapping.add("a", NumericArray([Double](repeating: 1, count: 1000)))
    overlapping.add("b", NumericArray([Double](repeating: 1, count: 1000)))
    var bytes = overlapping.bytes
    let entries = bytes.indices.dropLast(46).filter { Array(bytes[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] }
    #expect(entries.count == 3)
    for offset in 42..<46 { bytes[entries[2] + offset] = bytes[entries[1] + offset] }
    let overlap = #expect(throws: FeatureTablesError.self) { try read(bytes, folder) }
    #expect(overlap?.description.contains("overlap") == true)
  }

  /// A shape whose brackets stand the wrong way round, which a fuzzer found.
  @Test func headersWithoutAShape() throws {
    let path = SharedData.checkout("Fuzzing/Corpus/npz/brackets_reversed.npz")
    let error = #expect(throws: FeatureTablesError.self) { try ArrayContainer(path: path) }
    #expect(error?.description.contains("is not an array") == true)
  }
}
