import Foundation
import Learning
import TestSupport
import Testing

@Suite struct LearnerReferenceTests {
  @Test("Documentation/Learners.md is the page as the program prints it")
  func thePageIsUpToDate() throws {
    let text = try String(contentsOfFile: SharedData.checkout("Documentation/Learners.md"), encoding: .utf8)
    #expect(
      text == LearnerReference.markdown, "put what 'apus learners --markdown' prints in Documentation/Learners.md")
  }

  /// Every hyper-parameter of every learner has a meaning and a default.
  @Test func nothingIsLeftOut() throws {
    for learner in LearnerRegistry.all {
      let kind = type(of: learner)
      let page = try LearnerReference.page(kind.id)
      for name in kind.parameterNames {
        let row = try #require(
          page.split(separator: "\n").first { $0.hasPrefix("| `\(name)` |") }, "\(kind.id).\(name)")
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(cells.count == 3 && !cells[1].isEmpty && cells[2].count > 2, "\(kind.id): \(row)")
      }
    }
    #expect(try LearnerReference.page("extra-trees").contains("| `trees` | `500` | the number of trees; at least 1 |"))
    #expect(LearnerReference.list.count == LearnerRegistry.all.count)
    #expect(throws: LearningError.self) { try LearnerReference.page("rum") }
  }
}
