import Foundation
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct EffectiveSizeMapFileTests {
  let folder = try? TemporaryFolder()

  private func write(_ text: String) throws -> String {
    let path = try #require(folder).file("b.bed")
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  @Test func sharesAndThousandthsSayTheSame() throws {
    let expected = try EffectiveSizeMap(breakpoints: [100, 200, 300, 350], values: [0.5, 1, 0.025])
    for text in [
      "track x\n#c\nchr1\t100\t200\t0.5\nchr2 0 5 1\n\nchr1 300 350 0.025 more\n",
      "chr1 100 200 500\nchr2 0 5 1000\nchr1 300 350 25\n",
    ] {
      let maps = try EffectiveSizeMapFile.read(write(text))
      #expect(maps.count == 2 && maps["chr1"] == expected)
      #expect(try maps["chr2"] == EffectiveSizeMap(uniform: 1, to: 5))
    }
  }

  @Test func mistakesNameTheirLine() throws {
    let wrong = [
      ("1 0 5\n", "b.bed:1: found 3 columns"), ("1 0 5 1\n1 5 5 1\n", "b.bed:2: found start '5'"),
      ("1 0 5 x\n", "b.bed:1: found B = 'x'"), ("1 0 5 1001\n", "b.bed:1: found B = '1001'"),
      ("1 0 5 1\n1 4 9 1\n", "b.bed:2: the interval begins at 4"), ("1 0 5 1\n1 5 9 0\n", "b.bed:2: found B = 0"),
      ("1 0 5 900\n1 5 9 0.7\n", "b.bed:2: found B = 0.7"), ("1 0 5 nan\n", "b.bed:1: found B"),
      ("#\n", "no interval"),
    ]
    for (text, words) in wrong {
      let error = #expect(throws: VariantFilesError.self) { try EffectiveSizeMapFile.read(try write(text)) }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
  }
}
