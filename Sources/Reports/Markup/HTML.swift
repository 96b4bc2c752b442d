/// A piece of markup that is well-formed and escaped by construction: text becomes markup only through ``HTML/text(_:)``.
///
/// Element and attribute names are static strings, so nothing a user wrote can become a tag.
package struct HTML: Sendable, Equatable {
  /// The markup.
  package let markup: String

  private init(markup: String) { self.markup = markup }

  /// Nothing.
  package static let empty = HTML(markup: "")

  /// Text, with everything that HTML or XML would read as markup escaped; control characters, and those that change the
  /// direction of writing, become U+FFFD.
  package static func text(_ text: String) -> HTML { HTML(markup: escaped(text)) }

  /// The pieces one behind the other.
  package static func joined(_ pieces: [HTML]) -> HTML { HTML(markup: pieces.map(\.markup).joined()) }

  /// `<name attributes>content</name>`; names without content (`meta`, `path` ...) are closed in the tag.
  package static func element(
    _ name: StaticString, _ attributes: [Attribute] = [], @HTMLBuilder _ content: () -> HTML
  ) -> HTML {
    var markup = "<\(name)"
    for attribute in attributes { markup += attribute.markup }
    return HTML(markup: markup + ">" + content().markup + "</\(name)>")
  }

  /// An element without content.
  package static func element(_ name: StaticString, _ attributes: [Attribute] = []) -> HTML {
    var markup = "<\(name)"
    for attribute in attributes { markup += attribute.markup }
    return HTML(markup: markup + "/>")
  }

  /// A style sheet that is part of the program.
  package static func style(_ css: StaticString) -> HTML { HTML(markup: "<style>\(css)</style>") }

  /// The script that is part of the program.
  static func script() -> HTML { HTML(markup: "<script>\(ReportScript.text)</script>") }

  /// Values for the script, with an id or the class "data"; no browser runs them.
  static func data(_ attribute: Attribute, _ value: JSONValue) -> HTML {
    HTML(markup: "<script type=\"application/json\"\(attribute.markup)>\(value.json)</script>")
  }

  /// A whole document: the declaration, then `root`.
  package static func document(_ root: HTML) -> String { "<!DOCTYPE html>\n" + root.markup + "\n" }

  /// `text` with `&`, `<`, `>`, `"` and `'` as entities.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case _ where isUnsafe(scalar): result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// True for control characters, for those that change the direction of writing, and for what is no character.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}", "\u{61C}", "\u{200E}", "\u{200F}",
      "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
      return true
    default: return false
    }
  }
}
