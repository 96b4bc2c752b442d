import Groundwork

/// A value that the page gives to its script, as text without a sign that HTML or XML would read as markup.
struct JSONValue: Sendable {
  /// The text.
  let json: String

  private init(json: String) { self.json = json }

  /// A text; what HTML does not show as it is becomes U+FFFD here, too.
  static func text(_ text: String) -> JSONValue { JSONValue(json: quoted(text)) }
  /// A whole number.
  static func whole(_ value: Int) -> JSONValue { JSONValue(json: "\(value)") }
  /// A number; what is not finite becomes null.
  static func number(_ value: Double) -> JSONValue { JSONValue(json: value.isFinite ? "\(Float(value))" : "null") }
  /// A number to about three digits; what is not finite becomes null.
  static func brief(_ value: Double) -> JSONValue {
    guard value.isFinite, value != 0 else { return JSONValue(json: value.isFinite ? "0" : "null") }
    var unit = 1.0
    while unit * 1000 <= value.magnitude { unit *= 10 }
    while unit * 100 > value.magnitude { unit /= 10 }
    let text = "\(Float((value / unit).rounded() * unit))"
    return JSONValue(json: text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
  }
  /// Values in order.
  static func list(_ values: [JSONValue]) -> JSONValue {
    JSONValue(json: "[" + values.map(\.json).joined(separator: ",") + "]")
  }
  /// Named values.
  static func pairs(_ pairs: [(String, JSONValue)]) -> JSONValue {
    JSONValue(json: "{" + pairs.map { quoted($0.0) + ":" + $0.1.json }.joined(separator: ",") + "}")
  }
  /// Whole numbers.
  static func wholes(_ values: [Int]) -> JSONValue { .list(values.map { .whole($0) }) }
  /// Whole numbers from -1 on, two signs each, as one text; plain where one is above ``mostPacked``.
  static func packed(_ values: [Int]) -> JSONValue {
    guard values.allSatisfy({ (-1...mostPacked).contains($0) }) else { return .wholes(values) }
    var text = "\""
    text.reserveCapacity(2 * values.count + 2)
    for value in values {
      text.unicodeScalars.append(signs[(value + 1) >> 6])
      text.unicodeScalars.append(signs[(value + 1) & 63])
    }
    return JSONValue(json: text + "\"")
  }
  /// The greatest number that two signs hold.
  static let mostPacked = 4094
  private static let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".unicodeScalars)
  /// Texts.
  static func texts(_ values: [String]) -> JSONValue { .list(values.map { .text($0) }) }
  /// Numbers.
  static func numbers(_ values: [Double]) -> JSONValue { .list(values.map { .number($0) }) }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "<", ">", "&", "\u{2028}", "\u{2029}": result += "\\u" + hexadecimal(scalar)
      case "\t", "\n", "\r": result += " "
      case _ where HTML.isUnsafe(scalar): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
