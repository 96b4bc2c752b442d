import Foundation
import StudyFiles
import TestSupport
import Testing

/// What editors and people are told of the keys.
@Suite struct StudySchemaTests {
  @Test("Documentation/StudyKeys.md is the page as the program prints it")
  func committed() throws {
    let path = SharedData.checkout("Documentation/StudyKeys.md")
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    #expect(text == StudySchema.markdown, "put what 'apus schema --markdown' prints in Documentation/StudyKeys.md")
  }

  /// The schema takes every printed recipe: its keys are known, its values of a kind that is allowed.
  @Test func theSchemaHasEveryKey() throws {
    let schema = try JSONSerialization.jsonObject(with: Data(StudySchema.json.utf8))
    func check(_ section: StudyKey, _ schema: Any?) throws {
      let object = try #require(schema as? [String: Any])
      let properties = try #require(object["properties"] as? [String: Any])
      #expect(Set(properties.keys) == Set(section.names) && object["additionalProperties"] as? Bool == false)
      for key in section.keys where key.isSection { try check(key, properties[key.name]) }
    }
    try check(.root, schema)
  }
}
