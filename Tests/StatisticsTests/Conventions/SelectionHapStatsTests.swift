import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("SelectionHapStats: H12 of 145 lines of Drosophila") struct SelectionHapStatsTests {
  @Test(
    "The stored output of a window, clusters and all digits",
    .enabled(if: SharedData.isPresent, "the shared data are absent"))
  func publishedOutput() throws {
    let data = try #require(SharedData.path("data/dmel_dgrp_3R/Chr3R_DGRP_n145_first2000snps.txt.gz"))
    let output = try #require(SharedData.path("data/dmel_dgrp_3R/Chr3R_H12_output_400_50_coord53034.txt"))
    let lines = try PixyTests.gunzipped(data).split(separator: 10).map { $0.split(separator: 44) }
    let positions = lines.map { Int(String(decoding: $0[0], as: UTF8.self)) ?? 0 }
    let expected = try DiploshicTests.text(output).split(separator: "\t").map(String.init)
    let center = try #require(positions.firstIndex(of: Int(expected[0]) ?? 0))
    let window = try #require(SelectionHapStats.window(of: 400, around: center, count: lines.count))
    #expect([positions[window.lowerBound], positions[window.upperBound - 1]] == expected[1...2].map { Int($0) })
    let found = SelectionHapStats(
      haplotypes: (1...145).map { column in
        lines[window].map { line in
          line[column].first { $0 != 13 } ?? 0
        }
      })
    #expect(found.clusters.count == Int(expected[3]))
    let sizes = found.clusters.map(\.count).filter { $0 > 1 }
    #expect(sizes == expected[4].split(separator: ",").map { Int($0) ?? 0 })
    // The program counts lines from 1; clusters of one size are in no order that means anything.
    let members = expected[5].split(separator: ")").map { cluster in
      Set(cluster.dropFirst().split(separator: ",").map { (Int($0) ?? 0) - 1 })
    }
    #expect(Set(found.clusters.filter { $0.count > 1 }.map(Set.init)) == Set(members))
    for (value, text) in zip([found.h1, found.h2, found.h12, found.h2ToH1], expected[6...9]) {
      let printed = try #require(Double(text.filter { !$0.isWhitespace }))
      #expect(abs(value / printed - 1) < 1e-11)
    }
    #expect(SelectionHapStats.window(of: 400, around: 199, count: 2000) == nil)
    #expect(SelectionHapStats.window(of: 400, around: 1800, count: 2000) == nil)
  }

  @Test("What is missing is filled in, and the rest must agree with that")
  func fillingIn() {
    func sizes(_ rows: [String]) -> [Int] {
      SelectionHapStats(haplotypes: rows.map { Array($0.utf8) }).clusters.map(\.count)
    }
    #expect(sizes(["ACGT", "ACGT", "ACTT"]) == [2, 1])
    #expect(sizes(["ACGT", "NCGT", "ANGT", "ACNN"]) == [4])
    // N agrees with either, but not with both, whichever of them comes first.
    for count in 0..<12 {
      let end = String(repeating: "G", count: count)
      #expect(sizes(["NA" + end, "AN" + end, "CA" + end]) == [2, 1])
    }
    let all = SelectionHapStats(haplotypes: ["AC", "AC", "AG", "TG"].map { Array($0.utf8) })
    #expect(all.h1 == 6 / 16.0 && all.h2 == 2 / 16.0 && all.h12 == 10 / 16.0)
    let one = SelectionHapStats(haplotypes: [Array("AC".utf8)])
    #expect(one.h1 == 1 && one.h12 == 1 && one.h2ToH1 == 0)
  }
}
