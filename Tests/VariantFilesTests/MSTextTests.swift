import Foundation
import Groundwork
import Haplotypes
import TestSupport
import Testing
import VariantFiles

@Suite struct MSTextTests {
  let folder = try? TemporaryFolder()

  private func write(_ text: String) throws -> String {
    let path = try #require(folder).file("x.ms")
    try text.write(toFile: path, atomically: false, encoding: .utf8)
    return path
  }

  @Test func whatTheSimulatorsWrite() throws {
    let text = """
      msms -ms 3 3 -t 5 -SAA 0
      0x1234

      // 0.01 trailing words
      [4](1:2,3);
      time:\t1.0\t2.0
      segsites: 3
      positions: 0.1000 0.2500 0.9000
      010
      110
      001
      OriginCount:1

      //
      segsites: 0

      //
      segsites: 1
      positions: 0.5
      1
      0
      1
      """
    let path = try write(text)
    let matrices = try MSText.read(path, length: 1000)
    #expect(matrices.map(\.siteCount) == [3, 0, 1] && matrices.map(\.haplotypeCount) == [3, 3, 3])
    #expect(matrices[0].positions == [100, 250, 900])
    #expect((0..<3).map { alleles(matrices[0], $0) } == ["010", "110", "001"])
    #expect(alleles(matrices[2], 0) == "101")
    #expect(try shell("gzip -kf '\(path)'"))
    #expect(try MSText.read(path + ".gz", length: 1000) == matrices)
    #expect(try MSText.read(write("segsites: 1\npositions: 0.5\n1\n0\n"), length: 10)[0].haplotypeCount == 2)
    #expect(try MSText.read(write("ms 7 1 -t 1\n1 2 3\n\n//\nsegsites: 0\n"), length: 10)[0].haplotypeCount == 7)
  }

  @Test func treesProbabilitiesAndEmptyReplicates() throws {
    let text = """
      ./ms 2 3 -t 1 -T -r 1 10
      1 2 3

      //
      [4](1:0.5,2:0.5);
      [6](1:1.25e-1,2:0.125);
      segsites: 0
      positions:

      //
      prob: 0.25
      segsites: 0


      //
      [10](1:0.5,2:0.5);
      prob: 1e-3
      segsites: 2
      positions: 0.1 0.2
      01
      11
      """
    let read = try MSText.read(write(text), length: 10)
    #expect(read.map(\.siteCount) == [0, 0, 2] && read.map(\.haplotypeCount) == [2, 2, 2])
    #expect(alleles(read[2], 0) == "01" && alleles(read[2], 1) == "11")
    let bytes = Array(text.utf8)
    #expect(try MSText.replicates(text: bytes, path: "memory", length: 10).map(\.matrix) == read)
    let trees = "ms 2 1 -T\n1 2 3\n\n//\n(1:0.5,2:0.5);\n"
    #expect(throws: VariantFilesError.self) { try MSText.read(write(trees), length: 10) }
  }

  @Test func collidingPositions() throws {
    let text = "//\nsegsites: 7\npositions: 0.10 0.10 0.10 0.11 0.50 1.00 1.00\n1000001\n0110010\n"
    let replicate = try MSText.replicates(write(text), length: 1e6)[0]
    #expect(replicate.positions == [0.1, 0.1, 0.1, 0.11, 0.5, 1, 1])
    let positions = replicate.matrix.positions
    #expect(zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 })
    #expect(positions[0] == 1e5 && positions[2] < 1.1e5 && positions[3] == 1.1e5)
    #expect((positions.last ?? 1e6) < 1e6)
    #expect((0..<7).map { alleles(replicate.matrix, $0) } == ["10", "01", "01", "00", "00", "01", "10"])
    let unsorted = try MSText.read(write("//\nsegsites: 2\npositions: 0.5 0.25\n10\n00\n"), length: 100)[0]
    #expect(unsorted.positions == [25, 50] && alleles(unsorted, 1) == "10")
  }

  @Test func roundTrip() throws {
    var first = HaplotypeMatrix(haplotypeCount: 130)
    for site in 0..<200 {
      let words = (0..<3).map { word in
        (UInt64(site + 1) &* 0x9E37_79B9_7F4A_7C15) << UInt64(word) & (word == 2 ? 3 : .max)
      }
      first.append(position: Double(site) * 4.5 + 0.25, alleles: words)
    }
    let empty = HaplotypeMatrix(haplotypeCount: 130)
    let path = try #require(folder).file("r.ms")
    let text = MSText.text([first, empty], length: 1000, command: "simulate\n-x", seed: 7)
    try AtomicFile.write(text, to: path)
    #expect(text.hasPrefix("apus 130 2 simulate -x\n7\n\n//\nsegsites: 200\npositions: 0.0002500000 "))
    let back = try MSText.read(path, length: 1000)
    #expect(back.count == 2 && back[1] == empty)
    #expect(back[0].words == first.words)
    #expect(zip(back[0].positions, first.positions).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(MSText.text(back, length: 1000, command: "simulate -x", seed: 7) == text)
  }

  @Test(arguments: [
    ("//\nsegsites: x\n", 2), ("//\n\n//\n", 3), ("//\nsegsites: 2\npositions: 0.1\n", 3),
    ("//\nsegsites: 1\npositions: 1.5\n0\n", 3), ("//\nsegsites: 2\npositions: 0.1 0.2\n01\n0\n", 5),
    ("//\nsegsites: 2\npositions: 0.1 0.2\n02\n", 4), ("//\nsegsites: 2\npositions: 0.1 0.2\n", 3),
    ("//\nsegsites: 1\npositions: 0.1\n1\n0\n\n//\nsegsites: 1\npositions: 0.1\n1\n", 8),
    ("//\nsegsites: 2\n01\n", 3),
  ])
  func brokenText(text: String, line: Int) throws {
    let error = #expect(throws: VariantFilesError.self) { try MSText.read(try write(text), length: 10) }
    #expect(error?.description.contains("x.ms:\(line): ") == true, "\(error?.description ?? "")")
  }

  @Test func emptyText() throws {
    #expect(throws: VariantFilesError.self) { try MSText.read(try write(""), length: 10) }
  }
}
