import Statistics
import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Reference pages")
struct ReferencePagesTests {
  @Test("Documentation/Statistics.md holds the pages as the program prints them")
  func committed() throws {
    let path = SharedData.checkout("Documentation/Statistics.md")
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    let parts = text.components(separatedBy: "<!-- reference pages -->\n")
    #expect(parts.count == 3)
    #expect(
      parts.count == 3 && parts[1] == "\n\(ReferencePages.all)\n\n",
      "put what 'apus statistics reference' prints between the two marks in Documentation/Statistics.md")
  }

  @Test("Tests that the table of peers names exist")
  func testsOfPeers() throws {
    let path = SharedData.checkout("Documentation/Peers.md")
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    var sources: [String: String] = [:]
    for module in ["StatisticsTests", "StudiesTests", "VariantFilesTests"] {
      let folder = SharedData.checkout("Tests/\(module)")
      for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
        sources[name] = try String(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"), encoding: .utf8)
      }
    }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
    #expect(rows.count > 30)
    for row in rows {
      // `Suite.function`, which is in the file of the suite.
      let parts = (row.dropLast(3).split(separator: "`").last ?? "").split(separator: ".")
      #expect(row.hasSuffix("` |") && parts.count == 2, "\(row)")
      let file = sources.values.first { parts.count == 2 && $0.contains("struct \(parts[0]) ") }
      #expect(parts.count == 2 && file?.contains("func \(parts[1])(") == true, "\(parts)")
    }
  }

  @Test func everyPage() throws {
    for statistic in StatisticRegistry.all + StatisticRegistry.conventions {
      let page = try ReferencePages.page(statistic.info.id)
      #expect(page.contains("`\(statistic.info.id)`") && page.contains(statistic.info.doi))
      #expect(page.split(separator: "\n").allSatisfy { $0.count <= 120 })
      // What the page says of needs and of missing calls must be there.
      #expect(page.contains("Missing data") || page.contains("Complete calls only"), "\(statistic.info.id)")
      #expect(page.contains("- Insufficient: "), "\(statistic.info.id)")
      #expect(
        statistic.info.reference.contains("derived alleles (polarised data)") == statistic.info.needsPolarisation
          || statistic.info.id.hasSuffix(".diploshic"), "\(statistic.info.id)")
    }
    for set in FeatureSet.all {
      let page = try ReferencePages.page(set.id)
      #expect(set.notes.contains("doi:10."), "\(set.id) has no source")
      #expect(page.contains("- Columns: ") && page.contains("- Normalisation: ") && page.contains(set.notes))
    }
    #expect(try ReferencePages.page("diplos-hic").contains("`distKurt`"))
    #expect { try ReferencePages.page("tajimaD") } throws: { "\($0)".contains("did you mean 'tajimasD'?") }
  }
}
