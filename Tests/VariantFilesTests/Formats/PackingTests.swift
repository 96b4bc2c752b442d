import Foundation
import TestSupport
import Testing
import VariantFiles

/// Files that something other than gzip or bgzip has packed are named before anything else reads them.
@Suite struct PackingTests {
  @Test(
    arguments: [
      ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]), ("bzip2", [0x42, 0x5A, 0x68, 0x39]),
      ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("zip", [0x50, 0x4B, 3, 4]), ("7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
      ("lz4", [0x04, 0x22, 0x4D, 0x18]),
    ] as [(String, [UInt8])])
  func isNamed(_ name: String, _ magic: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let path = folder.file("x.vcf")
    try Data(magic + [UInt8](repeating: 7, count: 600)).write(to: URL(fileURLWithPath: path))
    #expect(try shell("gzip -k '\(path)'"))
    let readers: [(String) throws -> Void] = [
      { _ = try VariantFile(path: $0) }, { _ = try BEDFile.read($0) }, { _ = try PopulationMapFile.read($0) },
      { _ = try MSText.read($0, length: 1) },
    ]
    for read in readers {
      for file in [path, path + ".gz"] {
        let error = #expect(throws: VariantFilesError.self) { try read(file) }
        #expect(error?.description.contains("compressed with \(name)") == true)
      }
    }
  }

  @Test func tarArchives() throws {
    let folder = try TemporaryFolder()
    try "x".write(toFile: folder.file("a"), atomically: false, encoding: .utf8)
    #expect(try shell("cd '\(folder.path)' && tar -czf x.vcf.gz a && tar -cf x.vcf a"))
    for name in ["x.vcf", "x.vcf.gz"] {
      let error = #expect(throws: VariantFilesError.self) { try VariantFile(path: folder.file(name)) }
      #expect(error?.description.contains("is a tar archive") == true)
    }
  }

  @Test(arguments: ["4294967297", "00000000001", "99999999999999999999"])
  func alleleNumbersThatWrap(_ allele: String) throws {
    let folder = try TemporaryFolder()
    var vcf = TextVCF(["a", "b"])
    vcf.add("2 5 A C PASS . 0|1 0|\(allele)")
    let file = try VariantFile(path: vcf.write(folder))
    let error = #expect(throws: VariantFilesError.self) { try file.read(file.region("2"), samples: nil) }
    #expect(error?.description.contains("more than 9 digits") == true)
  }
}
