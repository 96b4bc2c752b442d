/// A node of a Demes document with its place; reads values and refuses wrong types, naming the place.
struct DemesNode {
  let value: DemesValue
  let path: String
  /// The name of the value, for messages: "demes[0].epochs[1].end_time".
  let name: String

  /// Where the node stands, and what it is called.
  var place: String {
    let position = Self.place(value, path)
    return name.isEmpty ? position : "\(position): \(name)"
  }

  private static func place(_ value: DemesValue, _ path: String) -> String {
    value.place.map { "\(path):\($0.line):\($0.column)" } ?? path
  }

  func fail(_ expected: String) -> DemographyError {
    let found: String
    switch value.content {
    case .scalar(let text, _): found = "'\(text)'"
    case .list: found = "a list"
    case .mapping: found = "a mapping"
    }
    return .invalid("\(place): found \(found), expected \(expected)")
  }

  /// The keys of a mapping, which must all be in `allowed`.
  func mapping(_ allowed: [String]) throws(DemographyError) -> [String: DemesNode] {
    guard case .mapping(let pairs) = value.content else { throw fail("keys and values") }
    var result: [String: DemesNode] = [:]
    for (key, value) in pairs {
      guard let word = key.text, allowed.contains(word) else {
        throw .invalid(
          "\(Self.place(key, path)): unknown key '\(key.text ?? "?")'; known here: \(allowed.joined(separator: ", "))")
      }
      result[word] = DemesNode(value: value, path: path, name: name.isEmpty ? word : "\(name).\(word)")
    }
    return result
  }

  /// The items of a list.
  func list() throws(DemographyError) -> [DemesNode] {
    guard case .list(let items) = value.content else { throw fail("a list") }
    return items.enumerated().map { DemesNode(value: $1, path: path, name: "\(name)[\($0)]") }
  }

  /// A text: quoted, or plain and neither a number nor null nor a truth value.
  func text() throws(DemographyError) -> String {
    guard case .scalar(let text, let isPlain) = value.content else { throw fail("text") }
    if isPlain {
      let reserved = ["", "~", "null", "true", "false"]
      if reserved.contains(text.lowercased()) || Self.number(text) != nil { throw fail("text") }
    }
    return text
  }

  /// A list of texts.
  func texts() throws(DemographyError) -> [String] {
    var result: [String] = []
    for item in try list() { result.append(try item.text()) }
    return result
  }

  /// A number; "Infinity" may be quoted, as JSON has no other way to say it.
  func number() throws(DemographyError) -> Double {
    guard case .scalar(let text, let isPlain) = value.content else { throw fail("a number") }
    if text == "Infinity" { return .infinity }
    guard isPlain, let value = Self.number(text) else { throw fail("a number") }
    return value
  }

  /// A number that passes `test`; `expected` says what that is.
  func number(_ expected: String, _ test: (Double) -> Bool) throws(DemographyError) -> Double {
    let value = try number()
    guard test(value) else { throw fail(expected) }
    return value
  }

  /// A positive, finite number of individuals.
  func size() throws(DemographyError) -> Double { try number("a positive, finite size") { $0 > 0 && $0.isFinite } }

  /// A share from 0 to 1.
  func rate() throws(DemographyError) -> Double { try number("a rate from 0 to 1") { $0 >= 0 && $0 <= 1 } }

  /// A time that may be infinite, above 0.
  func startTime() throws(DemographyError) -> Double { try number("a time above 0, or .inf") { $0 > 0 } }

  /// A finite time of 0 or more.
  func endTime() throws(DemographyError) -> Double {
    try number("a finite time of 0 or more") { $0 >= 0 && $0.isFinite }
  }

  /// Shares above 0, at most 1 each and together.
  func proportions() throws(DemographyError) -> [Double] {
    var result: [Double] = []
    for item in try list() { result.append(try item.number("a share above 0, at most 1") { $0 > 0 && $0 <= 1 }) }
    if result.reduce(0, +) > 1 + 1e-9 { throw fail("shares that add up to at most 1") }
    return result
  }

  private static func number(_ text: String) -> Double? {
    switch text.lowercased() {
    case ".inf", "+.inf": return .infinity
    case "-.inf": return -.infinity
    default: break
    }
    guard let first = text.first, first.isNumber || "+-.".contains(first) else { return nil }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
