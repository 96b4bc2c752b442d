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
    let path = SharedData.checkout("Documentation/Statistics.md")
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    let folder = SharedData.checkout("Tests/StatisticsTests")
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"), encoding: .utf8) }.joined()
    let named = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.hasSuffix("` |") }
      .compactMap { $0.dropLast(3).split(separator: "`").last }
    #expect(named.count > 10)
    for name in named {
      let parts = name.split(separator: ".")
      #expect(parts.count == 2 && sources.contains("struct \(parts[0])"), "\(name)")
      #expect(parts.count == 2 && sources.contains("func \(parts[1])("), "\(name)")
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
    #expect(try ReferencePages.page("diplos-hic").contains("`distKurt`"))
    #expect { try ReferencePages.page("tajimaD") } throws: { "\($0)".contains("did you mean 'tajimasD'?") }
  }
}
