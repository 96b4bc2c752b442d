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
