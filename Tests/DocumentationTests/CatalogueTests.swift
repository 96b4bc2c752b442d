import TestSupport
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The catalogues of the modules (`Sources/X/X.docc`): each has an example, and each example is a file that is compiled and run here.
@Suite struct CatalogueTests {
  /// Every module that the library has, as Package.swift lists them; Reports has nothing that is public.
  static let modules = [
    "Groundwork", "Haplotypes", "Demography", "Coalescent", "VariantFiles", "FeatureTables", "Statistics", "Networks",
    "Learning", "StudyFiles", "Training", "Studies", "StudyReports",
  ]

  /// The code of each ```swift block of `text`.
  static func blocks(_ text: String) -> [String] {
    text.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: SharedData.checkout(path), encoding: .utf8)
  }

  @Test(arguments: modules) func everyExampleIsAFileThatIsRun(module: String) throws {
    let folder = "Tests/DocumentationTests/Examples"
    let names = try FileManager.default.contentsOfDirectory(atPath: SharedData.checkout(folder))
      .filter { $0 == module + ".swift" || $0.hasPrefix(module + "+") }.sorted()
    let examples = try names.map { try Self.text(folder + "/" + $0) }
    let blocks = Self.blocks(try Self.text("Sources/\(module)/\(module).docc/\(module).md"))
    #expect(!examples.isEmpty)
    #expect(blocks.sorted() == examples.sorted(), "the blocks of \(module).md are not the files \(names)")
  }

  /// No module is forgotten, and no block of other pages has an example that nobody runs.
  @Test func everyModuleHasACatalogue() throws {
    let sources = SharedData.checkout("Sources")
    let catalogues = try FileManager.default.contentsOfDirectory(atPath: sources).flatMap { module in
      try FileManager.default.contentsOfDirectory(atPath: sources + "/" + module)
        .filter { $0.hasSuffix(".docc") }.map { (module, $0) }
    }
    #expect(catalogues.map(\.0).sorted() == Self.modules.sorted())
    for (module, catalogue) in catalogues {
      let pages = try FileManager.default.contentsOfDirectory(atPath: sources + "/\(module)/\(catalogue)")
      #expect(pages == [module + ".md"])
    }
  }

  @Test func blocksAreFound() {
    #expect(
      Self.blocks("a\n```swift\nlet x = 1\n```\nb\n```\nno\n```\n```swift\nlet y = 2\n```\n") == [
        "let x = 1\n", "let y = 2\n",
      ])
  }
}
