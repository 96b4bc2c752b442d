import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

/// BCF records that say they have fewer samples than their header.
@Suite struct ShortRecordTests {
  /// Each is a record without calls: what lies behind its end is not read as the calls of the samples it lacks.
  @Test func fewerSamplesThanTheHeader() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("x.bcf")
    var matrix = HaplotypeMatrix(haplotypeCount: 8, ploidies: [2, 2, 2, 2])
    for site in 0..<10 { matrix.append(position: Double(10 * site), alleles: [0b0110_0101], missing: nil) }
    try VariantWriter.write(
      matrix, contig: "1", length: 1000, sampleNames: ["a", "b", "c", "d"], command: "c", to: path)
    var bytes = [UInt8](try #require(FileManager.default.contents(atPath: try Self.plain(path, folder))))
    func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) } }
    func write(_ value: Int, _ at: Int) { for byte in 0..<4 { bytes[at + byte] = UInt8(value >> (8 * byte) & 255) } }
    var (record, index) = (9 + number(5), 0)
    while record < bytes.count {
      let (shared, individual) = (number(record), number(record + 4))
      #expect(bytes[record + 28] == 4)
      if index % 2 == 1 {
        // One sample less, and the two alleles of the last one gone.
        bytes[record + 28] = 3
        write(individual - 2, record + 4)
        bytes.removeSubrange(record + 8 + shared + individual - 2..<record + 8 + shared + individual)
      }
      record += 8 + shared + number(record + 4)
      index += 1
    }
    #expect(index == 10)
    let short = folder.file("short.bcf")
    try Data(bytes).write(to: URL(fileURLWithPath: short))
    let file = try VariantFile(path: short)
    let read = try file.read(file.region("1"), samples: nil)
    #expect(read.ledger.read == 10 && read.ledger.used == 5 && read.ledger[.noGenotypes] == 5, "\(read.ledger.summary)")
    #expect(read.matrix.positions == [0, 20, 40, 60, 80])
  }

  /// The BCF at `path` without its compression.
  private static func plain(_ path: String, _ folder: TemporaryFolder) throws -> String {
    let plain = folder.file("plain")
    #expect(try shell("gzip -dc '\(path)' > '\(plain)'"))
    return plain
  }
}
