import Groundwork
import Yams

/// A mapping of a YAML document with its place, read key by key; every message says file:line:column.
struct YAMLSection {
  let path: String
  let name: String
  let mapping: Node.Mapping
  /// The declaration of its keys; nil of a mapping that a reader of its own understands.
  var keys: StudyKey?

  /// Where `node` stands.
  static func place(_ node: Node?, _ path: String) -> String {
    // What comes from the command line has no place in the file.
    guard let mark = node?.mark else { return node == nil ? path : "\(path) with --set" }
    return "\(path):\(mark.line):\(mark.column)"
  }

  func node(_ key: String) -> Node? {
    guard let node = mapping[Node(key)] else { return nil }
    if let scalar = node.scalar, scalar.style == .plain, ["", "~", "null", "none"].contains(scalar.string.lowercased())
    {
      return nil
    }
    return node
  }

  func fail(_ node: Node, _ key: String, expected: String, found words: String? = nil) -> StudyError {
    let list = node.sequence.map { "a list of \($0.count)" } ?? "a mapping"
    let found = words ?? node.scalar.map { "'\($0.string)'" } ?? list
    let name = name.isEmpty ? key : "\(name).\(key)"
    return .invalid("\(Self.place(node, path)): \(name): found \(found), expected \(expected)")
  }

  /// The section `key`; an empty one if it is not there.
  func section(_ key: String) throws(StudyError) -> YAMLSection {
    let name = name.isEmpty ? key : "\(name).\(key)"
    guard let node = node(key) else {
      return YAMLSection(path: path, name: name, mapping: Node.Mapping([]), keys: keys?[key])
    }
    guard let mapping = node.mapping else { throw fail(node, key, expected: "keys of its own") }
    return YAMLSection(path: path, name: name, mapping: mapping, keys: keys?[key])
  }

  func text(_ key: String) throws(StudyError) -> String? {
    guard let node = node(key) else { return nil }
    guard let text = node.scalar?.string else { throw fail(node, key, expected: "a word") }
    return text
  }

  func words(_ key: String) throws(StudyError) -> [String] {
    guard let node = node(key) else { return [] }
    if let text = node.scalar?.string { return [text] }
    let items = node.sequence?.compactMap { $0.scalar?.string } ?? []
    if items.isEmpty || items.count != node.sequence?.count {
      throw fail(node, key, expected: "a word or a list of words")
    }
    return items
  }

  func flag(_ key: String) throws(StudyError) -> Bool? {
    guard let node = node(key) else { return nil }
    guard let value = node.bool else { throw fail(node, key, expected: "true or false") }
    return value
  }

  /// What the declaration of the section says that `key` may hold.
  func declared(_ key: String) -> StudyKey.Content {
    guard let content = keys?[key]?.content else { preconditionFailure("the key '\(name).\(key)' is not declared") }
    return content
  }

  /// A declared number.
  func number(_ key: String) throws(StudyError) -> Double? {
    guard case .number(let range) = declared(key) else { preconditionFailure("'\(name).\(key)' is no number") }
    return try number(key, range)
  }

  func number(_ key: String, _ range: ClosedRange<Double>) throws(StudyError) -> Double? {
    guard let node = node(key) else { return nil }
    guard let value = Self.number(node), range.contains(value) else {
      throw fail(node, key, expected: "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A declared whole number.
  func count(_ key: String) throws(StudyError) -> Int? {
    guard case .count(let range) = declared(key) else { preconditionFailure("'\(name).\(key)' is no count") }
    return try count(key, range)
  }

  /// A whole number, which may be written 2000, 2,000 or 2e3.
  func count(_ key: String, _ range: ClosedRange<Int>) throws(StudyError) -> Int? {
    guard let node = node(key) else { return nil }
    let exact = node.scalar.flatMap { Int($0.string) }
    guard let count = exact ?? Self.number(node).flatMap({ Int(exactly: $0) }), range.contains(count) else {
      throw fail(node, key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return count
  }

  /// A length in base pairs: 1100000, 1,100,000, 55kb, 1.1Mb.
  func length(_ key: String) throws(StudyError) -> Int? {
    guard let node = node(key) else { return nil }
    guard let text = node.scalar?.string, let length = Self.length(text) else {
      throw fail(node, key, expected: "a length such as 1,100,000, 55kb or 1.1Mb")
    }
    return length
  }

  static func number(_ node: Node) -> Double? {
    guard let text = node.scalar?.string, !text.isEmpty else { return nil }
    guard let value = Double(text.filter { $0 != "," && $0 != "_" }), value.isFinite else { return nil }
    return value
  }

  static func length(_ text: String) -> Int? {
    let compact = text.filter { $0 != "," && $0 != "_" && $0 != " " }
    let units: [(String, Double)] = [("gb", 1e9), ("mb", 1e6), ("kb", 1e3), ("bp", 1), ("", 1)]
    for (unit, factor) in units where compact.lowercased().hasSuffix(unit) {
      guard let value = Double(compact.dropLast(unit.count)) else { return nil }
      let length = (value * factor).rounded()
      return abs(length - value * factor) < 1e-6 * factor && length >= 1 && length < 4e9 ? Int(length) : nil
    }
    return nil
  }
}
