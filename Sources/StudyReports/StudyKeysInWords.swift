import Reports

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The study of a provenance, key by key, for people.
public enum StudyKeysInWords {
  /// A row a key, "training.replicates" and its value; the JSON itself if it is none.
  package static func rows(_ json: String) -> [LabelledValue] {
    guard let value = try? JSONDecoder().decode(Value.self, from: Data(json.utf8)) else {
      return json.isEmpty ? [] : [LabelledValue("study", json)]
    }
    var rows: [LabelledValue] = []
    add(value, at: "", to: &rows)
    // The two bounds of a prior, say, have one key.
    return rows.reduce(into: []) { joined, row in
      if let last = joined.last, last.label == row.label {
        joined[joined.count - 1] = LabelledValue(row.label, "\(last.value), \(row.value)")
      } else {
        joined.append(row)
      }
    }
  }

  private static func add(_ value: Value, at key: String, to rows: inout [LabelledValue]) {
    switch value {
    case .mapping(let pairs):
      for (name, inner) in pairs.sorted(by: { $0.key < $1.key }) {
        // Swift's name of a nameless value.
        let isNameless = name.hasPrefix("_") && name.dropFirst().allSatisfy(\.isNumber)
        let written = Self.written(name)
        add(inner, at: isNameless ? key : key.isEmpty ? written : "\(key).\(written)", to: &rows)
      }
    case .list(let items) where items.allSatisfy(\.isPlain):
      if !items.isEmpty { rows.append(LabelledValue(key, items.map(\.text).joined(separator: ", "))) }
    case .list(let items):
      for (index, item) in items.enumerated() { add(item, at: "\(key).\(index + 1)", to: &rows) }
    case .plain(let text):
      if !text.isEmpty { rows.append(LabelledValue(key, text)) }
    }
  }

  /// A name as study files write it: "test_fraction" for "testFraction".
  private static func written(_ name: String) -> String {
    name.reduce(into: "") { text, sign in
      text += sign.isUppercase && !text.isEmpty ? "_" + sign.lowercased() : String(sign)
    }
  }

  /// A value of JSON.
  private enum Value: Decodable {
    case mapping([String: Value])
    case list([Value])
    case plain(String)

    init(from decoder: any Decoder) throws {
      let one = try decoder.singleValueContainer()
      if one.decodeNil() {
        self = .plain("")
      } else if let flag = try? one.decode(Bool.self) {
        self = .plain(flag ? "true" : "false")
      } else if let whole = try? one.decode(Int.self) {
        self = .plain("\(whole)")
      } else if let number = try? one.decode(Double.self) {
        self = .plain("\(number)")
      } else if let text = try? one.decode(String.self) {
        self = .plain(text)
      } else if let items = try? one.decode([Value].self) {
        self = .list(items)
      } else {
        self = .mapping(try one.decode([String: Value].self))
      }
    }

    var isPlain: Bool {
      if case .plain = self { return true }
      return false
    }

    var text: String {
      if case .plain(let text) = self { return text }
      return ""
    }
  }
}
