import Yams

/// YAML as text: read with a limit on what its aliases stand for, and written so that any text is read as it was.
package enum YAMLText {
  /// Why a text is not read.
  package struct Fault: Error, CustomStringConvertible {
    package let description: String
  }

  /// What the aliases of a document may stand for in all, in bytes of its text.
  private static let mostExpansion = 4_000_000.0

  /// The first document in `text`; nil of an empty one.
  package static func compose(_ text: String) throws(Fault) -> Node? {
    if text.utf8.contains(0) { throw Fault(description: "this is a binary file") }
    guard expandedSize(text) < mostExpansion else {
      throw Fault(description: "its aliases (*name) stand for too much text: write out what they stand for")
    }
    do { return try Yams.compose(yaml: text) } catch {
      throw Fault(description: "\(error)".split(whereSeparator: \.isNewline).joined(separator: " "))
    }
  }

  /// No less than the size of `text` with every alias replaced by the node that it stands for.
  ///
  /// An anchored node ends before its first alias at the latest. So the text from the anchor to there, with the aliases in it
  /// replaced, is no smaller than the node. Whatever looks like an anchor or alias counts, in quotes and comments too.
  static func expandedSize(_ text: String) -> Double {
    let bytes = Array(text.utf8)
    func isName(_ byte: UInt8) -> Bool {
      (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 45 || byte == 95 || byte > 127
    }
    /// By name, the expanded size in front of the anchor, and that of its node once it is known.
    var anchors: [ArraySlice<UInt8>: (start: Double, size: Double?)] = [:]
    var extra = 0.0
    var index = 0
    while index < bytes.count {
      let mark = bytes[index]
      index += 1
      guard mark == UInt8(ascii: "&") || mark == UInt8(ascii: "*") else { continue }
      let end = bytes[index...].firstIndex { !isName($0) } ?? bytes.count
      let name = bytes[index..<end]
      if name.isEmpty { continue }
      let position = Double(index) + extra
      if mark == UInt8(ascii: "&") {
        anchors[name] = (position, nil)
      } else if let anchor = anchors[name] {
        let size = anchor.size ?? position - anchor.start
        anchors[name] = (anchor.start, size)
        extra += size
      }
      index = end
    }
    return Double(bytes.count) + extra
  }

  /// `text` as a scalar that YAML reads as `text`: in quotes, with escapes where there must be.
  package static func quoted(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value < 127 && $0 != "'" }) { return "'\(text)'" }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}":
        let code = String(scalar.value, radix: 16, uppercase: true)
        result += "\\u" + String(repeating: "0", count: 4 - code.utf8.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// `texts` as a list of such scalars.
  package static func quoted(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

  /// `node` on one line: {a: [1, 2], b: 'a text'}.
  package static func flow(_ node: Node) -> String {
    if let scalar = node.scalar { return scalar.style == .plain ? scalar.string : quoted(scalar.string) }
    if let items = node.sequence { return "[\(items.map(flow).joined(separator: ", "))]" }
    let pairs = node.mapping?.map { "\(flow($0.key)): \(flow($0.value))" } ?? []
    return "{\(pairs.joined(separator: ", "))}"
  }
}
