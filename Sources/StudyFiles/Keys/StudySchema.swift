#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What study files hold, for editors and people.
package enum StudySchema {
  /// A JSON schema (draft 2020-12), for editors that check YAML by one.
  package static var json: String {
    get throws {
      var root = schema(.root)
      root["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
      root["title"] = .text("study file of Apus")
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(Value.object(root)), as: UTF8.self)
    }
  }

  /// A page with every key: what it may hold, its value if it is left out, what it means.
  package static var markdown: String {
    var text = """
      # Keys of a study file

      Made by `apus schema --markdown`. A key without a standard value is optional, or its recipe has one (`apus recipes show
      NAME`). Numbers may be written with separators and exponents (2,000, 1e-8), lengths with kb and Mb. Where a number or a
      prior may stand, a prior is one of `{uniform: [a, b]}`, `{log_uniform: [a, b]}`, `{exponential: {mean: a, max: b}}`,
      `{normal: {mean: a, sd: b, min: c, max: d}}`, `{discrete: [a, b]}`, `{table: {file: draws.tsv, column: name}}`.

      """
    add(.root, within: "", to: &text)
    return text
  }

  private static func add(_ section: StudyKey, within prefix: String, to text: inout String) {
    text += "\n## \(prefix.isEmpty ? "The file" : "`\(prefix.dropLast())`")\n\n"
    if !section.meaning.isEmpty { text += "\(capitalised(section.meaning)).\n\n" }
    text += "| key | holds | if left out | example | meaning |\n| --- | --- | --- | --- | --- |\n"
    for key in section.keys where !key.isSection {
      var meaning = key.meaning
      if !key.insteadOf.isEmpty {
        meaning += "; in place of " + key.insteadOf.map { "`\($0)`" }.joined(separator: ", ")
      }
      text +=
        "| `\(key.name)` | \(holds(key.content)) | \(code(key.standard)) | \(code(key.example)) | \(cell(meaning)) |\n"
    }
    for key in section.keys where key.isSection { add(key, within: prefix + key.name + ".", to: &text) }
  }

  private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("<TAB>", with: "`TAB`")
  }

  private static func code(_ text: String?) -> String { text.map { "`\($0.replacing("|", with: "\\|"))`" } ?? "" }

  private static func holds(_ content: StudyKey.Content) -> String {
    switch content {
    case .section: "keys of its own"
    case .text: "text"
    case .words: "a word or a list"
    case .flag: "true or false"
    case .count(let range):
      "a whole number from \(range.lowerBound)\(range.upperBound == .max ? "" : " to \(range.upperBound)")"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .prior(let range): "a number or a prior from \(range.lowerBound) to \(range.upperBound)"
    case .formula(let range):
      "a number, a prior or an expression, from \(range.lowerBound) to \(range.upperBound)"
    case .length: "base pairs"
    case .choice(let known): known.map { "`\($0)`" }.joined(separator: ", ")
    case .entries: "a mapping of names"
    case .anything: "see the example"
    }
  }

  private static func schema(_ key: StudyKey) -> [String: Value] {
    var result: [String: Value] = [:]
    if !key.meaning.isEmpty { result["description"] = .text(key.meaning) }
    if let standard = key.standard { result["default"] = .text(standard) }
    if let example = key.example { result["examples"] = .list([.text(example)]) }
    switch key.content {
    case .section(let keys):
      result["type"] = .list(["object", "null"].map(Value.text))
      result["properties"] = .object(Dictionary(uniqueKeysWithValues: keys.map { ($0.name, .object(schema($0))) }))
      result["additionalProperties"] = .flag(false)
    case .text, .length: result["type"] = .list(["string", "number", "null"].map(Value.text))
    case .words: result["type"] = .list(["string", "number", "array", "null"].map(Value.text))
    case .flag: result["type"] = .list(["boolean", "null"].map(Value.text))
    case .count(let range):
      // A number may be written 2,000, which YAML takes for a text.
      result["type"] = .list(["integer", "string", "null"].map(Value.text))
      result["minimum"] = .number(Double(range.lowerBound))
      if range.upperBound < .max { result["maximum"] = .number(Double(range.upperBound)) }
    case .number(let range):
      result["type"] = .list(["number", "string", "null"].map(Value.text))
      result["minimum"] = .number(range.lowerBound)
      result["maximum"] = .number(range.upperBound)
    case .prior(let range), .formula(let range):
      result["type"] = .list(["number", "string", "object", "null"].map(Value.text))
      result["minimum"] = .number(range.lowerBound)
      result["maximum"] = .number(range.upperBound)
    case .choice(let known): result["enum"] = .list(known.map(Value.text) + [.text("none"), .null])
    case .entries: result["type"] = .list(["object", "null"].map(Value.text))
    case .anything: break
    }
    return result
  }

  /// A value of JSON.
  private enum Value: Encodable {
    case object([String: Value])
    case list([Value])
    case text(String)
    case number(Double)
    case flag(Bool)
    case null

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .object(let members): try container.encode(members)
      case .list(let items): try container.encode(items)
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      case .flag(let flag): try container.encode(flag)
      case .null: try container.encodeNil()
      }
    }
  }
}
