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

  /// Rows and positions by chance, read character by character, beside the packed reading: around 64 haplotypes and sites, in
  /// order and not, plain, in memory, and in pieces of gzip.
  @Test(arguments: [(1, 1), (2, 63), (63, 64), (64, 65), (65, 7), (100, 300), (130, 129)])
  func rowsByChance(haplotypes: Int, sites: Int) throws {
    var state = UInt64(haplotypes * 1000 + sites)
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var text = "ms \(haplotypes) 4\n1 2 3\n"
    var expected: [(positions: [Double], rows: [[Int]])] = []
    for replicate in 0..<4 {
      let written = (0..<sites).map { site in
        let number = replicate == 1 ? random(1_000_000) : 1_000_000 * site / sites
        return ["0." + String(String(1_000_000 + number).dropFirst()), "\(number)e-6", "+0.\(number)"][
          replicate == 3 ? random(3) : 0]
      }
      let rows = (0..<haplotypes).map { _ in (0..<sites).map { _ in random(2) } }
      expected.append((written.compactMap(Double.init), rows))
      text += "\n//\nsegsites: \(sites)\npositions: " + written.joined(separator: " ") + (replicate == 2 ? " \r" : "")
      text += "\n" + rows.map { $0.map(String.init).joined() + (replicate == 2 ? "\r" : "") + "\n" }.joined()
    }
    let path = try write(text)
    let read = try MSText.replicates(path, length: 1e6)
    #expect(read.count == 4)
    for (replicate, (positions, rows)) in zip(read, expected) {
      let order = positions.indices.sorted { (positions[$0], $0) < (positions[$1], $1) }
      #expect(replicate.positions == order.map { positions[$0] })
      for (site, column) in order.enumerated() {
        #expect(alleles(replicate.matrix, site) == rows.map { String($0[column]) }.joined())
      }
    }
    #expect(try MSText.replicates(text: Array(text.utf8), path: "memory", length: 1e6) == read)
    #expect(try shell("gzip -kf '\(path)'"))
    #expect(try MSText.replicates(path + ".gz", length: 1e6) == read)
  }

  /// Numbers as the library reads them, to the last bit, and what is no number to it.
  @Test func positionsAreTheNearestDoubles() throws {
    var state: UInt64 = 1
    var words = [
      "0", "1", "0.1", "1.", ".5", "1e-3", "0.30000000000000004", "0.123456789012345678901234567890", "0x1p-3", "00.5",
      "0.000000000000000000000000000001", "+0.25", "-0", "4.9e-324", "0.9999999999999999",
    ]
    for digits in 1...20 {
      for _ in 0..<50 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        words.append("0." + String(String(state).suffix(digits)))
      }
    }
    for word in words {
      let text = "//\nsegsites: 1\npositions: \(word)\n1\n0\n"
      let value = try MSText.replicates(text: Array(text.utf8), path: "x", length: 1)[0].positions[0]
      #expect(value.bitPattern == Double(word)?.bitPattern, "\(word)")
    }
    for word in [".", "", "1..0", "0.5x", "nan", "-0.5", "1.5", "0,5", "0.5\t0.6", "\u{0661}"] {
      let text = "//\nsegsites: 1\npositions: \(word)\n1\n0\n"
      let error = #expect(throws: VariantFilesError.self) {
        try MSText.replicates(text: Array(text.utf8), path: "x", length: 1)
      }
      #expect(error?.description.hasPrefix("x:3: found ") == true, "\(word)")
    }
  }

  /// One replicate at a time gives what all at once do, also the haplotypes of leading replicates without sites, and an error
  /// where it stands.
  @Test func oneReplicateAtATime() throws {
    let site = "segsites: 1\npositions: 0.5\n1\n0\n0\n"
    let path = try write("//\nsegsites: 0\n\n//\nsegsites: 0\n\n//\n\(site)\n//\nsegsites: 0\n//\n\(site)1\n")
    var replicates = try MSReplicates(path, length: 10)
    var found: [Int] = []
    let error = #expect(throws: VariantFilesError.self) {
      while let replicate = try replicates.next() {
        #expect(replicate.matrix.haplotypeCount == 3)
        found.append(replicate.matrix.siteCount)
      }
    }
    #expect(found == [0, 0, 1, 0])
    #expect(
      error?.description.contains(":17: replicate 5 has 4 haplotypes, expected 3 as in the first") == true,
      "\(error?.description ?? "")")
  }

  /// Lines longer than the pieces in which a file is read, and one without an end.
  @Test func longLines() throws {
    let count = 200_001
    let positions = (0..<count).map { String(Double($0) / 1e6) }.joined(separator: " ")
    let row = String(repeating: "01", count: count / 2) + "1"
    let path = try write("//\nsegsites: \(count)\npositions: \(positions)\n\(row)\n\(row)\n\(row)")
    let matrix = try MSText.read(path, length: 1e6)[0]
    #expect(matrix.haplotypeCount == 3 && matrix.siteCount == count)
    #expect((0..<count).allSatisfy { matrix.words[$0] == ($0 % 2 == 1 || $0 == count - 1 ? 7 : 0) })
  }
}
